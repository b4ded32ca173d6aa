import type { ComponentType } from "react";
import type { Counts } from "../data-worker/data-api.ts";

/** Where an entry of the navigation stands, from top to bottom (référentiels come from the models). */
export type NavPlace = "work" | "quality" | "exchange" | "sync";

/** How a feature shows itself in the navigation. Keys are i18n keys with their namespace (`home:nav`). */
export type NavDescription = {
  readonly place: NavPlace;
  readonly href: string;
  readonly labelKey: string;
  readonly icon: ComponentType<{ fontSize?: "small" | "inherit" }>;
  /** Live count beside the label, from the worker's counts. */
  readonly count?: (counts: Counts) => number;
  /** Plural key that says the count in words. */
  readonly countKey?: string;
  /** Draws the eye when the count is not zero. */
  readonly attention?: boolean;
  /** Second key of the « G then … » shortcut. */
  readonly goKey?: string;
};

/**
 * One thing a user does: its addresses and its place in the navigation. A feature exports one such
 * value from its `index.ts`; the screens themselves are loaded when first visited.
 */
export type Feature = {
  readonly id: string;
  readonly routes: readonly {
    readonly path: string;
    readonly load: () => Promise<ComponentType>;
  }[];
  readonly nav: NavDescription | null;
};
