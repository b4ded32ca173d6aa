import { expect, it } from "vitest";
import type { RecordId } from "../../shared/base/index.ts";
import { accredit, CODES, create, update, type World } from "./central-world.ts";
import { makeInWorld } from "./in-world.ts";

/** Conflicts between two changes, as central finds, holds and settles them (section 10 of the rules). */
export function conflictLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);
  const edit = (
    id: RecordId,
    attribute: string,
    before: string | undefined,
    after: string,
    version = 1,
  ) => update(id, version, { [attribute]: before === undefined ? { after } : { before, after } });

  it("[K1] different fields of one record: both hold, the second is told", () =>
    inWorld(async (world, { alix, bela, camille }) => {
      const record = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [record]);
      await accredit(alix, camille, [edit(record.recordId, "libelle", "Alpha", "Alpha 2")]);
      const answer = await bela.submit([
        edit(record.recordId, "compteLocation", undefined, "61300000"),
      ]);
      expect(answer).toMatchObject({
        status: "accepted-soft",
        conflicts: [
          { class: "soft", case: "different-fields", attribute: "libelle", centralVersion: 2 },
        ],
      });
      await camille.decide(answer.request!.content.id);
      expect(
        (await world.central.records.read(alix.identity, CODES, record.recordId)).data,
      ).toEqual({ code: "A", libelle: "Alpha 2", compteLocation: "61300000" });
    }));

  it("[K2] same field, same value: no conflict, nothing changed twice", () =>
    inWorld(async (world, { alix, bela, camille }) => {
      const record = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [record]);
      await accredit(alix, camille, [edit(record.recordId, "libelle", "Alpha", "Bêta")]);
      const answer = await bela.submit([edit(record.recordId, "libelle", "Alpha", "Bêta")]);
      expect([answer.status, answer.conflicts]).toEqual(["accepted", []]);
      const decided = await camille.decide(answer.request!.content.id);
      expect(decided.request).toMatchObject({ status: "approved", commit: 3 });
      expect(
        (await world.central.records.read(alix.identity, CODES, record.recordId)).version,
      ).toBe(2);
    }));

  it("[K3] same field, other value: held with the three values, resolved by submitting again", () =>
    inWorld(async (world, { alix, bela, camille }) => {
      const record = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [record]);
      await accredit(alix, camille, [edit(record.recordId, "libelle", "Alpha", "Bêta")]);
      const change = edit(record.recordId, "libelle", "Alpha", "Gamma");
      const content = await bela.content([change]);
      const held = await bela.push({ kind: "request.submit", content });
      expect(held).toMatchObject({
        status: "held",
        request: { status: "conflict" },
        conflicts: [
          {
            class: "hard",
            case: "same-field",
            attribute: "libelle",
            base: "Alpha",
            mine: "Gamma",
            central: "Bêta",
            centralVersion: 2,
          },
        ],
      });
      const resolved = await bela.content([edit(record.recordId, "libelle", "Bêta", "Gamma", 2)], {
        id: content.id,
      });
      const again = await bela.push({
        kind: "request.submit",
        content: {
          ...resolved,
          resolutions: [
            {
              referential: CODES,
              recordId: record.recordId,
              attribute: "libelle",
              againstVersion: 2,
              side: "mine",
              author: bela.identity.person,
              at: world.clock.now(),
              reason: "vérifié",
            },
          ],
        },
      });
      expect(again).toMatchObject({
        status: "accepted",
        request: { status: "pending", revision: 2, conflicts: [] },
      });
      await camille.decide(content.id);
      expect(
        (await world.central.records.read(alix.identity, CODES, record.recordId)).data["libelle"],
      ).toBe("Gamma");
    }));

  it("[K4] two pending requests on one field: the commit of the first holds the second", () =>
    inWorld(async (world, { alix, bela, camille }) => {
      const records = ["A", "B"].map((code) => create(world, { code, libelle: code }));
      await accredit(alix, camille, records);
      const first = await alix.submit([edit(records[0]!.recordId, "libelle", "A", "A1")]);
      const second = await bela.submit([
        edit(records[0]!.recordId, "libelle", "A", "A2"),
        edit(records[1]!.recordId, "libelle", "B", "B2"),
      ]);
      const apart = await bela.submit([
        edit(records[0]!.recordId, "compteLocation", undefined, "61300000"),
      ]);
      await camille.decide(first.request!.content.id);
      expect(
        await world.central.requests.read(bela.identity, second.request!.content.id),
      ).toMatchObject({
        status: "conflict",
        conflicts: [
          {
            referential: CODES,
            recordId: records[0]!.recordId,
            attribute: "libelle",
            case: "same-field",
          },
        ],
      });
      expect(
        await world.central.requests.read(bela.identity, apart.request!.content.id),
      ).toMatchObject({ status: "pending", conflicts: [] });
      expect(
        (await world.central.records.read(alix.identity, CODES, records[1]!.recordId)).data[
          "libelle"
        ],
      ).toBe("B");
    }));

  it("[K7] two creations with one key: the second is held and the merge proposed, also when both were pending", () =>
    inWorld(async (world, { alix, bela, camille }) => {
      const mine = create(world, { code: "A", libelle: "Alpha" });
      const first = await alix.submit([mine]);
      const second = await bela.submit([create(world, { code: "A", libelle: "Alpha bis" })]);
      await camille.decide(first.request!.content.id);
      const decided = await camille.decide(second.request!.content.id);
      expect(decided).toMatchObject({
        status: "held",
        request: { status: "conflict", conflicts: [{ case: "same-key-created" }] },
        conflicts: [{ proposal: mine.recordId }],
      });
      const late = await bela.submit([create(world, { code: "A", libelle: "Alpha ter" })]);
      expect(late).toMatchObject({
        status: "held",
        conflicts: [{ class: "hard", case: "same-key-created", proposal: mine.recordId }],
      });
    }));

  it("[K6] an edit against a withdrawal is held, and a withdrawal against an edit", () =>
    inWorld(async (world, { alix, bela, camille }) => {
      const records = ["A", "B"].map((code) => create(world, { code, libelle: code }));
      await accredit(alix, camille, records);
      const withdraw = (id: RecordId) =>
        ({
          kind: "withdraw",
          referential: CODES,
          recordId: id,
          baseVersion: 1,
          patch: {},
        }) as const;
      await accredit(alix, camille, [
        withdraw(records[0]!.recordId),
        edit(records[1]!.recordId, "libelle", "B", "B1"),
      ]);
      expect(await bela.submit([edit(records[0]!.recordId, "libelle", "A", "A2")])).toMatchObject({
        status: "held",
        conflicts: [{ case: "edit-against-close" }],
      });
      expect(await bela.submit([withdraw(records[1]!.recordId)])).toMatchObject({
        status: "held",
        conflicts: [{ case: "close-against-edit" }],
      });
    }));

  it("[R5] withdrawing a record that others refer to is refused, naming the link", () =>
    inWorld(async (world, { alix, camille }) => {
      const parent = create(world, { code: "P", libelle: "Parent" });
      const child = create(world, { code: "E", libelle: "Enfant", parent: parent.recordId });
      await accredit(alix, camille, [parent, child]);
      const answer = await alix.submit([
        {
          kind: "withdraw",
          referential: CODES,
          recordId: parent.recordId,
          baseVersion: 1,
          patch: {},
        },
      ]);
      expect(answer).toMatchObject({
        status: "refused",
        fault: {
          code: "RECORD_INVALID",
          details: {
            findings: [
              { rule: "reference-withdrawn", recordId: child.recordId, attribute: "parent" },
            ],
          },
        },
      });
    }));
}
