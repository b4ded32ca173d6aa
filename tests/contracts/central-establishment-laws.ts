import { expect, it } from "vitest";
import { createCentral, DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { NO_COMMIT } from "../../central/store/establishments.ts";
import {
  accredit,
  CODES,
  codesDocument,
  collect,
  create,
  Laptop,
  shippedDocuments,
  update,
  type World,
} from "./central-world.ts";
import { makeInWorld } from "./in-world.ts";

/** An établissement: its documents, strictly its own, and as many servers as it likes. */
export function establishmentLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);

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
    inWorld(async (world, { alix, camille }) => {
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
    inWorld(async (world, { alix, camille }) => {
      const other = {
        ...world,
        central: createCentral({ store: world.store, clock: world.clock, ids: world.ids }),
      };
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
}
