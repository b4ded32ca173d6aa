import en from "./en.json" with { type: "json" };
import fr from "./fr.json" with { type: "json" };

export type Language = "fr" | "en";
export type Sentence = keyof typeof fr;

/** A sentence of the menus and dialogs; `{{name}}` in it stands for a value. */
export type Words = (
  sentence: Sentence,
  values?: Readonly<Record<string, string | number>>,
) => string;

const SENTENCES: Readonly<Record<Language, Readonly<Record<Sentence, string>>>> = { fr, en };

export const wordsIn =
  (language: Language): Words =>
  (sentence, values = {}) =>
    SENTENCES[language][sentence].replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) =>
      String(values[name] ?? ""),
    );

/** The language of a system such as `en-GB`; French when it is not one of ours. */
export const languageOf = (locale: string): Language =>
  locale.toLowerCase().split("-")[0] === "en" ? "en" : "fr";
