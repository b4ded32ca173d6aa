import { expect } from "vitest";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { verifyEstablishment } from "../../central/services/verify.ts";
import type { Store } from "../../central/store/open-store.ts";

/** Nothing half-written: numbers without gap, one audit entry per answer, versions that agree, a chain that holds. */
export async function expectWhole(store: Store): Promise<void> {
  const found = await store.read(async ({ db }) => {
    const of = DEFAULT_ESTABLISHMENT;
    const establishment = await db
      .selectFrom("establishments")
      .selectAll()
      .where("id", "=", of)
      .executeTakeFirstOrThrow();
    const feed = await db
      .selectFrom("feed")
      .select("seq")
      .where("establishment", "=", of)
      .orderBy("seq")
      .execute();
    const commits = await db
      .selectFrom("commits")
      .select("number")
      .where("establishment", "=", of)
      .orderBy("number")
      .execute();
    const operations = await db
      .selectFrom("operations")
      .select("op_id")
      .where("establishment", "=", of)
      .execute();
    const audited = await db
      .selectFrom("audit")
      .select("subject")
      .where("establishment", "=", of)
      .where("action", "like", "request.%")
      .execute();
    const records = await db
      .selectFrom("records")
      .select(["id", "version"])
      .where("establishment", "=", of)
      .orderBy("id")
      .execute();
    const versions = await db
      .selectFrom("history")
      .select(({ fn }) => ["record_id as id", fn.max("version").as("version")])
      .where("establishment", "=", of)
      .groupBy("record_id")
      .orderBy("record_id")
      .execute();
    return { establishment, feed, commits, operations, audited, records, versions };
  });
  expect(found.feed.map((row) => row.seq)).toEqual(found.feed.map((_, index) => index + 1));
  expect(found.establishment.seq).toBe(found.feed.length);
  expect(found.commits.map((row) => row.number)).toEqual(
    found.commits.map((_, index) => index + 1),
  );
  expect(found.establishment.commit_number).toBe(found.commits.length);
  expect(found.audited.map((row) => row.subject).sort()).toEqual(
    found.operations.map((row) => row.op_id).sort(),
  );
  expect(found.records).toEqual(found.versions);
  expect(
    await verifyEstablishment(
      { store } as Parameters<typeof verifyEstablishment>[0],
      DEFAULT_ESTABLISHMENT,
    ),
  ).toMatchObject({ ok: true });
}
