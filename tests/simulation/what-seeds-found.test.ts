import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RecordId, ReferentialId, RequestId } from "../../shared/base/index.ts";
import { makeMemoryStore } from "../../renderer/storage/memory-local-store.ts";
import { CODES, makeWorld } from "../contracts/central-world.ts";
import type { World } from "../contracts/central-world.ts";
import { directGateway, startLaptop } from "../fixtures/make-laptop.ts";
import type { Laptop } from "../fixtures/make-laptop.ts";

/** Each of these once failed under some seed; said plainly, they no longer depend on what a seed happens to do. */

const PAYS = "pays" as ReferentialId;
const FORM = {
  title: "demande",
  reason: "",
  legalText: "",
  effectiveDate: null,
  acknowledgeWarnings: true,
};
let world: World;
const gateway = (login: string) => directGateway(world.central, world.people[login] as never);
const sync = (laptop: Laptop, login: string) => laptop.sync(gateway(login));

beforeEach(async () => {
  world = await makeWorld({ kind: "memory" });
});
afterEach(() => world.close());

async function laptopOf(login: string): Promise<Laptop> {
  const identity = world.people[login];
  if (!identity) throw new Error(login);
  const laptop = await startLaptop({
    identity,
    clock: world.clock,
    ids: world.ids,
    store: makeMemoryStore(world.ids.next()),
  });
  await sync(laptop, login);
  return laptop;
}

async function submit(laptop: Laptop, requestId: RequestId | null = null): Promise<RequestId> {
  const outcome = await laptop.data.submit(requestId, FORM, () => undefined);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.requestId;
}

/** Camille looks at everything and answers. */
async function decide(id: RequestId, answer: "approve" | "send-back" = "approve"): Promise<void> {
  const camille = await laptopOf("camille");
  const groups = (await camille.data.changeGroups(id)).map((group) => ({
    kind: `${group.referential}:${group.kind}`,
    count: group.count,
    shown: group.count,
  }));
  await camille.data.decide(id, answer, "vu", { groups, opened: 1, toTheEnd: true });
  await sync(camille, "camille");
}

/** Codes accredited from one laptop. */
async function accredited(laptop: Laptop, codes: readonly string[]): Promise<readonly RecordId[]> {
  const ids: RecordId[] = [];
  for (const code of codes)
    ids.push(
      await laptop.data.createRecord(CODES, { code, libelle: `Libellé ${code}` }, "création"),
    );
  const request = await submit(laptop);
  await sync(laptop, "alix");
  await decide(request);
  await sync(laptop, "alix");
  return ids;
}

describe("what seeds found", () => {
  it("a first submission that central refuses goes back to preparation, and can be dissolved", async () => {
    const alix = await laptopOf("alix");
    await alix.data.createRecord(CODES, { code: "R1", libelle: "Refusé" }, "création");
    const id = await submit(alix);
    await world.central.accounts.change(world.people["alix"]!.establishment, "alix", {
      rights: { "*": ["lecteur"] },
    });
    await sync(alix, "alix").catch(() => undefined);

    expect(alix.work.rows.requests.get(id)).toMatchObject({ status: "preparation", revision: 0 });
    expect(await alix.data.changes(id, null, 0, 10)).toHaveLength(1);
    await alix.data.dissolve(id, true);
    expect([...alix.work.rows.drafts.values()].map((row) => row.requestId)).toEqual([null]);
  });

  it("who reads only one référentiel of a commit gets his part, and what follows", async () => {
    const [alix, sam] = [await laptopOf("alix"), await laptopOf("sam")];
    await alix.data.createRecord(CODES, { code: "M1", libelle: "Caché" }, "création");
    await alix.data.createRecord(PAYS, { code: "ZZ", libelle: "Zedland" }, "création");
    const request = await submit(alix);
    await sync(alix, "alix");
    await decide(request);
    await sync(sam, "sam");

    expect(await sam.data.recordByKey(PAYS, "ZZ")).toMatchObject({ title: "Zedland" });
    expect(await sam.work.store.logOf(CODES)).toEqual([]);
    await sync(alix, "alix");
    expect(await sam.data.cursor()).toBe(await alix.data.cursor());
  });

  it("a withdrawal that breaks a link of another record is stopped on the laptop, as it would be in central", async () => {
    const alix = await laptopOf("alix");
    const [parent, child] = (await accredited(alix, ["P", "E"])) as [RecordId, RecordId];
    await alix.data.editRecord(CODES, child, { parent }, "lien");
    const linked = await submit(alix);
    await sync(alix, "alix");
    await decide(linked);
    await sync(alix, "alix");
    await alix.data.withdrawRecords(CODES, [parent], null, "retrait");

    const outcome = await alix.data.submit(null, FORM, () => undefined);

    expect(outcome).toMatchObject({ ok: false, reason: "findings" });
    expect(outcome.ok ? [] : outcome.blocking.map((finding) => finding.rule)).toEqual([
      "reference-withdrawn",
    ]);
  });

  it("an entry of the feed older than the answer already taken in changes nothing", async () => {
    const alix = await laptopOf("alix");
    await alix.data.createRecord(CODES, { code: "A1", libelle: "Annulé" }, "création");
    const id = await submit(alix);
    await alix.data.cancelRequest(id, "finalement non");
    const seen: string[] = [];
    const watched = {
      ...gateway("alix"),
      async *changes(after: number) {
        for await (const entry of gateway("alix").changes(after)) {
          yield entry;
          seen.push(alix.work.rows.requests.get(id)?.status ?? "unknown");
        }
      },
    };
    await alix.sync(watched);

    expect(new Set([...seen, alix.work.rows.requests.get(id)?.status])).toEqual(
      new Set(["cancelled"]),
    );
  });

  it("a conflict resolved in a held request keeps what was typed over the same record since", async () => {
    const [alix, bela] = [await laptopOf("alix"), await laptopOf("bela")];
    const [id] = (await accredited(alix, ["C"])) as [RecordId];
    await sync(bela, "bela");
    await alix.data.editRecord(CODES, id, { libelle: "D’Alix" }, "saisie");
    const first = await submit(alix);
    await sync(alix, "alix");
    await decide(first);
    await bela.data.editRecord(CODES, id, { libelle: "De Béla" }, "saisie");
    const held = await submit(bela);
    await bela.data.editRecord(CODES, id, { dateDebut: "2020-01-01" }, "saisie");
    await sync(bela, "bela");

    expect(bela.work.rows.requests.get(held)?.status).toBe("conflict");
    const [conflict] = (await bela.data.conflicts()).filter(
      (view) => view.conflict.class === "hard",
    );
    await bela.data.resolveConflict(conflict?.id ?? "", { side: "mine", reason: "vérifié" });
    const again = await submit(bela, held);
    await sync(bela, "bela");
    await decide(again);
    await sync(bela, "bela");

    expect((await bela.data.record(CODES, id))?.accredited).toMatchObject({
      libelle: "De Béla",
      dateDebut: "2020-01-01",
    });
  });
});
