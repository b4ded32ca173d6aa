import type { ModelEntry } from "../../shared/sync/index.ts";
import type { Tx } from "./tables.ts";

/** The latest version of every model and workflow document. */
export async function readDocuments(
  { db }: Tx,
  establishment: string,
): Promise<readonly ModelEntry[]> {
  const rows = await db
    .selectFrom("documents")
    .selectAll()
    .where("establishment", "=", establishment)
    .orderBy("kind")
    .orderBy("id")
    .orderBy("version")
    .execute();
  const latest = new Map<string, ModelEntry>();
  for (const row of rows) {
    latest.set(`${row.kind}/${row.id}`, {
      kind: row.kind as ModelEntry["kind"],
      id: row.id,
      version: row.version,
      document: JSON.parse(row.document) as ModelEntry["document"],
    });
  }
  return [...latest.values()];
}

export async function addDocument(
  { db }: Tx,
  establishment: string,
  entry: ModelEntry,
  at: string,
): Promise<void> {
  await db
    .insertInto("documents")
    .values({
      establishment,
      kind: entry.kind,
      id: entry.id,
      version: entry.version,
      document: JSON.stringify(entry.document),
      at,
    })
    .execute();
}

/** Kind, id and latest version of every document. */
export async function readDocumentHeads(
  { db }: Tx,
  establishment: string,
): Promise<readonly Pick<ModelEntry, "kind" | "id" | "version">[]> {
  const rows = await db
    .selectFrom("documents")
    .select(({ fn }) => ["kind", "id", fn.max("version").as("version")])
    .where("establishment", "=", establishment)
    .groupBy(["kind", "id"])
    .orderBy("kind")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    kind: row.kind as ModelEntry["kind"],
    id: row.id,
    version: row.version,
  }));
}

/** One version of one document; null when it was never accepted. */
export async function readDocument(
  { db }: Tx,
  establishment: string,
  kind: ModelEntry["kind"],
  id: string,
  version: number,
): Promise<ModelEntry | null> {
  const row = await db
    .selectFrom("documents")
    .select("document")
    .where("establishment", "=", establishment)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return row
    ? { kind, id, version, document: JSON.parse(row.document) as ModelEntry["document"] }
    : null;
}
