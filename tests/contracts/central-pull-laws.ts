import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createCentral, DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { NO_COMMIT } from "../../central/store/establishments.ts";
import { hashOfText, type RecordId } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import { applyChange, type Change, type MasterRecord } from "../../shared/record/index.ts";
import { verifyChain, type CommitHead, type CommittedChange } from "../../shared/sync/index.ts";
import {
  accredit,
  CODES,
  codesDocument,
  create,
  Laptop,
  manyCodes,
  shippedDocuments,
  update,
  type World,
  collect,
} from "./central-world.ts";

/** Feed, snapshot, blocks, reads, model documents, separation of establishments. */
export function pullLaws(makeWorld: () => Promise<World>): void {
  const inWorld = async (work: (world: World) => Promise<void>): Promise<void> => {
    const world = await makeWorld();
    try {
      await work(world);
    } finally {
      await world.close();
    }
  };
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
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
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
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
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
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
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
    inWorld(async (world) => {
      const told: number[] = [];
      const stop = world.central.listen(DEFAULT_ESTABLISHMENT, (seq) => told.push(seq));
      world.central.listen("ailleurs", () => told.push(-1));
      await new Laptop(world, "alix").submit(manyCodes(world, 1));
      stop();
      await new Laptop(world, "bela").submit(manyCodes(world, 1, "B"));
      expect(told).toEqual([(await world.central.seq(DEFAULT_ESTABLISHMENT)) - 1]);
    }));

  it("[SN1] whatever was committed, the snapshot holds exactly the records of central", () =>
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
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
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
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

  it("[RD1] a record, its history, who refers to it, and the list as at a date", () =>
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
      const parent = create(world, { code: "P", libelle: "Parent", dateDebut: "2020-01-01" });
      const child = create(world, {
        code: "E",
        libelle: "Enfant",
        parent: "key:P",
        dateDebut: "2020-01-01",
        dateFin: "2024-01-01",
      });
      await accredit(alix, camille, [parent, child], { title: "Création" });
      await accredit(
        alix,
        camille,
        [update(parent.recordId, 1, { libelle: { before: "Parent", after: "Le parent" } })],
        { title: "Libellé" },
      );

      const history = await world.central.records.history(alix.identity, CODES, parent.recordId);
      expect(
        history.map(({ version, commit, kind, requestTitle, authorName }) => ({
          version,
          commit,
          kind,
          requestTitle,
          authorName,
        })),
      ).toEqual([
        { version: 1, commit: 1, kind: "create", requestTitle: "Création", authorName: "alix" },
        { version: 2, commit: 2, kind: "update", requestTitle: "Libellé", authorName: "alix" },
      ]);
      expect(history[1]!.patch).toEqual({ libelle: { before: "Parent", after: "Le parent" } });
      expect(await world.central.records.references(alix.identity, CODES, parent.recordId)).toEqual(
        [{ referential: CODES, recordId: child.recordId, attribute: "parent" }],
      );
      const codesAt = async (asAt: string): Promise<unknown> =>
        (await world.central.records.list(alix.identity, CODES, { asAt })).records.map(
          (record) => record.data["code"],
        );
      expect([await codesAt("2023-12-31"), await codesAt("2024-01-01")]).toEqual([
        ["P", "E"],
        ["P"],
      ]);
      await expect(
        world.central.records.read(alix.identity, CODES, world.ids.next()),
      ).rejects.toMatchObject({ code: "RECORD_NOT_FOUND" });
    }));

  it("[RD2] findings of a référentiel are those of the shared rules", () =>
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
      await accredit(
        alix,
        camille,
        [
          create(world, { code: "A", libelle: "Alpha", compteLocation: "pas un compte" }),
          create(world, { code: "B", libelle: "Bêta" }),
        ].slice(1),
      );
      expect(await world.central.records.findings(alix.identity, CODES)).toEqual({
        total: 0,
        findings: [],
      });
      await expect(world.central.records.findings(alix.identity, "inconnu")).rejects.toMatchObject({
        code: "REFERENTIAL_UNKNOWN",
      });
    }));

  it("[MD1] a hostile or wrong document is refused with every problem, and the set in force does not move", () =>
    inWorld(async (world) => {
      const inForce = await world.central.documents.list(DEFAULT_ESTABLISHMENT);
      const put = (change: (document: Record<string, never>) => void): Promise<unknown> => {
        const entry = structuredClone(codesDocument(2)) as unknown as {
          document: Record<string, never>;
        };
        change(entry.document);
        return world.central.documents.put(DEFAULT_ESTABLISHMENT, [entry as never]).then(
          () => "accepted",
          (thrown) => (thrown as { code?: string }).code,
        );
      };
      expect(
        await put(
          (document) =>
            void Object.assign(document["properties"]!["code"]!, { pattern: "^(a+)+$" }),
        ),
      ).toBe("MODEL_INVALID");
      expect(
        await put(
          (document) =>
            void Object.assign(document["properties"]!["parent"]!["x-reference"]!, {
              referential: "inconnu",
            }),
        ),
      ).toBe("MODEL_INVALID");
      expect(
        await put(
          (document) => void Object.assign(document["x-referential"]!, { workflow: "inconnu" }),
        ),
      ).toBe("MODEL_INVALID");
      expect(
        await put((document) => void Object.assign(document["x-referential"]!, { version: 1 })),
      ).toBe("MODEL_INVALID");
      const lower = {
        ...codesDocument(1),
        document: { ...codesDocument(1).document, title: "autre" },
      };
      await expect(
        world.central.documents.put(DEFAULT_ESTABLISHMENT, [lower]),
      ).rejects.toMatchObject({ code: "MODEL_INVALID" });
      await expect(
        world.central.documents.put(DEFAULT_ESTABLISHMENT, [
          { kind: "workflow", id: "w", version: 1, document: { id: "w", version: 1, stages: [] } },
        ]),
      ).rejects.toMatchObject({ code: "WORKFLOW_INVALID" });
      expect(await world.central.documents.list(DEFAULT_ESTABLISHMENT)).toEqual(inForce);
      expect(
        await world.central.documents.put(DEFAULT_ESTABLISHMENT, [codesDocument(2)]),
      ).toHaveLength(1);
      expect(await world.central.documents.put(DEFAULT_ESTABLISHMENT, [codesDocument(2)])).toEqual(
        [],
      );
    }));

  it("[ES1] establishments are strictly apart, with the same ids in both", () =>
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
      const change = create(world, { code: "A", libelle: "Alpha" });
      const operation = alix.operation({
        kind: "request.submit",
        content: await alix.content([change]),
      });
      await world.central.push(alix.identity, [operation]);
      await world.central.establishments.add("autre", "Une autre");
      await world.central.documents.put("autre", [...shippedDocuments(), codesDocument()]);
      const stranger = await world.central.accounts.add("autre", {
        login: "alix",
        name: "alix",
        password: null,
        rights: { "*": ["administrateur", "intendant", "accrediteur"] },
      });

      expect((await world.central.requests.list(stranger, {})).requests).toEqual([]);
      expect(await world.central.snapshot(stranger)).toMatchObject({
        commit: 0,
        head: NO_COMMIT,
        blocks: [],
        requests: [],
      });
      const [answer] = await world.central.push(stranger, [operation]);
      expect(answer).toMatchObject({ status: "waiting", fault: { code: "BLOCK_MISSING" } });
      await camille.decide(
        (operation.payload as Extract<typeof operation.payload, { kind: "request.submit" }>).content
          .id,
      );
      await expect(
        world.central.records.read(stranger, CODES, change.recordId),
      ).rejects.toMatchObject({ code: "RECORD_NOT_FOUND" });
      // An identity of one establishment is nobody in the other, whatever he says.
      await expect(
        world.central.records.read(
          { ...alix.identity, establishment: "autre" },
          CODES,
          change.recordId,
        ),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(
        await collect(world.central.changes(stranger, 0)).then((feed) =>
          feed.some((entry) => entry.type === "commit"),
        ),
      ).toBe(false);
    }));

  it("[BC1] two servers on one base see each other's commits: numbers follow, conflicts are found", () =>
    inWorld(async (world) => {
      const other = {
        ...world,
        central: createCentral({ store: world.store, clock: world.clock, ids: world.ids }),
      };
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
      const [bela, camilleThere] = [
        new Laptop(other, "bela"),
        new Laptop(other, "camille", "there"),
      ];
      const change = create(world, { code: "A", libelle: "Alpha" });
      const edit = (version: number, before: string, after: string) =>
        update(change.recordId, version, { libelle: { before, after } });
      expect(await accredit(alix, camille, [change])).toBe(1);
      expect(await accredit(bela, camilleThere, [edit(1, "Alpha", "deux")])).toBe(2);
      expect(await accredit(alix, camille, [edit(2, "deux", "trois")])).toBe(3);
      expect(await bela.submit([edit(2, "deux", "quatre")])).toMatchObject({
        status: "held",
        conflicts: [{ case: "same-field", central: "trois", centralVersion: 3 }],
      });
      expect(await bela.submit([create(world, { code: "A", libelle: "double" })])).toMatchObject({
        status: "held",
        conflicts: [{ case: "same-key-created", proposal: change.recordId }],
      });
      expect(await world.central.verify(DEFAULT_ESTABLISHMENT)).toMatchObject({
        ok: true,
        commits: 3,
      });
    }));

  it("[R1] an id that was committed is not taken by another creation", () =>
    inWorld(async (world) => {
      const [alix, camille] = [new Laptop(world, "alix"), new Laptop(world, "camille")];
      const change = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [change]);
      const answer = await alix.submit([
        create(world, { code: "B", libelle: "Bêta" }, CODES, change.recordId as RecordId),
      ]);
      expect(answer).toMatchObject({ status: "held", conflicts: [{ class: "hard" }] });
    }));
}
