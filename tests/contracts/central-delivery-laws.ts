import fc from "fast-check";
import { expect, it } from "vitest";
import type { OperationId, RequestId } from "../../shared/base/index.ts";
import type { Operation, OperationAnswer } from "../../shared/sync/index.ts";
import {
  accredit,
  CODES,
  collect,
  create,
  Laptop,
  manyCodes,
  type World,
} from "./central-world.ts";
import { makeInWorld } from "./in-world.ts";

/** Operations: exactly once in effect, in order, each answered (Y1, Y5; sections 3 and 4.3 of reliability.md). */
export function deliveryLaws(makeWorld: () => Promise<World>): void {
  const inWorld = makeInWorld(makeWorld);

  it("[Y5] a submission, a decision, a commit: each answered, all of it in the feed, the commit before the approval", () =>
    inWorld(async (world, { alix, camille }) => {
      const change = create(world, { code: "A", libelle: "Alpha" });
      const from = await world.central.seq(alix.identity.establishment);

      const submitted = await alix.submit([change]);
      expect(submitted).toMatchObject({
        status: "accepted",
        conflicts: [],
        fault: null,
        request: { status: "pending", revision: 1 },
      });
      const decided = await camille.decide(submitted.request!.content.id);
      expect(decided).toMatchObject({
        status: "accepted",
        request: { status: "approved", commit: 1 },
      });

      const feed = await collect(world.central.changes(camille.identity, from));
      expect(feed.map((entry) => [entry.seq - from, entry.type])).toEqual([
        [1, "request"],
        [2, "commit"],
        [3, "request"],
        [3, "end"],
      ]);
      expect(await world.central.records.read(camille.identity, CODES, change.recordId)).toEqual({
        id: change.recordId,
        referential: CODES,
        version: 1,
        data: { code: "A", libelle: "Alpha" },
      });
    }));

  it("[Y1] sending an operation again returns its first answer and does nothing", () =>
    inWorld(async (world, { alix }) => {
      const operation = alix.operation({
        kind: "request.submit",
        content: await alix.content([create(world, { code: "A", libelle: "Alpha" })]),
      });
      const [first] = await world.central.push(alix.identity, [operation]);
      const seq = await world.central.seq(alix.identity.establishment);
      world.clock.forward(90 * 86_400_000);

      expect(await world.central.push(alix.identity, [operation, operation])).toEqual([
        first,
        first,
      ]);
      expect(await world.central.seq(alix.identity.establishment)).toBe(seq);
    }));

  it("[Y1] the same id with another body, or from another person, is refused and changes nothing", () =>
    inWorld(async (world, { alix, bela }) => {
      const request = (await alix.submit([create(world, { code: "A", libelle: "Alpha" })]))
        .request!;
      const operation = alix.operation({
        kind: "request.cancel",
        requestId: request.content.id,
        reason: "erreur",
      });
      await world.central.push(alix.identity, [operation]);
      const seq = await world.central.seq(alix.identity.establishment);

      const forged: Operation = {
        ...operation,
        payload: { kind: "request.cancel", requestId: request.content.id, reason: "autre chose" },
      };
      const answers = [
        ...(await world.central.push(alix.identity, [forged])),
        ...(await world.central.push(bela.identity, [operation])),
      ];
      expect(answers.map((answer) => [answer.status, answer.fault?.code, answer.request])).toEqual([
        ["refused", "OPERATION_REPLAYED_DIFFERENTLY", null],
        ["refused", "OPERATION_REPLAYED_DIFFERENTLY", null],
      ]);
      expect(await world.central.seq(alix.identity.establishment)).toBe(seq);
    }));

  it("[Y-3] an answered operation that comes again by another branch gets its first answer, and that branch goes on", () =>
    inWorld(async (world) => {
      const former = new Laptop(world, "alix", "the former laptop");
      const restored = new Laptop(world, "alix", "the restored one");
      const id = (await former.submit([create(world, { code: "A", libelle: "Alpha" })])).request!
        .content.id;
      const comment = former.operation({
        kind: "request.comment",
        requestId: id,
        comment: {
          id: world.ids.next(),
          person: former.identity.person,
          personName: "alix",
          text: "une fois",
          at: world.clock.now(),
        },
      });
      const again: Operation = { ...comment, deviceId: restored.device, order: 1 };
      restored.order = 1;

      const [first] = await world.central.push(former.identity, [comment]);
      const seq = await world.central.seq(former.identity.establishment);
      const [answer] = await world.central.push(restored.identity, [again]);
      const [replayed] = await world.central.push(restored.identity, [again]);
      expect([answer, replayed]).toEqual([first, first]);
      expect(await world.central.seq(former.identity.establishment)).toBe(seq);
      const next = await restored.push({ kind: "request.cancel", requestId: id, reason: "fin" });
      const once = next.request?.comments.filter((one) => one.text === "une fois");
      expect([next.status, once?.length]).toEqual(["accepted", 1]);
    }));

  it("[Y-4] two laptops on one copied profile are told apart", () =>
    inWorld(async (world) => {
      const [one, copy] = [
        new Laptop(world, "alix", "profile"),
        new Laptop(world, "alix", "profile"),
      ];
      await one.submit([create(world, { code: "A", libelle: "Alpha" })]);
      const answer = await copy.submit([create(world, { code: "B", libelle: "Bêta" })]);
      expect([answer.status, answer.fault?.code]).toEqual([
        "refused",
        "OPERATION_REPLAYED_DIFFERENTLY",
      ]);
    }));

  it("[Y1] an operation whose predecessor is missing waits with a deadline, then passes", () =>
    inWorld(async (world, { alix }) => {
      const operations: Operation[] = [];
      for (const code of ["A", "B"])
        operations.push(
          alix.operation({
            kind: "request.submit",
            content: await alix.content([create(world, { code, libelle: code })]),
          }),
        );
      const [early] = await world.central.push(alix.identity, [operations[1]!]);
      expect(early).toMatchObject({
        status: "waiting",
        request: null,
        fault: {
          code: "OPERATION_OUT_OF_ORDER",
          details: { order: 2, expected: 1, deadline: "2026-12-22T09:00:00.000Z" },
        },
      });
      const answers = await world.central.push(alix.identity, operations);
      expect(answers.map((answer) => answer.status)).toEqual(["accepted", "accepted"]);
    }));

  it("[Y1] any delivery with losses, repeats and disorder ends as one orderly delivery", () =>
    inWorld(async (world, { alix }) => {
      const request = (await alix.submit([create(world, { code: "A", libelle: "Alpha" })]))
        .request!;
      let round = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 12 }),
          async (deliveries) => {
            round += 1;
            const texts = Array.from(
              { length: 5 },
              (_, index) => `${String(round)}/${String(index)}`,
            );
            const operations = texts.map((text, index) =>
              alix.operation({
                kind: "request.comment",
                requestId: request.content.id,
                comment: {
                  id: `${String(round)}-${String(index)}`,
                  person: alix.identity.person,
                  personName: "",
                  text,
                  at: world.clock.now(),
                },
              }),
            );
            const firsts = new Map<string, OperationAnswer>();
            const deliver = async (operation: Operation): Promise<void> => {
              const [answer] = await world.central.push(alix.identity, [operation]);
              const first = firsts.get(operation.opId);
              expect(first ?? answer).toEqual(answer);
              if (answer!.status !== "waiting") firsts.set(operation.opId, answer!);
            };
            for (const index of deliveries) await deliver(operations[index]!);
            for (const operation of operations) await deliver(operation);
            const { comments } = await world.central.requests.read(
              alix.identity,
              request.content.id,
            );
            expect(
              comments.map((comment) => comment.text).filter((text) => texts.includes(text)),
            ).toEqual(texts);
          },
        ),
        { numRuns: 12 },
      );
    }));

  it("[Y5] several operations in one push are answered in order, one by one", () =>
    inWorld(async (world, { alix }) => {
      const content = await alix.content([create(world, { code: "A", libelle: "Alpha" })]);
      const unknown = world.ids.next() as RequestId;
      const answers = await world.central.push(alix.identity, [
        alix.operation({ kind: "request.submit", content }),
        alix.operation({ kind: "request.cancel", requestId: unknown, reason: "" }),
        alix.operation({ kind: "request.cancel", requestId: content.id, reason: "trop tôt" }),
      ]);
      expect(
        answers.map((answer) => [
          answer.status,
          answer.fault?.code ?? null,
          answer.request?.status ?? null,
        ]),
      ).toEqual([
        ["accepted", null, "pending"],
        ["refused", "REQUEST_NOT_FOUND", null],
        ["accepted", null, "cancelled"],
      ]);
      expect(answers.map((answer) => answer.opId)).toHaveLength(
        new Set<OperationId>(answers.map((answer) => answer.opId)).size,
      );
    }));

  it("[A15] an import of 2 005 records is one request and one commit", () =>
    inWorld(async (world, { alix, camille }) => {
      const number = await accredit(alix, camille, manyCodes(world, 2_005));
      expect(number).toBe(1);
      const snapshot = await world.central.snapshot(world.people["lou"]!);
      expect(snapshot.blocks.map((block) => block.count)).toEqual([1_000, 1_000, 5]);
    }));
}
