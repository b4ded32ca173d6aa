import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { MasterRecord, RecordData } from "../../shared/record/index.ts";
import { insertRows } from "./insert-rows.ts";
import type { Tx } from "./tables.ts";

type Row = {
  referential: string;
  id: string;
  version: number;
  data: string;
  withdrawn: string | null;
};

const COLUMNS = ["referential", "id", "version", "data", "withdrawn"] as const;

function makeRecord(row: Row): MasterRecord {
  const record = {
    id: row.id as RecordId,
    referential: row.referential as ReferentialId,
    version: row.version,
    data: JSON.parse(row.data) as RecordData,
  };
  return row.withdrawn === null
    ? record
    : { ...record, withdrawn: JSON.parse(row.withdrawn) as { keptId?: RecordId } };
}

export async function readRecord(
  { db }: Tx,
  establishment: string,
  referential: string,
  id: string,
): Promise<MasterRecord | null> {
  const row = await db
    .selectFrom("records")
    .select(COLUMNS)
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? makeRecord(row) : null;
}

/** Records of a référentiel whose id follows `after`, at most `limit`, by id. */
export async function pageRecords(
  { db }: Tx,
  establishment: string,
  referential: string,
  after: string,
  limit: number,
): Promise<readonly MasterRecord[]> {
  const rows = await db
    .selectFrom("records")
    .select(COLUMNS)
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(makeRecord);
}

/** Records with ids in [from, to), by id, at most `limit`; `to` null = to the end. */
export async function recordsBetween(
  { db }: Tx,
  establishment: string,
  referential: string,
  from: string,
  to: string | null,
  limit?: number,
): Promise<readonly MasterRecord[]> {
  let query = db
    .selectFrom("records")
    .select(COLUMNS)
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .where("id", ">=", from);
  if (to !== null) query = query.where("id", "<", to);
  if (limit !== undefined) query = query.limit(limit);
  return (await query.orderBy("id").execute()).map(makeRecord);
}

/** Ids of the records touched after a commit, by id. */
export async function idsTouchedAfter(
  { db }: Tx,
  establishment: string,
  referential: string,
  commit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("records")
    .select("id")
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .where("commit_number", ">", commit)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** Records touched after a commit: what a cache must read to be in step; at most `limit` after an id. */
export async function recordsTouchedAfter(
  { db }: Tx,
  establishment: string,
  referential: string,
  commit: number,
  afterId: string,
  limit: number,
): Promise<readonly { readonly record: MasterRecord; readonly commit: number }[]> {
  const rows = await db
    .selectFrom("records")
    .select([...COLUMNS, "commit_number"])
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .where("commit_number", ">", commit)
    .where("id", ">", afterId)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ record: makeRecord(row), commit: row.commit_number }));
}

/** Writes the new state of records; `key` is the business key as text. */
export async function writeRecords(
  tx: Tx,
  establishment: string,
  commit: number,
  records: readonly { readonly record: MasterRecord; readonly key: string }[],
): Promise<void> {
  await insertRows(
    tx,
    "records",
    [
      "establishment",
      "referential",
      "id",
      "version",
      "commit_number",
      "record_key",
      "data",
      "withdrawn",
    ],
    records.map(({ record, key }) => ({
      establishment,
      referential: record.referential,
      id: record.id,
      version: record.version,
      commit_number: commit,
      // Half a surrogate pair is no text for PostgreSQL.
      record_key: key.toWellFormed(),
      data: JSON.stringify(record.data),
      withdrawn: record.withdrawn ? JSON.stringify(record.withdrawn) : null,
    })),
    { integers: ["version", "commit_number"], replaceOn: ["establishment", "referential", "id"] },
  );
}
