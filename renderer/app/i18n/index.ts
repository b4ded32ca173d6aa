export { formatDate, formatNumber } from "./format.ts";
export { chooseLanguage, LANGUAGES, type Language } from "./languages.ts";
export { startI18n } from "./start-i18n.ts";
export { useFormats, type Formats } from "./use-formats.ts";
