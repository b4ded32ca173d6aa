import { elapsedText, isoFromSerial } from "./serial-date.ts";
import { isImprecise, numberText } from "./number-text.ts";
import type { CellMark } from "./table.ts";

/** What a spreadsheet's number format makes of a number, as far as a steward sees it. */
export type NumberFormat =
  | { readonly kind: "plain" }
  | { readonly kind: "date" | "time" | "both" | "elapsed" }
  /** Leading zeros shown, `00000` for a postcode; the pattern holds `0`, `#` and literals. */
  | { readonly kind: "padded"; readonly pattern: readonly string[] };

const PLAIN: NumberFormat = { kind: "plain" };

/** Formats that a file names by number only; 27–36 and 50–58 are dates in East Asian locales. */
export function builtInFormat(id: number): NumberFormat {
  if (id >= 14 && id <= 17) return { kind: "date" };
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return { kind: "time" };
  if (id === 22) return { kind: "both" };
  if (id === 46) return { kind: "elapsed" };
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) {
    return { kind: "date" };
  }
  return PLAIN;
}

/** Reads a format code such as `dd/mm/yyyy`, `[h]:mm` or `00000`; anything else is plain. */
export function parseNumberFormat(code: string): NumberFormat {
  const first = firstSection(code);
  if (/\[(h+|m+|s+)\]/i.test(first)) return { kind: "elapsed" };
  const bare = first.replace(/\[[^\]]*\]/g, "").replace(/"[^"]*"|\\.|[_*]./g, "");
  if (/general|standard/i.test(bare)) return PLAIN;
  const time = /[hs]/i.test(bare) || /am\/pm|a\/p/i.test(bare);
  const date = /[yd]/i.test(bare) || (/m/i.test(bare) && !time);
  if (date && time) return { kind: "both" };
  if (date) return { kind: "date" };
  if (time) return { kind: "time" };
  return paddedFormat(first) ?? PLAIN;
}

/**
 * The text of a number cell under its format, with the mark it deserves.
 * Only dates and leading zeros follow the format: rounding, thousands and currencies are looks.
 */
export function formatNumber(
  value: number,
  format: NumberFormat,
  date1904: boolean,
): { readonly text: string; readonly mark?: CellMark } {
  switch (format.kind) {
    case "plain":
      break;
    case "padded":
      if (Number.isInteger(value) && value >= 0 && !isImprecise(value)) {
        return { text: applyPattern(String(value), format.pattern) };
      }
      break;
    case "elapsed":
      if (value >= 0 && value < 1e6) return { text: elapsedText(value), mark: { kind: "date" } };
      break;
    case "date":
    case "time":
    case "both": {
      const iso = isoFromSerial(value, date1904, format.kind);
      if (iso !== null) return { text: iso, mark: { kind: "date" } };
    }
  }
  const text = numberText(value);
  return isImprecise(value) ? { text, mark: { kind: "imprecise" } } : { text };
}

function firstSection(code: string): string {
  let quoted = false;
  for (let at = 0; at < code.length; at++) {
    const char = code[at];
    if (char === "\\") at++;
    else if (char === '"') quoted = !quoted;
    else if (char === ";" && !quoted) return code.slice(0, at);
  }
  return code;
}

function paddedFormat(section: string): NumberFormat | null {
  const pattern: string[] = [];
  const tokens = section.replace(/\[[^\]]*\]/g, "").matchAll(/"([^"]*)"|\\(.)|_.|\*.|([\s\S])/g);
  for (const [, quoted, escaped, char] of tokens) {
    if (quoted !== undefined) pattern.push(`=${quoted}`);
    else if (escaped !== undefined) pattern.push(`=${escaped}`);
    else if (char === "0" || char === "#") pattern.push(char);
    else if (char === " " || char === "-" || char === "/" || char === "\u00a0") {
      pattern.push(`=${char}`);
    } else if (char !== undefined) return null;
  }
  const zeros = pattern.filter((token) => token === "0" || token === "#");
  return pattern[0] === "0" && zeros.length >= 2 ? { kind: "padded", pattern } : null;
}

/** Digits fill the placeholders from the right; those left over go before the first one. */
function applyPattern(digits: string, pattern: readonly string[]): string {
  let text = "";
  let left = digits;
  const first = pattern.findIndex((token) => !token.startsWith("="));
  for (let at = pattern.length - 1; at >= 0; at--) {
    const token = pattern[at] ?? "";
    if (token.startsWith("=")) text = token.slice(1) + text;
    else if (at === first) text = (left === "" && token === "0" ? "0" : left) + text;
    else {
      text = (left === "" ? (token === "0" ? "0" : "") : left.slice(-1)) + text;
      left = left.slice(0, -1);
    }
  }
  return text;
}
