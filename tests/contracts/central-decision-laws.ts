import { expect, it } from "vitest";
import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { accredit, CODES, create, Laptop, update, type World } from "./central-world.ts";

/** Conflicts, decisions and populations as central judges them (section 10, A1–A14 of the rules). */
export function decisionLaws(makeWorld: () => Promise<World>): void {
  const inWorld = async (
    work: (
      world: World,
      laptops: { alix: Laptop; bela: Laptop; camille: Laptop; lou: Laptop },
    ) => Promise<void>,
  ): Promise<void> => {
    const world = await makeWorld();
    try {
      await work(world, {
        alix: new Laptop(world, "alix"),
        bela: new Laptop(world, "bela"),
        camille: new Laptop(world, "camille"),
        lou: new Laptop(world, "lou"),
      });
    } finally {
      await world.close();
    }
  };
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

  it("[A6] [A8] who may not decide is refused, and so is the vote of one who lost the right meanwhile", () =>
    inWorld(async (world, { alix, bela, camille, lou }) => {
      const { request } = await alix.submit([create(world, { code: "A", libelle: "Alpha" })]);
      const id = request!.content.id;
      const codes = [await alix.decide(id), await bela.decide(id), await lou.decide(id)].map(
        (answer) => [answer.status, answer.fault?.code],
      );
      expect(codes).toEqual([
        ["refused", "FORBIDDEN"],
        ["refused", "FORBIDDEN"],
        ["refused", "FORBIDDEN"],
      ]);
      const vote = camille.operation(await camille.decision(id));
      await world.central.accounts.change(DEFAULT_ESTABLISHMENT, "camille", {
        rights: { "*": ["lecteur"] },
      });
      const [late] = await world.central.push(camille.identity, [vote]);
      expect(late).toMatchObject({ status: "refused", fault: { code: "FORBIDDEN" } });
      const after = await world.central.requests.read(alix.identity, id);
      expect(after).toMatchObject({ status: "pending", deadlock: { eligible: 0 } });
    }));

  it("[A13] a vote on an older content is kept as obsolete and its author told", () =>
    inWorld(async (world, { alix, camille }) => {
      const content = await alix.content([create(world, { code: "A", libelle: "Alpha" })]);
      await alix.push({ kind: "request.submit", content });
      const vote = camille.operation(await camille.decision(content.id));
      await alix.push({ kind: "request.submit", content: { ...content, title: "Autre titre" } });
      const [answer] = await world.central.push(camille.identity, [vote]);
      expect(answer).toMatchObject({
        status: "refused",
        fault: { code: "CONTENT_CHANGED" },
        request: { status: "pending", revision: 2, decisions: [{ status: "obsolete" }] },
      });
    }));

  it("[SE1] a decision without having had the changes on screen is refused", () =>
    inWorld(async (world, { alix, camille }) => {
      const { request } = await alix.submit([create(world, { code: "A", libelle: "Alpha" })]);
      const decision = await camille.decision(request!.content.id);
      const answer = await camille.push({
        ...decision,
        seen: { groups: [], opened: 0, toTheEnd: false },
      } as typeof decision);
      expect(answer).toMatchObject({
        status: "refused",
        fault: { code: "REQUEST_REFUSED", details: { reason: "not-seen" } },
      });
      expect((await world.central.requests.read(alix.identity, request!.content.id)).status).toBe(
        "pending",
      );
    }));

  it("[A10] [A14] sent back then submitted again; rejected with a reason: the accredited record stays", () =>
    inWorld(async (world, { alix, camille }) => {
      const record = create(world, { code: "A", libelle: "Alpha" });
      await accredit(alix, camille, [record]);
      const content = await alix.content([edit(record.recordId, "libelle", "Alpha", "Bêta")]);
      await alix.push({ kind: "request.submit", content });
      expect((await camille.decide(content.id, "send-back", "à préciser")).request).toMatchObject({
        status: "sent-back",
      });
      expect(
        (await alix.push({ kind: "request.submit", content: { ...content, reason: "précisé" } }))
          .request,
      ).toMatchObject({ status: "pending", revision: 2 });
      expect(await camille.decide(content.id, "reject", "")).toMatchObject({
        status: "refused",
        fault: { code: "BAD_REQUEST" },
      });
      expect((await camille.decide(content.id, "reject", "non")).request).toMatchObject({
        status: "rejected",
        commit: null,
      });
      expect(
        (await world.central.records.read(alix.identity, CODES, record.recordId)).data["libelle"],
      ).toBe("Alpha");
    }));

  it("[A4] [A5] nobody to decide: refused at submission; the last one leaving: said on the request, decided by nobody", () =>
    inWorld(async (world, { alix }) => {
      const { request } = await alix.submit([create(world, { code: "A", libelle: "Alpha" })]);
      await world.central.accounts.change(DEFAULT_ESTABLISHMENT, "camille", { disabled: true });
      expect(await world.central.requests.read(alix.identity, request!.content.id)).toMatchObject({
        status: "pending",
        deadlock: { stage: "accreditation", needed: 1, eligible: 0 },
      });
      expect(await alix.submit([create(world, { code: "B", libelle: "Bêta" })])).toMatchObject({
        status: "refused",
        fault: { code: "REQUEST_REFUSED", details: { reason: "nobody" } },
      });
    }));

  it("[Y-10] operations of a person whose rights went are refused with a reason, and answered", () =>
    inWorld(async (world, { alix }) => {
      const content = await alix.content([create(world, { code: "A", libelle: "Alpha" })]);
      await world.central.accounts.change(DEFAULT_ESTABLISHMENT, "alix", {
        rights: { pays: ["intendant"] },
      });
      expect(await alix.push({ kind: "request.submit", content })).toMatchObject({
        status: "refused",
        fault: { code: "FORBIDDEN", details: { referential: CODES } },
      });
      await world.central.accounts.change(DEFAULT_ESTABLISHMENT, "alix", { disabled: true });
      expect(await alix.push({ kind: "request.submit", content })).toMatchObject({
        status: "refused",
        fault: { code: "FORBIDDEN" },
      });
    }));

  it("[A8] a request on a référentiel one does not read does not exist for him", () =>
    inWorld(async (world, { alix }) => {
      const { request } = await alix.submit([create(world, { code: "A", libelle: "Alpha" })]);
      const sam = new Laptop(world, "sam");
      const id = request!.content.id;
      await expect(world.central.requests.read(sam.identity, id)).rejects.toMatchObject({
        code: "REQUEST_NOT_FOUND",
      });
      expect(await sam.push({ kind: "request.cancel", requestId: id, reason: "" })).toMatchObject({
        status: "refused",
        fault: { code: "REQUEST_NOT_FOUND" },
        request: null,
      });
      expect((await world.central.requests.list(sam.identity, {})).requests).toEqual([]);
      await expect(
        world.central.records.list(sam.identity, CODES as ReferentialId, {}),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    }));
}
