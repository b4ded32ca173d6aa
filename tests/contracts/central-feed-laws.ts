import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { hashOfText } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import { applyChange, type Change, type MasterRecord } from "../../shared/record/index.ts";
import { verifyChain, type CommitHead, type CommittedChange } from "../../shared/sync/index.ts";
import { accredit, CODES, collect, manyCodes, update, type World } from "./central-world.ts";
import { makeInWorld } from "./in-world.ts";

/** How a laptop follows central: the feed, the snapshot and their blocks. */
export function feedLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);
  const readBlock = async <T>(
    world: World,
    identity: Identity,
    hash: string,
  ): Promise<readonly T[]> => {
    const text = gunzipSync(await world.central.getBlock(identity, hash)).toString();
    expect(hashOfText(text)).toBe(hash);
    return JSON.parse(text) as readonly T[];
  };
  const readSnapshot = async (
    world: World,
    identity: Identity,
  ): Promise<readonly MasterRecord[]> => {
    const { blocks } = await world.central.snapshot(identity);
    return (
      await Promise.all(blocks.map((block) => readBlock<MasterRecord>(world, identity, block.hash)))
    ).flat();
  };
  const allRecords = async (world: World, identity: Identity): Promise<readonly MasterRecord[]> =>
    (await world.central.records.list(identity, CODES, { limit: 5_000 })).records;

  it("[F1] the feed has no gap, and any cursor resumes with the rest", () =>
    inWorld(async (world, { alix, camille }) => {
      for (const change of manyCodes(world, 3)) await accredit(alix, camille, [change]);
      const whole = await collect(world.central.changes(alix.identity, 0));
      const entries = whole.slice(0, -1);
      expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
      for (const cursor of [1, 5, entries.length - 1, entries.length]) {
        expect(await collect(world.central.changes(alix.identity, cursor))).toEqual(
          whole.filter((entry) => entry.seq > cursor || entry.type === "end"),
        );
      }
    }));

  it("[F2] following the feed gives the records of central, and an unbroken chain", () =>
    inWorld(async (world, { alix, camille }) => {
      const changes = manyCodes(world, 5);
      await accredit(alix, camille, changes);
      await accredit(alix, camille, [
        update(changes[0]!.recordId, 1, { libelle: { before: "Libellé T 0", after: "Autre" } }),
        {
          kind: "withdraw",
          referential: CODES,
          recordId: changes[1]!.recordId,
          baseVersion: 1,
          patch: {},
        },
      ]);
      const heads: CommitHead[] = [];
      const records = new Map<string, MasterRecord>();
      for await (const entry of world.central.changes(alix.identity, 0)) {
        if (entry.type !== "commit") continue;
        heads.push(entry.commit);
        for (const block of entry.commit.blocks) {
          for (const change of await readBlock<CommittedChange>(world, alix.identity, block.hash))
            records.set(
              change.recordId,
              applyChange(records.get(change.recordId), change, change.version),
            );
        }
      }
      expect(verifyChain(heads)).toMatchObject({ ok: true, value: { number: 2 } });
      expect([...records.values()].sort((left, right) => (left.id < right.id ? -1 : 1))).toEqual(
        await allRecords(world, alix.identity),
      );
    }));

  it("[F3] a cursor beyond the feed, or older than a change of rights, asks for a new snapshot", () =>
    inWorld(async (world) => {
      const lou = world.people["lou"]!;
      await expect(collect(world.central.changes(lou, 999))).rejects.toMatchObject({
        code: "CURSOR_UNKNOWN",
      });
      const { seq } = await world.central.snapshot(lou);
      await world.central.accounts.change(DEFAULT_ESTABLISHMENT, "lou", {
        rights: { pays: ["lecteur"] },
      });
      await expect(collect(world.central.changes(lou, seq))).rejects.toMatchObject({
        code: "CURSOR_UNKNOWN",
      });
      const again = await world.central.snapshot(lou);
      expect(await collect(world.central.changes(lou, again.seq))).toEqual([
        { seq: again.seq, type: "end" },
      ]);
    }));

  it("[F4] a reader receives nothing of the référentiels he does not read", () =>
    inWorld(async (world, { alix, camille }) => {
      await accredit(alix, camille, manyCodes(world, 2));
      const sam = world.people["sam"]!;
      const feed = await collect(world.central.changes(sam, 0));
      expect([...new Set(feed.map((entry) => entry.type))]).toEqual(["model", "end"]);
      expect((await world.central.snapshot(sam)).blocks).toEqual([]);
      const { blocks } = await world.central.snapshot(alix.identity);
      await expect(world.central.getBlock(sam, blocks[0]!.hash)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }));

  it("[F5] listeners are told the number of the feed, and only theirs", () =>
    inWorld(async (world, { alix, bela }) => {
      const told: number[] = [];
      const stop = world.central.listen(DEFAULT_ESTABLISHMENT, (seq) => told.push(seq));
      world.central.listen("ailleurs", () => told.push(-1));
      await alix.submit(manyCodes(world, 1));
      stop();
      await bela.submit(manyCodes(world, 1, "B"));
      expect(told).toEqual([(await world.central.seq(DEFAULT_ESTABLISHMENT)) - 1]);
    }));

  it("[SN1] whatever was committed, the snapshot holds exactly the records of central", () =>
    inWorld(async (world, { alix, camille }) => {
      const known: Change[] = [];
      let made = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.oneof(
              fc.record({ add: fc.integer({ min: 1, max: 1_200 }) }),
              fc.record({ edit: fc.nat() }),
            ),
            { minLength: 1, maxLength: 3 },
          ),
          async (steps) => {
            for (const step of steps) {
              made += 1;
              if ("add" in step) {
                const changes = manyCodes(world, step.add, `${String(made)}-`);
                await accredit(alix, camille, changes);
                known.push(...changes);
              } else if (known.length > 0) {
                const record = await world.central.records.read(
                  alix.identity,
                  CODES,
                  known[step.edit % known.length]!.recordId,
                );
                await accredit(alix, camille, [
                  update(record.id, record.version, {
                    libelle: { before: record.data["libelle"]!, after: `édité ${String(made)}` },
                  }),
                ]);
              }
              await world.central.snapshot(alix.identity);
            }
            const snapshot = await readSnapshot(world, alix.identity);
            const records: MasterRecord[] = [];
            for (let after: string | null = ""; after !== null;) {
              const page = await world.central.records.list(alix.identity, CODES, {
                after,
                limit: 5_000,
              });
              records.push(...page.records);
              after = page.next;
            }
            expect(snapshot).toEqual(records);
          },
        ),
        { numRuns: 4, endOnFailure: true },
      );
    }));

  it("[SN2] an edit rewrites the block of its record and no other", () =>
    inWorld(async (world, { alix, camille }) => {
      const changes = manyCodes(world, 3_500);
      await accredit(alix, camille, changes);
      const before = await world.central.snapshot(alix.identity);
      const record = changes[1_700]!;
      await accredit(alix, camille, [
        update(record.recordId, 1, {
          libelle: { before: record.patch["libelle"]!.after!, after: "Autre" },
        }),
      ]);
      const after = await world.central.snapshot(alix.identity);
      expect(after.blocks.map((block, index) => block.hash === before.blocks[index]?.hash)).toEqual(
        [true, false, true, true],
      );
      expect(after).toMatchObject({
        commit: 2,
        seq: await world.central.seq(DEFAULT_ESTABLISHMENT),
      });
    }));
}
