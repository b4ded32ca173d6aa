import { fail, foldText, isUuidV7, ok, tidyCode, tidyText } from "../base/index.ts";
import type { JsonValue, PartialDate, ReferentialId, Result } from "../base/index.ts";
import { dayOfSerial, readDate } from "./french-date.ts";
import { KEY_PREFIX } from "./key-of.ts";
import { storedEnd } from "./period-end.ts";
import type { Attribute, Choice, DatedLink } from "./referential.ts";
import { tidyIdentifier } from "./tidy-identifier.ts";

/** Finds the reference (record id, or `key:…`) that a typed text means; undefined when it knows nothing better than the text as a key. */
export type ResolveReference = (referential: ReferentialId, text: string) => string | undefined;

/** A typed or imported cell, read. `value` absent = nothing was entered. `tidied`: kept text differs from the one entered (to be shown). */
export type TidyValue = { readonly value?: JsonValue; readonly tidied: boolean };

/** Why a cell cannot be read, by the name of the rule it breaks, with the place in a list. */
export type TidyRefusal = {
  readonly rule: "type" | "format" | "choice";
  readonly expected: string;
  readonly text: string;
  readonly index?: number;
};

type One = Result<
  { readonly value: JsonValue; readonly tidied: boolean },
  Omit<TidyRefusal, "index">
>;

/**
 * Reads what a person typed or a file holds into the stored value of an attribute (MM12): French or ISO dates, the last
 * valid day of a period stored as the following day (D2), partial dates (D4), decimal commas, Oui/Non, a choice by value or
 * label, lists split at their separator, references by key. Blank gives no value. Never guesses: what it cannot read is refused.
 */
export function tidyValue(
  attribute: Attribute,
  raw: JsonValue | undefined,
  resolve?: ResolveReference,
): Result<TidyValue, TidyRefusal> {
  if (raw === undefined || raw === null || raw === "") return ok({ tidied: false });
  if (attribute.many) return tidyList(attribute, raw, resolve);
  if (typeof raw === "object")
    return fail({ rule: "type", expected: attribute.kind, text: JSON.stringify(raw) });
  if (typeof raw === "string" && tidyText(raw) === "") return ok({ tidied: true });
  return tidyOne(attribute, raw, resolve);
}

function tidyList(
  attribute: Attribute,
  raw: JsonValue,
  resolve?: ResolveReference,
): Result<TidyValue, TidyRefusal> {
  const parts: readonly JsonValue[] = Array.isArray(raw)
    ? raw
    : typeof raw === "string"
      ? raw.split(attribute.listSeparator)
      : [raw];
  const values: JsonValue[] = [];
  let tidied = false;
  for (const [index, part] of parts.entries()) {
    if (typeof part === "object" && part !== null && attribute.kind === "dated-links") {
      values.push(part);
      continue;
    }
    if (part === null || (typeof part === "string" && tidyText(part) === "")) {
      if (attribute.aligned !== null) values.push("");
      continue;
    }
    if (typeof part === "object")
      return fail({ rule: "type", expected: attribute.kind, text: JSON.stringify(part), index });
    const one = tidyOne(
      attribute,
      typeof part === "string" && !Array.isArray(raw) ? part.trim() : part,
      resolve,
    );
    if (!one.ok) return fail({ ...one.error, index });
    values.push(one.value.value);
    tidied ||= one.value.tidied;
  }
  return values.every((value) => value === "") ? ok({ tidied }) : ok({ value: values, tidied });
}

function tidyOne(
  attribute: Attribute,
  raw: string | number | boolean,
  resolve?: ResolveReference,
): One {
  switch (attribute.kind) {
    case "text":
    case "code":
    case "multiline":
      return tidyString(attribute, raw);
    case "integer":
    case "number":
      return tidyNumber(attribute.kind, raw);
    case "boolean":
      return tidyBoolean(raw);
    case "choice":
      return tidyChoice(attribute.choices, raw);
    case "date":
    case "partial-date":
    case "period-end":
      return tidyDate(attribute, raw);
    case "reference":
      return read(tidyReference(attribute, String(raw), resolve));
    case "dated-links":
      return tidyLink(attribute, String(raw), resolve);
  }
}

const read = (value: JsonValue, tidied = false): One => ok({ value, tidied });
const refuse = (rule: TidyRefusal["rule"], expected: string, raw: string | number | boolean): One =>
  fail({ rule, expected, text: String(raw) });

function tidyString(attribute: Attribute, raw: string | number | boolean): One {
  const text = String(raw);
  const value = tidyByRule(attribute, text);
  return value === "" ? refuse("type", attribute.kind, raw) : read(value, value !== text);
}

function tidyByRule(attribute: Attribute, text: string): string {
  if (attribute.identifier) return tidyIdentifier(attribute.identifier, text);
  if (attribute.normalisation === "aucune") return text;
  if (attribute.normalisation === "code") return tidyCode(text);
  const tidy = tidyText(text);
  return attribute.kind === "multiline" ? tidy : tidy.replaceAll("\n", " ");
}

function tidyNumber(kind: "integer" | "number", raw: string | number | boolean): One {
  const number = typeof raw === "number" ? raw : readNumber(String(raw));
  if (
    number === undefined ||
    !Number.isFinite(number) ||
    (kind === "integer" && !Number.isSafeInteger(number))
  )
    return refuse("type", kind, raw);
  return read(Object.is(number, -0) ? 0 : number);
}

/** `2 005`, `2005,5`, `-3.25`, `1e3`; undefined for anything else (`1,234.5` is ambiguous, so refused). */
function readNumber(text: string): number | undefined {
  const plain = tidyText(text)
    .replace(/(\d) (?=\d{3}(?!\d))/g, "$1")
    .replace(/^[−–]/, "-");
  return /^-?\d{1,21}(?:[.,]\d{1,30})?(?:e[+-]?\d{1,3})?$/i.test(plain)
    ? Number(plain.replace(",", "."))
    : undefined;
}

const TRUE = new Set(["oui", "yes", "vrai", "true", "o", "y", "1", "x"]);
const FALSE = new Set(["non", "no", "faux", "false", "n", "0"]);

function tidyBoolean(raw: string | number | boolean): One {
  if (typeof raw === "boolean") return read(raw);
  const text = foldText(String(raw));
  if (TRUE.has(text)) return read(true);
  return FALSE.has(text) ? read(false) : refuse("type", "boolean", raw);
}

function tidyChoice(choices: readonly Choice[], raw: string | number | boolean): One {
  const value = findChoice(choices, String(raw));
  return value === undefined
    ? refuse(
        "choice",
        choices
          .map((choice) => choice.value)
          .join(", ")
          .slice(0, 200),
        raw,
      )
    : read(value);
}

/** By exact value, then by label in either language, accents and case aside, then by value, case aside. */
function findChoice(choices: readonly Choice[], text: string): string | undefined {
  const exact = choices.find((choice) => choice.value === text);
  if (exact) return exact.value;
  const folded = foldText(text);
  const found =
    choices.find(
      (choice) => foldText(choice.label.fr) === folded || foldText(choice.label.en) === folded,
    ) ?? choices.find((choice) => foldText(choice.value) === folded);
  return found?.value;
}

function tidyDate(attribute: Attribute, raw: string | number | boolean): One {
  const value = attribute.many ? attribute.schema["items"] : attribute.schema;
  const partial = (value as { readonly format?: string }).format === "partial-date";
  const date =
    typeof raw === "number" ? dateOfNumber(raw, partial) : readDate(tidyText(String(raw)));
  if (date === undefined || (!partial && date.length < 10))
    return refuse("format", partial ? "partial-date" : "date", raw);
  return read(attribute.kind === "period-end" ? storedEnd(date) : date);
}

/** A bare number is a year where a year is a date, else a spreadsheet's serial day. */
const dateOfNumber = (number: number, partial: boolean): PartialDate | undefined =>
  partial && Number.isInteger(number) && number >= 1000 && number <= 2999
    ? String(number)
    : dayOfSerial(number);

function tidyReference(attribute: Attribute, raw: string, resolve?: ResolveReference): string {
  const text = tidyText(raw).replaceAll("\n", " ");
  if (isUuidV7(text) || text.startsWith(KEY_PREFIX)) return text;
  return (
    (attribute.reference ? resolve?.(attribute.reference.referential, text) : undefined) ??
    KEY_PREFIX + (attribute.normalisation === "code" ? tidyCode(text) : text)
  );
}

/** Inverse of the text of a link; a trailing parenthesis with an arrow holds the type and the two bounds. */
function tidyLink(attribute: Attribute, raw: string, resolve?: ResolveReference): One {
  const text = tidyText(raw).replaceAll("\n", " ");
  const open = text.endsWith(")") ? text.lastIndexOf("(") : -1;
  const inside = open > 0 ? text.slice(open + 1, -1).split(/→|->/) : [];
  if (inside.length !== 2) return read({ target: tidyReference(attribute, text, resolve) });
  const [left, right] = [inside[0]!.trim(), inside[1]!.trim()];
  const comma = left.lastIndexOf(",");
  const type = comma < 0 ? undefined : findChoice(attribute.choices, left.slice(0, comma).trim());
  if (comma >= 0 && type === undefined)
    return refuse("choice", "type of link", left.slice(0, comma));
  const start = left.slice(comma + 1).trim();
  const from = start === "" ? undefined : readDate(start);
  const last = right === "" ? undefined : readDate(right);
  if ((start !== "" && from === undefined) || (right !== "" && last === undefined))
    return refuse("format", "partial-date", raw);
  const link: DatedLink = {
    target: tidyReference(attribute, text.slice(0, open).trim(), resolve),
    ...(from === undefined ? {} : { from }),
    ...(last === undefined ? {} : { to: storedEnd(last) }),
    ...(type === undefined ? {} : { type }),
  };
  return read(link);
}
