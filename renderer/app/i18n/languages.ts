/** Languages of the screens; the first is the default. */
export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language to use for a wish such as `en-GB`; French when it is not ours. */
export function chooseLanguage(wish: string | undefined): Language {
  const base = wish?.toLowerCase().split("-")[0];
  return LANGUAGES.find((language) => language === base) ?? LANGUAGES[0];
}

/** Locale that gives `Intl` the forms we want: 31/08/2026 in both languages. */
export function localeOf(language: string): string {
  return chooseLanguage(language) === "en" ? "en-GB" : "fr-FR";
}
