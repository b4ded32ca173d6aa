import type { IsoInstant, PersonId, RecordId, RequestId } from "../../shared/base/index.ts";
import type { HistoryEntry, Patch } from "../../shared/record/index.ts";
import type { CommitHead, CommittedChange } from "../../shared/sync/index.ts";
import { isOneOf, insertRows } from "./insert-rows.ts";
import type { Tx } from "./tables.ts";

export async function addHistory(
  tx: Tx,
  establishment: string,
  commit: number,
  changes: readonly CommittedChange[],
): Promise<void> {
  await insertRows(
    tx,
    "history",
    [
      "establishment",
      "referential",
      "record_id",
      "version",
      "commit_number",
      "kind",
      "patch",
      "kept_id",
    ],
    changes.map((change) => ({
      establishment,
      referential: change.referential,
      record_id: change.recordId,
      version: change.version,
      commit_number: commit,
      kind: change.kind,
      patch: JSON.stringify(change.patch),
      kept_id: change.keptId ?? null,
    })),
    { integers: ["version", "commit_number"] },
  );
}

/** What commits did to one record, oldest first. */
export async function readHistory(
  { db }: Tx,
  establishment: string,
  referential: string,
  recordId: string,
): Promise<readonly HistoryEntry[]> {
  const rows = await db
    .selectFrom("history")
    .innerJoin("commits", (join) =>
      join
        .onRef("commits.establishment", "=", "history.establishment")
        .onRef("commits.number", "=", "history.commit_number"),
    )
    .select([
      "history.version",
      "history.commit_number",
      "history.kind",
      "history.patch",
      "commits.head",
    ])
    .where("history.establishment", "=", establishment)
    .where("history.referential", "=", referential)
    .where("history.record_id", "=", recordId)
    .orderBy("history.version")
    .execute();
  return rows.map((row) => {
    const head = JSON.parse(row.head) as CommitHead;
    return {
      recordId: recordId as RecordId,
      version: row.version,
      commit: row.commit_number,
      kind: row.kind as HistoryEntry["kind"],
      patch: JSON.parse(row.patch) as Patch,
      requestId: head.requestId as RequestId,
      requestTitle: head.title,
      author: head.author as PersonId,
      authorName: head.authorName,
      at: head.at as IsoInstant,
    };
  });
}

/** Histories of several records of one référentiel, without the names of the heads: enough to go back to an earlier version. */
export async function historyOfRecords(
  tx: Tx,
  establishment: string,
  referential: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly HistoryEntry[]>> {
  const rows = await tx.db
    .selectFrom("history")
    .select(["record_id", "version", "commit_number", "kind", "patch"])
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .where(isOneOf(tx, "record_id", ids))
    .execute();
  const entries = rows.map((row): HistoryEntry => ({
    recordId: row.record_id as RecordId,
    version: row.version,
    commit: row.commit_number,
    kind: row.kind as HistoryEntry["kind"],
    patch: JSON.parse(row.patch) as Patch,
    requestId: "" as RequestId,
    requestTitle: "",
    author: "" as PersonId,
    authorName: "",
    at: "",
  }));
  return Map.groupBy(entries, (entry) => entry.recordId as string);
}

/** What a commit did, as stored: what `verify` compares with the blocks of the commit. */
export async function historyOfCommit(
  tx: Tx,
  establishment: string,
  commit: number,
  referential: string,
  ids: readonly string[],
): Promise<
  ReadonlyMap<
    string,
    {
      readonly version: number;
      readonly kind: string;
      readonly patch: string;
      readonly keptId: string | null;
    }
  >
> {
  const rows = await tx.db
    .selectFrom("history")
    .select(["record_id", "version", "kind", "patch", "kept_id"])
    .where("establishment", "=", establishment)
    .where("referential", "=", referential)
    .where("commit_number", "=", commit)
    .where(isOneOf(tx, "record_id", ids))
    .execute();
  return new Map(
    rows.map((row) => [
      row.record_id,
      { version: row.version, kind: row.kind, patch: row.patch, keptId: row.kept_id },
    ]),
  );
}

/** Number of rows of each commit, every référentiel together. */
export async function countHistory(
  { db }: Tx,
  establishment: string,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("history")
    .select(({ fn }) => ["commit_number", fn.countAll<number>().as("count")])
    .where("establishment", "=", establishment)
    .groupBy("commit_number")
    .execute();
  return new Map(rows.map((row) => [row.commit_number, Number(row.count)]));
}
