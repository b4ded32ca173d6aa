import type { Density } from "../ui/props.ts";

/** Small choices of one person on one machine, known before the database opens. */
export type Preferences = {
  readonly language: "fr" | "en" | null;
  readonly density: Density;
  readonly navCollapsed: boolean;
  /** Width of the side panel, in px. */
  readonly panelWidth: number | undefined;
};

export const DEFAULT_PREFERENCES: Preferences = {
  language: null,
  density: "normal",
  navCollapsed: false,
  panelWidth: undefined,
};

/** Preferences from their stored text; anything that cannot be read is the default. */
export function readPreferences(text: string | null): Preferences {
  if (text === null) return DEFAULT_PREFERENCES;
  try {
    const kept = JSON.parse(text) as Partial<Preferences> | null;
    if (typeof kept !== "object" || kept === null) return DEFAULT_PREFERENCES;
    return {
      language: kept.language === "fr" || kept.language === "en" ? kept.language : null,
      density:
        kept.density === "compact" || kept.density === "comfortable" ? kept.density : "normal",
      navCollapsed: kept.navCollapsed === true,
      panelWidth: typeof kept.panelWidth === "number" ? kept.panelWidth : undefined,
    };
  } catch {
    return DEFAULT_PREFERENCES;
  }
}
