import { expect, it } from "vitest";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import type { ReferentialId } from "../../shared/base/index.ts";
import { accredit, CODES, create, Laptop, update, type World } from "./central-world.ts";
import { makeInWorld } from "./in-world.ts";

/** Decisions and populations as central judges them (A1–A14 of the rules). */
export function decisionLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);

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

  it("[A8] [A16] the author is told by name who may decide, and after a change of rights who may now", () =>
    inWorld(async (world, { alix, camille }) => {
      const { request } = await alix.submit([create(world, { code: "A", libelle: "Alpha" })]);
      const id = request!.content.id;
      const names = async () =>
        (await world.central.requests.read(alix.identity, id)).stages.map((state) => state.names);
      expect(await names()).toEqual([[camille.identity.name]]);
      await world.central.accounts.change(DEFAULT_ESTABLISHMENT, "bela", {
        rights: { "*": ["accrediteur"] },
      });
      expect((await names())[0]?.toSorted()).toEqual(["bela", "camille"]);
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
      const content = await alix.content([
        update(record.recordId, 1, { libelle: { before: "Alpha", after: "Bêta" } }),
      ]);
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
