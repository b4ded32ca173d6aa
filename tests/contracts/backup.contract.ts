import { afterEach, describe, expect, it } from "vitest";
import { isFaultData } from "../../shared/base/index.ts";
import type { RecordId, RequestId } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import { choiceKey } from "../../renderer/services/backup/taken-work.ts";
import { makeMemoryStore } from "../../renderer/storage/memory-local-store.ts";
import { directGateway, startLaptop } from "../fixtures/make-laptop.ts";
import type { Laptop } from "../fixtures/make-laptop.ts";
import { CODES, makeWorld } from "./central-world.ts";
import type { World } from "./central-world.ts";

// Whole laptops and a real central: what a restored or carried copy sends is answered exactly once, whoever sends first.

const PASSPHRASE = "sept nuages sur la colline";
const facts = { version: "0.1.0", address: "https://central.example.fr" };
const noProgress = (): void => {};
const form = (title: string) => ({
  title,
  reason: "",
  legalText: "",
  effectiveDate: null,
  acknowledgeWarnings: true,
});

let world: World;
const open = async (): Promise<World> => (world = await makeWorld({ kind: "memory" }));
afterEach(async () => world.close());

const personOf = (login: string): Identity => world.people[login]!;
const gatewayOf = (login: string) => directGateway(world.central, personOf(login));
const freshLaptop = (login: string): Promise<Laptop> =>
  startLaptop({
    identity: personOf(login),
    clock: world.clock,
    ids: world.ids,
    store: makeMemoryStore(world.ids.next()),
  });
async function laptopOf(login: string): Promise<Laptop> {
  const laptop = await freshLaptop(login);
  await laptop.sync(gatewayOf(login));
  return laptop;
}
const add = (laptop: Laptop, code: string, label = `Libellé ${code}`): Promise<RecordId> =>
  laptop.data.createRecord(CODES, { code, libelle: label }, "création");
const relabel = (laptop: Laptop, recordId: RecordId, text: string, attribute = "libelle") =>
  laptop.data.editCells(CODES, [{ recordId, attribute, text }], "édition");
async function submit(laptop: Laptop, title: string, id: RequestId | null = null) {
  const outcome = await laptop.data.submit(id, form(title), noProgress);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.requestId;
}
async function approve(laptop: Laptop, id: RequestId): Promise<void> {
  const view = await laptop.data.request(id);
  const summary = view?.request.content.summary;
  const groups = (["created", "updated", "closed", "withdrawn"] as const)
    .map((kind) => ({ kind, count: summary?.[kind] ?? 0, shown: summary?.[kind] ?? 0 }))
    .filter(({ count }) => count > 0);
  await laptop.data.decide(id, "approve", "", { groups, opened: 1, toTheEnd: true });
}
/** Every code accredited by central, with its label. */
async function accredited(): Promise<readonly (readonly [string, string])[]> {
  const lou = await laptopOf("lou");
  const view = await lou.data.openView({
    referential: CODES,
    columns: ["code", "libelle"],
    sort: [{ attribute: "code", descending: false }],
    filters: [],
    search: "",
    asAt: null,
  });
  const rows = (await lou.data.rows(view.viewId, 0, 100)).filter(
    (row) => row.state !== "pending-new",
  );
  return rows.map(
    (row) => [row.cells[0]?.text ?? "", row.cells[1]?.before ?? row.cells[1]?.text ?? ""] as const,
  );
}
const backUp = (laptop: Laptop): Promise<Blob> => laptop.data.backUp(PASSPHRASE, facts, noProgress);
/** A fresh laptop of nobody yet, filled from a backup, and started again as after a reload. */
async function restored(file: Blob, login: string): Promise<Laptop> {
  const store = makeMemoryStore(world.ids.next());
  const parts = { identity: personOf(login), clock: world.clock, ids: world.ids, store };
  await (await startLaptop(parts)).data.restore(file, PASSPHRASE, noProgress);
  return startLaptop(parts);
}
const answers = async (laptop: Laptop) =>
  (await laptop.data.outbox()).map((line) => [line.order, line.kind, line.answer?.status ?? null]);
async function faultOf(run: () => Promise<unknown>): Promise<readonly [string, unknown] | null> {
  try {
    await run();
    return null;
  } catch (thrown) {
    if (!isFaultData(thrown)) throw thrown;
    return [thrown.code, thrown.details["reason"]];
  }
}

describe("a backup restored elsewhere", () => {
  it.each(["the original first", "the restored copy first"])(
    "[BK10] [Y-3] what was waiting is answered once, %s, and both go on",
    async (order) => {
      await open();
      const original = await laptopOf("alix");
      await add(original, "A");
      await submit(original, "Déjà partie");
      await original.sync(gatewayOf("alix"));
      await add(original, "B");
      const waiting = await submit(original, "Jamais partie");
      await original.data.comment(waiting, "en attente de réseau");
      await add(original, "C");
      const copy = await restored(await backUp(original), "alix");

      expect(await answers(copy)).toEqual([
        [0, "request.submit", "accepted"],
        [1, "request.submit", null],
        [2, "request.comment", null],
      ]);
      expect(copy.work.deviceId).not.toBe(original.work.deviceId);
      // Both type on before either sends.
      await add(original, "D");
      const fromOriginal = await submit(original, "De l’ancien poste");
      await relabel(copy, (await copy.data.recordByKey(CODES, "C"))!.id, "Repris ailleurs");
      const fromCopy = await submit(copy, "Du nouveau poste");
      const laptops = order === "the original first" ? [original, copy] : [copy, original];
      for (const laptop of [...laptops, ...laptops]) await laptop.sync(gatewayOf("alix"));

      expect((await answers(original)).map(([, , status]) => status)).toEqual(
        Array.from({ length: 4 }, () => "accepted"),
      );
      expect((await answers(copy)).map(([, , status]) => status)).toEqual(
        Array.from({ length: 4 }, () => "accepted"),
      );
      const camille = await laptopOf("camille");
      const cards = await camille.data.requests("all");
      expect(cards.map((card) => card.title).sort()).toEqual(
        ["De l’ancien poste", "Du nouveau poste", "Déjà partie", "Jamais partie"].sort(),
      );
      expect((await camille.data.request(waiting))?.request.comments.length).toBe(1);
      for (const id of [waiting, fromOriginal]) {
        await approve(camille, id);
        await camille.sync(gatewayOf("camille"));
      }
      // C was a draft of both: the second submission of it is a conflict to settle, never a second record.
      expect((await camille.data.request(fromCopy))?.request.status).toBe("conflict");
      expect(await accredited()).toEqual([
        ["B", "Libellé B"],
        ["C", "Libellé C"],
        ["D", "Libellé D"],
      ]);
    },
  );

  it("[BK11] a vote cast offline and restored counts once", async () => {
    await open();
    const alix = await laptopOf("alix");
    await add(alix, "A");
    const id = await submit(alix, "À décider");
    await alix.sync(gatewayOf("alix"));
    const camille = await laptopOf("camille");
    await approve(camille, id);
    const copy = await restored(await backUp(camille), "camille");

    await copy.sync(gatewayOf("camille"));
    await camille.sync(gatewayOf("camille"));

    expect(await answers(copy)).toEqual([[1, "request.decide", "accepted"]]);
    expect(await answers(camille)).toEqual([[1, "request.decide", "accepted"]]);
    expect((await camille.data.request(id))?.request.decisions.length).toBe(1);
    expect(await accredited()).toEqual([["A", "Libellé A"]]);
  });

  it("[BK12] the same drafts submitted from both: one record, and a conflict that says so", async () => {
    await open();
    const original = await laptopOf("alix");
    await add(original, "A", "Comme saisi");
    const copy = await restored(await backUp(original), "alix");
    const first = await submit(original, "De l’original");
    await original.sync(gatewayOf("alix"));
    const camille = await laptopOf("camille");
    await approve(camille, first);
    await camille.sync(gatewayOf("camille"));

    await copy.sync(gatewayOf("alix"));

    // The pull met the draft: it is held beside what central has, and cannot be submitted again as it is.
    expect((await copy.data.conflicts()).map(({ conflict }) => conflict.case)).toEqual([
      "same-key-created",
    ]);
    expect(await copy.data.submit(null, form("Du nouveau poste"), noProgress)).toMatchObject({
      ok: false,
      reason: "conflicts",
    });
    expect(await accredited()).toEqual([["A", "Comme saisi"]]);
  });

  it("[BK13] never over work, never over another person, and a bad file changes nothing", async () => {
    await open();
    const alix = await laptopOf("alix");
    await add(alix, "A");
    const file = await backUp(alix);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const changed = bytes.slice();
    changed[bytes.length - 20] = (changed[bytes.length - 20] ?? 0) ^ 1;
    const [busy, idle, bela] = [
      await laptopOf("alix"),
      await laptopOf("alix"),
      await laptopOf("bela"),
    ];
    await add(busy, "B");
    const before = [await idle.work.store.base(), idle.work.deviceId];

    expect(await faultOf(() => busy.data.restore(file, PASSPHRASE, noProgress))).toEqual([
      "REQUEST_REFUSED",
      "unsent",
    ]);
    expect(await faultOf(() => bela.data.restore(file, PASSPHRASE, noProgress))).toEqual([
      "FILE_UNREADABLE",
      "other-person",
    ]);
    expect(
      await faultOf(() => idle.data.restore(new Blob([changed]), PASSPHRASE, noProgress)),
    ).toEqual(["FILE_UNREADABLE", "damaged"]);
    expect(
      await faultOf(() => idle.data.restore(file, "une autre phrase de passe", noProgress)),
    ).toEqual(["PASSPHRASE_WRONG", undefined]);
    expect([await idle.work.store.base(), idle.work.deviceId]).toEqual(before);
    expect(await busy.data.counts()).toMatchObject({ drafts: 1 });
  });
});

describe("work carried to another laptop", () => {
  it("[BK20] to another person: drafts and preparations become his own, decisions stay, twice adds nothing", async () => {
    await open();
    const alix = await laptopOf("alix");
    const done = await add(alix, "Z");
    const old = await submit(alix, "Ancienne");
    await alix.sync(gatewayOf("alix"));
    const camille = await laptopOf("camille");
    await approve(camille, old);
    await camille.sync(gatewayOf("camille"));
    await alix.sync(gatewayOf("alix"));
    // Never online again: a draft on an accredited record, a preparation, a submission with its comment.
    await relabel(alix, done, "Repris par une collègue");
    const inPreparation = await add(alix, "P");
    await alix.data.compose([inPreparation], "En préparation");
    const submitted = await add(alix, "S");
    const composed = await alix.data.compose([submitted], "Jamais envoyée");
    await submit(alix, "Jamais envoyée", composed);
    await alix.data.comment(composed, "mot d’Alix");
    const file = await alix.data.carryAway(PASSPHRASE, facts);

    const bela = await laptopOf("bela");
    const preview = await bela.data.openCarried(file, PASSPHRASE);
    expect(preview.summary).toMatchObject({ kind: "carry", login: "alix", waiting: 2 });
    expect(preview.taken).toEqual({
      samePerson: false,
      drafts: 3,
      preparations: 2,
      operations: 0,
      known: 0,
      conflicts: [],
      forbidden: 0,
      personal: 1,
      inHand: 0,
      behind: 0,
    });
    expect(await bela.data.counts()).toMatchObject({ drafts: 0 });
    await bela.data.takeCarried([]);
    expect((await bela.data.preparations()).map(({ title, changes }) => [title, changes])).toEqual([
      ["", 1],
      ["En préparation", 1],
      ["Jamais envoyée", 1],
    ]);
    const again = await bela.data.openCarried(file, PASSPHRASE);
    expect(again.taken).toMatchObject({ drafts: 0, preparations: 0, operations: 0, known: 3 });
    await bela.data.takeCarried([]);
    expect((await bela.data.preparations()).length).toBe(3);

    const mine = (await bela.data.preparations()).find((one) => one.title === "Jamais envoyée")!;
    const sent = await submit(bela, "Jamais envoyée", mine.requestId);
    await bela.sync(gatewayOf("bela"));
    await camille.sync(gatewayOf("camille"));
    const view = await camille.data.request(sent);
    expect([view?.request.authorName, view?.request.comments]).toEqual(["bela", []]);
    await approve(camille, sent);
    await camille.sync(gatewayOf("camille"));
    expect((await accredited()).map(([code]) => code)).toEqual(["S", "Z"]);
  });

  it("[BK21] to the same person: operations go on under their own ids, once, even if the first laptop comes back", async () => {
    await open();
    const first = await laptopOf("alix");
    await add(first, "A");
    const id = await submit(first, "Partie d’ailleurs");
    const prepared = await add(first, "B");
    await first.data.compose([prepared], "En préparation");
    const second = await laptopOf("alix");
    await add(second, "C");
    await submit(second, "Du second");
    const file = await first.data.carryAway(PASSPHRASE, facts);

    const { taken } = await second.data.openCarried(file, PASSPHRASE);
    expect(taken).toMatchObject({ samePerson: true, drafts: 1, preparations: 1, operations: 1 });
    await second.data.takeCarried([]);
    await second.sync(gatewayOf("alix"));
    await first.sync(gatewayOf("alix"));
    await first.sync(gatewayOf("alix"));

    expect(await answers(second)).toEqual([
      [1, "request.submit", "accepted"],
      [2, "request.submit", "accepted"],
    ]);
    expect(await answers(first)).toEqual([[1, "request.submit", "accepted"]]);
    expect((await second.data.openCarried(file, PASSPHRASE)).taken).toMatchObject({
      drafts: 0,
      preparations: 0,
      operations: 0,
    });
    const camille = await laptopOf("camille");
    await approve(camille, id);
    await camille.sync(gatewayOf("camille"));
    expect(await accredited()).toEqual([["A", "Libellé A"]]);
  });

  it("[BK22] a record edited on both laptops: fields come together, and one set twice is chosen", async () => {
    await open();
    const first = await laptopOf("alix");
    const id = await add(first, "A", "Au départ");
    const old = await submit(first, "Création");
    await first.sync(gatewayOf("alix"));
    const camille = await laptopOf("camille");
    await approve(camille, old);
    await camille.sync(gatewayOf("camille"));
    await first.sync(gatewayOf("alix"));
    const [here, kept] = [await laptopOf("alix"), await laptopOf("alix")];
    await relabel(first, id, "Du premier");
    await relabel(first, id, "A1", "code");
    for (const laptop of [here, kept]) await relabel(laptop, id, "D’ici");
    const file = await first.data.carryAway(PASSPHRASE, facts);

    const { conflicts } = await here.data.openCarried(file, PASSPHRASE);
    expect(conflicts).toMatchObject([
      { recordId: id, attribute: "libelle", here: "D’ici", carried: "Du premier" },
    ]);
    await here.data.takeCarried([choiceKey(id, "libelle")]);
    await kept.data.openCarried(file, PASSPHRASE);
    await kept.data.takeCarried([]);

    const values = async (laptop: Laptop) => {
      const data = (await laptop.data.record(CODES, id))?.data;
      return [data?.["code"], data?.["libelle"]];
    };
    expect(await values(here)).toEqual(["A1", "Du premier"]);
    expect(await values(kept)).toEqual(["A1", "D’ici"]);
  });

  it("[BK23] rights are those of who takes it, and a laptop that is behind must synchronise first", async () => {
    await open();
    const alix = await laptopOf("alix");
    const sam = await laptopOf("sam");
    const late = await laptopOf("bela");
    const id = await add(alix, "A");
    const old = await submit(alix, "Création");
    await alix.sync(gatewayOf("alix"));
    const camille = await laptopOf("camille");
    await approve(camille, old);
    await camille.sync(gatewayOf("camille"));
    await alix.sync(gatewayOf("alix"));
    await relabel(alix, id, "Sur la version 1");
    const file = await alix.data.carryAway(PASSPHRASE, facts);

    expect((await sam.data.openCarried(file, PASSPHRASE)).taken).toMatchObject({
      drafts: 0,
      forbidden: 1,
    });
    expect((await late.data.openCarried(file, PASSPHRASE)).taken).toMatchObject({ behind: 1 });
    await late.data.takeCarried([]);
    expect(await late.data.counts()).toMatchObject({ drafts: 0 });
    await late.sync(gatewayOf("bela"));
    expect((await late.data.openCarried(file, PASSPHRASE)).taken).toMatchObject({
      behind: 0,
      drafts: 1,
    });
  });

  it("[BK24] the pending work of a backup is added to a laptop that has its own", async () => {
    await open();
    const first = await laptopOf("alix");
    await add(first, "A");
    const waiting = await submit(first, "Jamais partie");
    await add(first, "B");
    const file = await backUp(first);
    const second = await laptopOf("alix");
    await add(second, "C");

    await second.data.openCarried(file, PASSPHRASE);
    await second.data.takeCarried([]);
    await second.sync(gatewayOf("alix"));

    expect(await answers(second)).toEqual([[1, "request.submit", "accepted"]]);
    expect((await second.data.request(waiting))?.request.status).toBe("pending");
    expect(await second.data.counts()).toMatchObject({ drafts: 2 });
  });
});
