import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { languageOf, type Language } from "../i18n/words.ts";

/** What a person chose on the screens and the shell needs before there are any. */
export interface Wishes {
  readonly language: Language;
  readonly theme: "system" | "light" | "dark";
}

/** The wishes from their stored text; what cannot be believed is what the system says. */
export function readWishes(text: string | null, locale: string): Wishes {
  const usual: Wishes = { language: languageOf(locale), theme: "system" };
  if (text === null) return usual;
  try {
    const kept = JSON.parse(text) as Partial<Wishes> | null;
    return {
      language: kept?.language === "fr" || kept?.language === "en" ? kept.language : usual.language,
      theme: kept?.theme === "light" || kept?.theme === "dark" ? kept.theme : usual.theme,
    };
  } catch {
    return usual;
  }
}

/** The address of the central repository from its stored text; null when none was chosen. */
export function readCentral(text: string | null): string | null {
  try {
    const kept = JSON.parse(text ?? "null") as { readonly address?: unknown } | null;
    return typeof kept?.address === "string" ? kept.address : null;
  } catch {
    return null;
  }
}

/** A small settings file, or null when there is none that can be read. */
export function readSetting(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/**
 * Writes a small settings file: the old one or the new one, never half. At once, because it is also called while leaving; a disk that refuses
 * costs the setting and nothing else.
 */
export function keepSetting(path: string, value: unknown): void {
  const part = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(part, JSON.stringify(value), { mode: 0o600, flush: true });
    renameSync(part, path);
  } catch {
    rmSync(part, { force: true });
  }
}
