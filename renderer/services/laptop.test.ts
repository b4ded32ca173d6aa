import { afterEach, describe, expect, it } from "vitest";
import type { RecordId, RequestId } from "../../shared/base/index.ts";
import { CODES, makeWorld } from "../../tests/contracts/central-world.ts";
import type { World } from "../../tests/contracts/central-world.ts";
import { directGateway, startLaptop } from "../../tests/fixtures/make-laptop.ts";
import type { Laptop } from "../../tests/fixtures/make-laptop.ts";
import type { DataApi } from "../data-worker/data-api.ts";
import { compactBases } from "./compact-bases.ts";
import { makeMemoryStore } from "../storage/memory-local-store.ts";

const noProgress = (): void => {};
const form = {
  title: "Ajout de codes",
  reason: "",
  legalText: "",
  effectiveDate: null,
  acknowledgeWarnings: true,
};

let world: World;
const open = async (): Promise<World> => (world = await makeWorld({ kind: "memory" }));
const laptopOf = async (login: string): Promise<Laptop> => {
  const identity = world.people[login];
  if (!identity) throw new Error(login);
  const store = makeMemoryStore(world.ids.next());
  const laptop = await startLaptop({ identity, clock: world.clock, ids: world.ids, store });
  await laptop.sync(gatewayOf(login));
  return laptop;
};
const gatewayOf = (login: string) => directGateway(world.central, world.people[login] as never);
afterEach(async () => world.close());

async function seenAll(data: Pick<DataApi, "request">, id: RequestId) {
  const view = await data.request(id);
  const { created, updated, closed, withdrawn } = view?.request.content.summary ?? {
    created: 0,
    updated: 0,
    closed: 0,
    withdrawn: 0,
  };
  const groups = Object.entries({ created, updated, closed, withdrawn })
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind, count, shown: count }));
  return { groups, opened: 1, toTheEnd: true };
}

/** Alix adds codes, submits, Camille approves: everyone's base holds them. */
async function accreditCodes(alix: Laptop, codes: readonly string[]): Promise<readonly RecordId[]> {
  const ids: RecordId[] = [];
  for (const code of codes)
    ids.push(await alix.data.createRecord(CODES, { code, libelle: `Libellé ${code}` }, "création"));
  const submitted = await alix.data.submit(null, form, noProgress);
  if (!submitted.ok) throw new Error(JSON.stringify(submitted));
  await alix.sync(gatewayOf("alix"));
  const camille = await laptopOf("camille");
  await camille.data.decide(
    submitted.requestId,
    "approve",
    "",
    await seenAll(camille.data, submitted.requestId),
  );
  await camille.sync(gatewayOf("camille"));
  await alix.sync(gatewayOf("alix"));
  return ids;
}

describe("a laptop", () => {
  it("creates, submits offline, is approved by another laptop, and everyone has it", async () => {
    await open();
    const alix = await laptopOf("alix");
    const ids = await accreditCodes(alix, ["AA.01", "AA.02"]);
    expect(await alix.data.outbox()).toMatchObject([
      { kind: "request.submit", answer: { status: "accepted" } },
    ]);
    expect((await alix.data.workstation()).records).toBe(2);
    const lou = await laptopOf("lou");
    const view = await lou.data.openView({
      referential: CODES,
      columns: ["code", "libelle"],
      sort: [],
      filters: [],
      search: "",
      asAt: null,
    });
    expect(view.total).toBe(2);
    expect(
      (await lou.data.rows(view.viewId, 0, 10)).map((row) => [
        row.state,
        ...row.cells.map((cell) => cell.text),
      ]),
    ).toEqual([
      ["accredited", "AA.01", "Libellé AA.01"],
      ["accredited", "AA.02", "Libellé AA.02"],
    ]);
    expect(await alix.data.record(CODES, ids[0] as RecordId)).toMatchObject({
      state: "accredited",
      version: 1,
      draft: null,
      pending: [],
    });
    expect((await alix.data.history(CODES, ids[0] as RecordId)).entries).toHaveLength(1);
    expect(await alix.data.counts()).toMatchObject({ drafts: 0, myRequests: 0, outbox: 0 });
  });

  it("packs a long log into the base, after which a restart shows the same", async () => {
    await open();
    const store = makeMemoryStore(world.ids.next());
    const parts = {
      identity: world.people["alix"] as never,
      clock: world.clock,
      ids: world.ids,
      store,
    };
    const alix = await startLaptop(parts);
    await alix.sync(gatewayOf("alix"));
    await accreditCodes(alix, ["AA.01", "AA.02"]);
    await accreditCodes(alix, ["AA.03"]);
    const texts = async (laptop: Laptop) => {
      const view = await laptop.data.openView({
        referential: CODES,
        columns: ["code", "libelle"],
        sort: [],
        filters: [],
        search: "",
        asAt: null,
      });
      return (await laptop.data.rows(view.viewId, 0, 9)).map((row) =>
        row.cells.map((cell) => cell.text),
      );
    };
    const before = await texts(alix);
    await compactBases(alix.work, 1);
    expect(await store.logOf(CODES)).toEqual([]);
    expect(
      (await store.base()).blocks
        .filter((block) => block.referential === CODES)
        .map((block) => block.count),
    ).toEqual([3]);
    const again = await startLaptop(parts);
    expect(await texts(again)).toEqual(before);
    await accreditCodes(again, ["AA.04"]);
    expect(await texts(again)).toHaveLength(4);
  });

  it("queues nothing that central could not take", async () => {
    await open();
    const alix = await laptopOf("alix");
    await alix.data.createRecord(CODES, { code: "AA.01", libelle: "x" }, "création");
    await expect(
      alix.data.submit(null, { ...form, title: "  " }, noProgress),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await alix.data.outbox()).toEqual([]);
    expect(await alix.data.counts()).toMatchObject({ drafts: 1 });
  });

  it("overlays drafts on the accredited value, undoes and redoes them, also after a restart", async () => {
    await open();
    const identity = world.people["alix"] as never;
    const store = makeMemoryStore("device-alix");
    const parts = { identity, clock: world.clock, ids: world.ids, store };
    const alix = await startLaptop(parts);
    await alix.sync(gatewayOf("alix"));
    const [id] = (await accreditCodes(alix, ["AA.01"])) as [RecordId];
    const outcome = await alix.data.editCells(
      CODES,
      [{ recordId: id, attribute: "libelle", text: "  Nouveau   libellé " }],
      "saisie",
    );
    expect(outcome).toEqual({ changed: [id], created: [], refused: [] });
    const again = await startLaptop(parts);
    const view = await again.data.openView({
      referential: CODES,
      columns: ["libelle"],
      sort: [],
      filters: [{ kind: "state", states: ["draft"] }],
      search: "",
      asAt: null,
    });
    expect(await again.data.rows(view.viewId, 0, 5)).toEqual([
      {
        id,
        state: "draft",
        severity: null,
        cells: [{ text: "Nouveau libellé", state: "draft", before: "Libellé AA.01" }],
      },
    ]);
    expect(await again.data.undo()).toBe("saisie");
    expect(await again.data.record(CODES, id)).toMatchObject({ state: "accredited", draft: null });
    expect(await again.data.counts()).toMatchObject({ drafts: 0, canRedo: "saisie" });
    expect(await again.data.redo()).toBe("saisie");
    expect(await again.data.record(CODES, id)).toMatchObject({
      state: "draft",
      data: { libelle: "Nouveau libellé" },
    });
  });

  it("merges different fields edited on two laptops, and lists it", async () => {
    await open();
    const alix = await laptopOf("alix");
    const [id] = (await accreditCodes(alix, ["AA.01"])) as [RecordId];
    const bela = await laptopOf("bela");
    await bela.data.editCells(
      CODES,
      [{ recordId: id, attribute: "dateDebut", text: "01/01/2026" }],
      "date",
    );
    await alix.data.editCells(
      CODES,
      [{ recordId: id, attribute: "libelle", text: "Autre" }],
      "libellé",
    );
    await decideBasket(alix, "alix");
    await bela.sync(gatewayOf("bela"));
    expect(await bela.data.conflicts()).toMatchObject([
      { conflict: { class: "soft", attribute: "libelle" } },
    ]);
    expect(await bela.data.record(CODES, id)).toMatchObject({
      state: "draft",
      version: 2,
      data: { libelle: "Autre", dateDebut: "2026-01-01" },
      draft: { baseVersion: 2 },
    });
    await decideBasket(bela, "bela");
    expect(await bela.data.record(CODES, id)).toMatchObject({
      state: "accredited",
      version: 3,
      data: { libelle: "Autre", dateDebut: "2026-01-01" },
    });
  });

  it("holds the same field edited on two laptops until a person chooses, once and for all", async () => {
    await open();
    const alix = await laptopOf("alix");
    const [id] = (await accreditCodes(alix, ["AA.01"])) as [RecordId];
    const bela = await laptopOf("bela");
    await bela.data.editCells(
      CODES,
      [{ recordId: id, attribute: "libelle", text: "De Béla" }],
      "béla",
    );
    await alix.data.editCells(
      CODES,
      [{ recordId: id, attribute: "libelle", text: "D’Alix" }],
      "alix",
    );
    await decideBasket(alix, "alix");
    await bela.sync(gatewayOf("bela"));
    const [conflict] = await bela.data.conflicts();
    expect(conflict).toMatchObject({
      base: "Libellé AA.01",
      mine: "De Béla",
      central: "D’Alix",
      resolved: null,
    });
    expect(await bela.data.submit(null, form, noProgress)).toMatchObject({
      ok: false,
      reason: "conflicts",
    });
    expect(await bela.data.record(CODES, id)).toMatchObject({ state: "conflict" });
    await bela.data.resolveConflict(conflict?.id ?? "", { side: "mine", reason: "usage" });
    await decideBasket(bela, "bela");
    expect(await bela.data.record(CODES, id)).toMatchObject({
      state: "accredited",
      version: 3,
      data: { libelle: "De Béla" },
    });
    expect(await bela.data.conflicts()).toEqual([]);
    await alix.sync(gatewayOf("alix"));
    expect(await alix.data.record(CODES, id)).toMatchObject({
      version: 3,
      data: { libelle: "De Béla" },
    });
  });

  async function decideBasket(laptop: Laptop, login: string): Promise<void> {
    const submitted = await laptop.data.submit(null, form, noProgress);
    if (!submitted.ok) throw new Error(JSON.stringify(submitted));
    await laptop.sync(gatewayOf(login));
    const camille = await laptopOf("camille");
    await camille.data.decide(
      submitted.requestId,
      "approve",
      "",
      await seenAll(camille.data, submitted.requestId),
    );
    expect(await camille.data.request(submitted.requestId)).toMatchObject({
      waiting: true,
      decidable: false,
    });
    await camille.sync(gatewayOf("camille"));
    await laptop.sync(gatewayOf(login));
  }
});
