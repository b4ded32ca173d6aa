import { sql } from "kysely";
import { expect, it } from "vitest";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { accredit, create, Laptop, manyCodes, update, type World } from "./central-world.ts";

const COMMITS = 12;

/** The hash chain and the insert-only tables (A-1 to of reliability.md). */
export function chainLaws(makeWorld: () => Promise<World>): void {
  const afterCommits = async (work: (world: World) => Promise<void>): Promise<void> => {
    const world = await makeWorld();
    try {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
      for (const change of manyCodes(world, COMMITS)) await accredit(alix, camille, [change]);
      await work(world);
    } finally {
      await world.close();
    }
  };
  /** Runs statements as somebody who owns the base: triggers are gone for him, and come back after. */
  const tamper = (world: World, statements: readonly string[]): Promise<void> =>
    world.store.write(async ({ db, engine }) => {
      for (const table of ["commits", "history"]) {
        if (engine === "postgres")
          await sql.raw(`alter table ${table} disable trigger all`).execute(db);
        else
          for (const verb of ["update", "delete"])
            await sql.raw(`drop trigger if exists ${table}_no_${verb}`).execute(db);
      }
      for (const statement of statements) await sql.raw(statement).execute(db);
    });
  const verify = (world: World) => world.central.verify(DEFAULT_ESTABLISHMENT);

  it("[A-1] a sound chain is proved to its head", () =>
    afterCommits(async (world) => {
      expect(await verify(world)).toMatchObject({ ok: true, commits: COMMITS });
    }));

  it("[A-1] a head changed, removed, or two swapped: the first bad row is named, whichever it is", () =>
    afterCommits(async (world) => {
      const rows = await world.store.read(({ db }) =>
        db.selectFrom("commits").selectAll().orderBy("number").execute(),
      );
      const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
      const restore = (row: (typeof rows)[number]): string =>
        `insert into commits (establishment, number, request_id, head, hash) values (${[row.establishment, row.number, row.request_id, row.head, row.hash].map((value) => (typeof value === "number" ? String(value) : quote(value))).join(", ")})`;
      for (const row of rows) {
        const where = `where number = ${String(row.number)}`;
        await tamper(world, [
          `update commits set head = ${quote(row.head.replace("Une demande", "Une autre"))} ${where}`,
        ]);
        expect(await verify(world)).toMatchObject({
          ok: false,
          commit: row.number,
          row: "commits",
        });
        await tamper(world, [`delete from commits ${where}`]);
        expect(await verify(world)).toMatchObject({
          ok: false,
          commit: row.number,
          row: "commits",
        });
        await tamper(world, [restore(row)]);
        expect(await verify(world)).toMatchObject({ ok: true });
      }
      for (const [index, next] of rows.slice(1).entries()) {
        const row = rows[index]!;
        const both = `delete from commits where number in (${String(row.number)}, ${String(next.number)})`;
        await tamper(world, [
          both,
          restore({ ...row, number: next.number }),
          restore({ ...next, number: row.number }),
        ]);
        expect(await verify(world)).toMatchObject({
          ok: false,
          commit: row.number,
          row: "commits",
        });
        await tamper(world, [both, restore(row), restore(next)]);
        expect(await verify(world)).toMatchObject({ ok: true });
      }
    }));

  it("[A-1] a row of history or a block that is not what was committed is named", () =>
    afterCommits(async (world) => {
      const { history } = await world.store.read(async ({ db }) => ({
        history: await db.selectFrom("history").selectAll().orderBy("commit_number").execute(),
      }));
      const row = history[4]!;
      await tamper(world, [
        `update history set patch = '{"libelle":{"after":"faux"}}' where record_id = '${row.record_id}'`,
      ]);
      expect(await verify(world)).toEqual({
        ok: false,
        commit: row.commit_number,
        row: `history/${row.record_id}`,
        problem: "the history row is not what was committed",
      });
      await tamper(world, [`delete from history where record_id = '${row.record_id}'`]);
      expect(await verify(world)).toMatchObject({
        ok: false,
        commit: row.commit_number,
        problem: "the history row is missing",
      });
    }));

  it("[A-1] a row that cannot be read, one that nobody committed, another kept record: named, not a crash", () =>
    afterCommits(async (world) => {
      const [row] = await world.store.read(({ db }) =>
        db.selectFrom("history").selectAll().where("commit_number", "=", 5).execute(),
      );
      const where = `where record_id = '${row!.record_id}'`;
      await tamper(world, [`update history set kept_id = '${world.ids.next()}' ${where}`]);
      expect(await verify(world)).toMatchObject({ commit: 5, row: `history/${row!.record_id}` });
      await tamper(world, [`update history set kept_id = null, patch = '{"lib' ${where}`]);
      expect(await verify(world)).toMatchObject({ commit: 5, row: `history/${row!.record_id}` });
      await tamper(world, [`update history set patch = '${row!.patch}' ${where}`]);
      expect(await verify(world)).toMatchObject({ ok: true });
      const id = world.ids.next();
      await tamper(world, [
        `insert into history (establishment, referential, record_id, version, commit_number, kind, patch) values ('${row!.establishment}', '${row!.referential}', '${id}', 1, 3, 'create', '{}')`,
      ]);
      expect(await verify(world)).toMatchObject({ ok: false, commit: 3, row: "history" });
      await tamper(world, [`delete from history where record_id = '${id}'`]);
      for (const head of ['{"number":', "null", "{}"]) {
        await tamper(world, [`update commits set head = '${head}' where number = 7`]);
        expect(await verify(world)).toMatchObject({ ok: false, commit: 7, row: "commits" });
      }
    }));

  it("[A-2] a cut tail is found against the counters, and against a head held by a laptop when these were cut too", () =>
    afterCommits(async (world) => {
      const { commit: number, head: hash } = await world.central.snapshot(world.people["lou"]!);
      await tamper(world, [`delete from commits where number = ${String(COMMITS)}`]);
      expect(await verify(world)).toMatchObject({
        ok: false,
        commit: COMMITS,
        problem: "the chain ends before the head of the establishment",
      });
      const [before] = await world.store.read(({ db }) =>
        db
          .selectFrom("commits")
          .select("hash")
          .where("number", "=", COMMITS - 1)
          .execute(),
      );
      await tamper(world, [
        `update establishments set commit_number = ${String(COMMITS - 1)}, head = '${before!.hash}'`,
      ]);
      expect(await verify(world)).toMatchObject({ ok: true });
      expect(await world.central.verify(DEFAULT_ESTABLISHMENT, { number, hash })).toMatchObject({
        ok: false,
        commit: COMMITS,
      });
    }));

  it("[A-3] commits, history, feed and audit refuse to be rewritten", () =>
    afterCommits(async (world) => {
      for (const table of ["commits", "history", "feed", "audit"]) {
        for (const statement of [
          `update ${table} set establishment = 'x'`,
          `delete from ${table}`,
        ]) {
          await expect(
            world.store.write(({ db }) => sql.raw(statement).execute(db)),
          ).rejects.toThrow("insert-only");
        }
      }
      expect(await verify(world)).toMatchObject({ ok: true });
    }));

  it("[A-7] one audit entry per answered operation, none for a replay; references only, no value", () =>
    afterCommits(async (world) => {
      const alix = new Laptop(world, "bela");
      const operation = alix.operation({
        kind: "request.submit",
        content: await alix.content([
          create(world, { code: "SECRET-CODE", libelle: "valeur personnelle" }),
        ]),
      });
      await world.central.push(alix.identity, [operation, operation]);
      await alix.submit([update(world.ids.next() as never, 3, { libelle: { after: "x" } })]);
      const entries = await world.store.read(({ db }) =>
        db.selectFrom("audit").selectAll().where("person", "=", alix.identity.person).execute(),
      );
      expect(
        entries.map(({ action, subject, outcome }) => [
          action,
          subject === operation.opId,
          outcome,
        ]),
      ).toEqual([
        ["request.submit", true, "accepted"],
        ["request.submit", false, "held"],
      ]);
      expect(
        JSON.stringify(
          await world.store.read(({ db }) => db.selectFrom("audit").selectAll().execute()),
        ),
      ).not.toMatch(/SECRET-CODE|valeur personnelle/);
    }));
}
