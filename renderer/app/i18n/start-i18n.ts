import i18next, { type i18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import { formatBytes, formatDate, formatDateTime, formatDuration, formatNumber } from "./format.ts";
import { chooseLanguage, LANGUAGES, type Language } from "./languages.ts";

type Tree = { readonly [key: string]: string | Tree };

const files = import.meta.glob<Tree>("./*/*.json", { eager: true, import: "default" });

/**
 * Starts i18next with every `renderer/app/i18n/<language>/<namespace>.json`: a new
 * namespace is a new file, with no list to keep. Interpolation knows `{{n, number}}`,
 * `{{d, date}}`, `{{d, datetime}}`, `{{ms, duration}}` and `{{n, bytes}}`.
 */
export async function startI18n(wish?: string): Promise<i18n> {
  const language = chooseLanguage(wish);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: LANGUAGES[0],
    supportedLngs: [...LANGUAGES],
    resources: readResources(),
    defaultNS: "ui",
    ns: [...new Set(Object.keys(files).map(namespaceOf))],
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  });
  const formatter = i18next.services.formatter;
  formatter?.add("number", (value: number, lng = LANGUAGES[0]) => formatNumber(value, lng));
  formatter?.add("date", (value: string) => formatDate(value));
  formatter?.add("datetime", (value: string | number, lng = LANGUAGES[0]) =>
    formatDateTime(value, lng),
  );
  formatter?.add("duration", (value: number) => formatDuration(value));
  formatter?.add("bytes", (value: number, lng = LANGUAGES[0]) => formatBytes(value, lng));
  setDocumentLanguage(language);
  i18next.on("languageChanged", setDocumentLanguage);
  return i18next;
}

function readResources(): Resource {
  const resources: Record<string, Record<string, Tree>> = {};
  for (const [path, tree] of Object.entries(files)) {
    const language = path.split("/")[1] as Language;
    (resources[language] ??= {})[namespaceOf(path)] = withLargePlurals(tree);
  }
  return resources as Resource;
}

const namespaceOf = (path: string): string => path.split("/")[2]?.replace(".json", "") ?? "";

/** French has a third plural, for exact millions: nobody writes it, it reads as the ordinary one. */
function withLargePlurals(tree: Tree): Tree {
  const result: Record<string, string | Tree> = {};
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value !== "string") result[key] = withLargePlurals(value);
    else {
      result[key] = value;
      if (key.endsWith("_other")) result[key.replace(/_other$/, "_many")] ??= value;
    }
  }
  return result;
}

function setDocumentLanguage(language: string): void {
  if (typeof document !== "undefined") document.documentElement.lang = language;
}
