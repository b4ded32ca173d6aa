import type { JsonValue } from "../base/index.ts";

/** One thing wrong in a model document, said precisely enough to be corrected without reading our code. */
export type ModelProblem = {
  /** JSON pointer (RFC 6901) to the place in the document; '' is the document itself. */
  readonly pointer: string;
  /** The keyword or check that failed, e.g. `type`, `pattern-unsafe`, `unknown-attribute`. */
  readonly keyword: string;
  /** What stands there, shortened; absent where nothing stands. */
  readonly found?: JsonValue;
  /** What would be right, in English, for the author of the document. */
  readonly expected: string;
};

/** One step of a JSON pointer, escaped (RFC 6901). */
export const pointerStep = (name: string | number): string =>
  `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** A found value cut down so that a problem stays readable whatever the document holds. */
export function shortened(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value === "string") return value.length > 120 ? `${value.slice(0, 120)}…` : value;
  if (Array.isArray(value)) return `[${String(value.length)} elements]`;
  if (typeof value === "object" && value !== null) return "{…}";
  return value;
}

/** Builds a problem; `found` undefined leaves the member out. */
export function problem(
  pointer: string,
  keyword: string,
  expected: string,
  found?: JsonValue,
): ModelProblem {
  const short = shortened(found);
  return short === undefined
    ? { pointer, keyword, expected }
    : { pointer, keyword, expected, found: short };
}
