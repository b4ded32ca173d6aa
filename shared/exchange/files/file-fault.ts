import { Fault } from "../../base/index.ts";

/** Why a file of a known kind cannot be read: `details.reason` of `FILE_UNREADABLE`. */
export type UnreadableReason =
  | "zip-damaged"
  | "zip-overlapping"
  | "zip-method"
  | "part-missing"
  | "part-damaged"
  | "xml-damaged"
  | "xml-doctype"
  | "encoding"
  | "nul"
  | "json"
  | "json-shape"
  | "sheet-missing"
  | "workbook-damaged"
  | "worker-died";

/** What is too large: `details.what` of `FILE_TOO_LARGE`. */
export type TooLarge =
  | "file"
  | "part"
  | "sheets"
  | "zip-entries"
  | "shared-strings"
  | "rows"
  | "columns"
  | "cell"
  | "row";

/** What a file of an unknown kind seems to be: `details.looksLike` of `FILE_KIND_UNKNOWN`. */
export type LooksLike =
  | "pdf"
  | "html"
  | "xml"
  | "rtf"
  | "image"
  | "zip"
  | "gzip"
  | "word"
  | "presentation"
  | "old-office"
  | "binary";

/** `line`, `column` and `part` are 1-based places a person can go to. */
type Place = {
  readonly line?: number;
  readonly column?: number;
  readonly sheet?: string;
  readonly part?: string;
};

export const unreadable = (reason: UnreadableReason, place: Place = {}, cause?: unknown): Fault =>
  new Fault(
    "FILE_UNREADABLE",
    `file unreadable: ${reason}`,
    { reason, ...place },
    cause === undefined ? undefined : { cause },
  );

export const tooLarge = (what: TooLarge, limit: number, place: Place = {}): Fault =>
  new Fault("FILE_TOO_LARGE", `file too large: ${what} over ${limit}`, { what, limit, ...place });

export const kindUnknown = (looksLike: LooksLike): Fault =>
  new Fault("FILE_KIND_UNKNOWN", `not a table: looks like ${looksLike}`, { looksLike });

export const truncated = (place: Place & { missing?: number } = {}): Fault =>
  new Fault("FILE_TRUNCATED", "file cut short", place);

export const inflatesTooMuch = (part: string, size: number, limit: number): Fault =>
  new Fault("FILE_INFLATES_TOO_MUCH", `${part} inflates to ${size}`, { part, size, limit });
