import { sql } from "kysely";
import { expect, it } from "vitest";
import { MIGRATIONS } from "../../central/migrations/index.ts";
import { createCentral, DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { openStore, type StoreLocation } from "../../central/store/open-store.ts";
import {
  accredit,
  CODES,
  collect,
  Laptop,
  makeClock,
  makeIds,
  makeWorld,
  manyCodes,
  update,
} from "./central-world.ts";
import { expectWhole } from "./central-wholeness.ts";

/** Tables move forward only, one numbered step at a time, and what was there stays. */
export function migrationLaws(fresh: () => Promise<StoreLocation>): void {
  it("[MG1] the steps are numbered from 1 without gap, applied once, in order", async () => {
    const location = await fresh();
    for (let opening = 0; opening < 2; opening += 1) {
      const store = await openStore(location);
      const { rows } = await store.read(({ db }) =>
        sql<{
          number: number;
          name: string;
        }>`select number, name from schema_versions order by number`.execute(db),
      );
      expect(rows.map((row) => ({ ...row }))).toEqual(
        MIGRATIONS.map(({ number, name }) => ({ number, name })),
      );
      expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => index + 1));
      await store.close();
    }
  });

  it("[MG2] from version 1, with awkward rows: everything is there and goes on", async () => {
    const location = await fresh();
    const before = await makeWorld(location, { migrateTo: 1 });
    const [alix, camille] = [new Laptop(before, "alix"), new Laptop(before, "camille")];
    const changes = manyCodes(before, 3, "l'apostrophe \\ \"");
    const awkward = changes.map((change, index) => ({
      ...change,
      patch: {
        ...change.patch,
        code: { after: `É'${String(index)}"` },
        libelle: { after: `ligne\n«\u00a0œuvre\u00a0» 𝄞 ' ; drop table records; --` },
      },
    }));
    await accredit(alix, camille, awkward);
    const pending = await alix.submit(manyCodes(before, 1, "attente"));
    const feed = await collect(before.central.changes(alix.identity, 0));
    await before.close();

    const store = await openStore(location);
    const central = createCentral({ store, clock: makeClock(), ids: makeIds(7) });
    const lou = await central.accounts.byLogin(DEFAULT_ESTABLISHMENT, "lou");
    expect(await collect(central.changes(lou, 0))).toEqual(feed);
    expect((await central.snapshot(lou)).blocks.map((block) => block.count)).toEqual([3]);
    expect(
      (await central.records.list(lou, CODES, {})).records.map((record) => record.data["libelle"]),
    ).toEqual(awkward.map((change) => change.patch.libelle.after));
    const world = { ...before, central, store, ids: makeIds(8) };
    const after = new Laptop(world, "camille", "another device");
    expect((await after.decide(pending.request!.content.id)).request).toMatchObject({ commit: 2 });
    await expectWhole(store);
    await central.close();
  });

  it("[SN3] prepared blocks that were replaced stay a week for who is downloading them, then go", async () => {
    const world = await makeWorld(await fresh());
    const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
    const [change] = manyCodes(world, 1);
    await accredit(alix, camille, [change!]);
    const first = (await world.central.snapshot(alix.identity)).blocks[0]!.hash;
    const rename = async (version: number, from: string, to: string): Promise<string> => {
      await accredit(alix, camille, [
        update(change!.recordId, version, { libelle: { before: from, after: to } }),
      ]);
      return (await world.central.snapshot(alix.identity)).blocks[0]!.hash;
    };
    const second = await rename(1, "Libellé T 0", "un");
    world.clock.forward(6 * 86_400_000);
    await rename(2, "un", "deux");
    expect(await world.central.getBlock(alix.identity, first)).toBeInstanceOf(Uint8Array);
    world.clock.forward(2 * 86_400_000);
    const last = await rename(3, "deux", "trois");
    await expect(world.central.getBlock(alix.identity, first)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await world.central.getBlock(alix.identity, second)).toBeInstanceOf(Uint8Array);
    expect(await world.central.getBlock(alix.identity, last)).toBeInstanceOf(Uint8Array);
    await world.close();
  });
}
