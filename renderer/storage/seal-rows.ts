import { canonicalJson, Fault } from "../../shared/base/index.ts";
import type { JsonValue } from "../../shared/base/index.ts";
import { gunzipText, gzipText } from "./gzip.ts";
import { openBody, sealBody } from "./seal-body.ts";
import { CLEAR_PART } from "./stored-rows.ts";
import type { ContentRows, ContentTable, StoredRow } from "./stored-rows.ts";

/** First byte of a body: how the rest is written. */
const [TEXT, ZIPPED_TEXT, BYTES] = [0, 1, 2];
/** Under this length, in UTF-16 units, compressing costs more than it saves; sealed bytes compress no more on the disk. */
const PLAIN_LENGTH = 16_384;

/** The rows as they go to the disk, each sealed for its own table and clear part: none can be put in another's place. */
export const sealRows = <T extends ContentTable>(
  key: CryptoKey,
  table: T,
  rows: readonly ContentRows[T][],
): Promise<readonly StoredRow<T>[]> =>
  Promise.all(
    rows.map(async (row) => {
      const clear = clearPartOf(table, row as StoredRow<T>);
      return { ...clear, sealed: await sealBody(key, contextOf(table, clear), await bodyOf(row)) };
    }),
  );

/** The rows of stored ones. A row in clear is taken as it is where `clearAllowed`, and is STORE_DAMAGED elsewhere: nobody of ours wrote it. */
export const openRows = <T extends ContentTable>(
  key: CryptoKey | null,
  table: T,
  stored: readonly StoredRow<T>[],
  clearAllowed: boolean,
): Promise<readonly ContentRows[T][]> =>
  Promise.all(
    stored.map(async (row) => {
      const { sealed } = row;
      // A row without a sealed body is whole: the type of the table says so of every row that we write in clear.
      if (sealed === undefined && clearAllowed) return row as unknown as ContentRows[T];
      if (sealed === undefined)
        throw new Fault("STORE_DAMAGED", "a row in clear in a sealed database", {
          reason: "seal",
          table,
        });
      if (key === null) throw new Fault("STORE_SEALED", "no key for a sealed row", { table });
      const clear = clearPartOf(table, row);
      return rowOf(table, clear, await openBody(key, contextOf(table, clear), sealed));
    }),
  );

const clearPartOf = <T extends ContentTable>(table: T, row: StoredRow<T>): StoredRow<T> =>
  CLEAR_PART[table](row);

const contextOf = (table: ContentTable, clear: StoredRow<ContentTable>): string =>
  `${table} ${canonicalJson(clear as unknown as JsonValue)}`;

/** Bytes (a block, a long part of the log) as they are, anything else as JSON. */
async function bodyOf(row: object): Promise<Uint8Array> {
  if ("bytes" in row && row.bytes instanceof Uint8Array) return tagged(BYTES, row.bytes);
  refuseWhatJsonLoses(row);
  const text = JSON.stringify(row);
  return text.length < PLAIN_LENGTH
    ? tagged(TEXT, new TextEncoder().encode(text))
    : tagged(ZIPPED_TEXT, await gzipText(text));
}

/** A function, a date or bytes deep inside would be dropped or changed without a word: refused, as IndexedDB refuses what it cannot clone. */
function refuseWhatJsonLoses(value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return;
  if (Array.isArray(value) || Object.prototype.toString.call(value) === "[object Object]") {
    for (const inner of Object.values(value)) refuseWhatJsonLoses(inner);
    return;
  }
  throw new DOMException(`a ${typeof value} that JSON cannot carry`, "DataCloneError");
}

async function rowOf<T extends ContentTable>(
  table: T,
  clear: StoredRow<T>,
  body: Uint8Array,
): Promise<ContentRows[T]> {
  const rest = body.subarray(1);
  // What was sealed under this table and this clear part is a row of it: the seal has just been checked.
  if (body[0] === BYTES) return { ...clear, bytes: rest } as unknown as ContentRows[T];
  if (body[0] === TEXT) return JSON.parse(new TextDecoder().decode(rest)) as ContentRows[T];
  if (body[0] === ZIPPED_TEXT) return JSON.parse(await gunzipText(rest)) as ContentRows[T];
  throw new Fault("STORE_DAMAGED", "a sealed row of an unknown kind", { reason: "seal", table });
}

function tagged(kind: number, bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + 1);
  whole[0] = kind;
  whole.set(bytes, 1);
  return whole;
}
