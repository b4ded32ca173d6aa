import { isJsonObject, isPartialDate } from "../base/index.ts";
import type { JsonValue, ReferentialId } from "../base/index.ts";
import { writeDate } from "./french-date.ts";
import { KEY_PREFIX } from "./key-of.ts";
import { shownEnd } from "./period-end.ts";
import type { Attribute, DatedLink, Language } from "./referential.ts";

/** How a reference is written for people: the key (for files and grids) of the record it points to; undefined = unknown. */
export type ShowReference = (referential: ReferentialId, reference: string) => string | undefined;

const YES = { fr: "Oui", en: "Yes" } as const;
const NO = { fr: "Non", en: "No" } as const;

/**
 * The text of a value as a person would type it (MM12): what grids show and copy, what exports write. `tidyValue` reads it
 * back to the same value. An absent value is ''. A reference is written through `show`, else as its own key or id.
 */
export function displayValue(
  attribute: Attribute,
  value: JsonValue | undefined,
  language: Language,
  show?: ShowReference,
): string {
  if (value === undefined || value === null) return "";
  if (!Array.isArray(value)) return displayOne(attribute, value, language, show);
  const separator =
    attribute.aligned === null && attribute.kind !== "multiline"
      ? `${attribute.listSeparator} `
      : attribute.listSeparator;
  return value
    .map((element: JsonValue) => displayOne(attribute, element, language, show))
    .join(separator);
}

function displayOne(
  attribute: Attribute,
  value: JsonValue,
  language: Language,
  show?: ShowReference,
): string {
  if (typeof value === "object" && value !== null) {
    const isLink =
      attribute.kind === "dated-links" &&
      isJsonObject(value) &&
      typeof value["target"] === "string";
    return isLink
      ? displayLink(attribute, value as unknown as DatedLink, language, show)
      : JSON.stringify(value);
  }
  if (typeof value === "number") return writeNumber(value, language);
  if (typeof value === "boolean") return (value ? YES : NO)[language];
  const text = value ?? "";
  switch (attribute.kind) {
    case "choice":
      return attribute.choices.find((choice) => choice.value === text)?.label[language] ?? text;
    case "date":
    case "partial-date":
      return isPartialDate(text) ? writeDate(text, language) : text;
    case "period-end":
      return isPartialDate(text) ? writeDate(shownEnd(text), language) : text;
    case "reference":
      return displayReference(attribute, text, show);
    case "text":
    case "code":
    case "multiline":
    case "boolean":
    case "integer":
    case "number":
    case "dated-links":
      return text;
  }
}

function displayReference(attribute: Attribute, reference: string, show?: ShowReference): string {
  const shown = attribute.reference
    ? show?.(attribute.reference.referential, reference)
    : undefined;
  return (
    shown ?? (reference.startsWith(KEY_PREFIX) ? reference.slice(KEY_PREFIX.length) : reference)
  );
}

/** `UFR-SCI`, `UFR-SCI (01/09/2015 → 31/08/2020)`, `UFR-SCI (2015 →)`, `199613764H (Fusion, 2004 →)`. */
function displayLink(
  attribute: Attribute,
  link: DatedLink,
  language: Language,
  show?: ShowReference,
): string {
  const target = displayReference(attribute, link.target, show);
  if (link.from === undefined && link.to === undefined && link.type === undefined) return target;
  const type =
    link.type === undefined
      ? ""
      : `${attribute.choices.find((choice) => choice.value === link.type)?.label[language] ?? link.type}, `;
  const from = link.from === undefined ? "" : `${writeDate(link.from, language)} `;
  const to =
    link.to === undefined
      ? ""
      : ` ${writeDate(isPartialDate(link.to) ? shownEnd(link.to) : link.to, language)}`;
  return `${target} (${type}${from}→${to})`;
}

function writeNumber(value: number, language: Language): string {
  const text = String(value);
  return language === "fr" ? text.replace(".", ",") : text;
}
