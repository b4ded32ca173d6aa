import { restoreFormula } from "./neutralise-formula.ts";
import type { CellMark } from "./table.ts";

/** A text with the apostrophes of our exports taken off (SPEC F21), and the mark that says so. */
export function restoreMarkedText(raw: string): {
  readonly text: string;
  readonly mark?: CellMark;
} {
  const text = restoreFormula(raw);
  return text === raw ? { text } : { text, mark: { kind: "neutralised" } };
}

export const markUndecodable = (text: string): CellMark | undefined =>
  text.includes("\ufffd") ? { kind: "undecodable" } : undefined;
