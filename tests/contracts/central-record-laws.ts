import { expect, it } from "vitest";
import type { RecordId } from "../../shared/base/index.ts";
import { accredit, CODES, create, update, type World } from "./central-world.ts";
import { makeInWorld } from "./in-world.ts";

/** Records as central gives them: one, its history, who refers to it, the list as at a date, its findings. */
export function recordLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);

  it("[RD1] a record, its history, who refers to it, and the list as at a date", () =>
    inWorld(async (world, { alix, camille }) => {
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
    inWorld(async (world, { alix, camille }) => {
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

  it("[R1] an id that was committed is not taken by another creation", () =>
    inWorld(async (world, { alix, camille }) => {
      const change = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [change]);
      const answer = await alix.submit([
        create(world, { code: "B", libelle: "Bêta" }, CODES, change.recordId as RecordId),
      ]);
      expect(answer).toMatchObject({ status: "held", conflicts: [{ class: "hard" }] });
    }));
}
