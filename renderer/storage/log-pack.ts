import type { CommittedChange } from "../../shared/sync/index.ts";
import { gunzipText, gzipText } from "./gzip.ts";
import type { LogRow } from "./stored-rows.ts";

const PART_SIZE = 1000;
/** Under this length, in UTF-16 units, compressing costs more than it saves. */
const PLAIN_LENGTH = 16_384;

/** Rows of what a feed entry did, by référentiel; made before the transaction opens, because compressing waits. */
export async function packLog(
  seq: number,
  changes: readonly CommittedChange[],
): Promise<readonly LogRow[]> {
  const rows: LogRow[] = [];
  for (const [referential, ofReferential] of Map.groupBy(changes, (change) => change.referential)) {
    for (let start = 0, part = 0; start < ofReferential.length; start += PART_SIZE, part += 1) {
      const text = JSON.stringify(ofReferential.slice(start, start + PART_SIZE));
      rows.push(
        text.length < PLAIN_LENGTH
          ? { referential, seq, part, text }
          : { referential, seq, part, bytes: await gzipText(text) },
      );
    }
  }
  return rows;
}

/** The changes of some rows, in the order of the rows. */
export async function unpackLog(rows: readonly LogRow[]): Promise<readonly CommittedChange[]> {
  const parts: CommittedChange[][] = [];
  for (const row of rows)
    parts.push(
      JSON.parse(row.text ?? (row.bytes ? await gunzipText(row.bytes) : "[]")) as CommittedChange[],
    );
  return parts.flat();
}
