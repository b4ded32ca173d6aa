import { describe, expect, it } from "vitest";
import type { ContentHash, RecordId, ReferentialId, RequestId } from "../../shared/base/index.ts";
import type { Clock, Identity, LocalStore } from "../../shared/ports/index.ts";
import { packBlocks } from "../../shared/sync/index.ts";
import {
  CODES,
  codesDocument,
  makeClock,
  makeIds,
  shippedDocuments,
} from "../../tests/contracts/central-world.ts";
import { startLaptop } from "../../tests/fixtures/make-laptop.ts";
import type { Laptop } from "../../tests/fixtures/make-laptop.ts";
import { gzipText } from "../storage/gzip.ts";
import { makeMemoryStore } from "../storage/memory-local-store.ts";
import { emptyPreparation } from "./compose-request.ts";
import { packChanges, refOf } from "./pack-changes.ts";

const clock = makeClock();
const ids = makeIds();
const identity = {
  person: "p",
  name: "Alix",
  login: "alix",
  establishment: "e",
  rights: { "*": ["intendant"] },
} as unknown as Identity;
const idOf = (n: number): RecordId =>
  `01930000-0000-7000-8000-${String(n).padStart(12, "0")}` as RecordId;
const codes = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: idOf(n),
    referential: CODES,
    version: 1,
    data: {
      code: `A.${n}`,
      libelle: n < 2 ? "Même libellé" : `Libellé ${n}`,
      ...(n === 3 ? { parent: idOf(0) } : {}),
      // as files and other applications write it
      ...(n === 5 ? { parent: "key:A.0" } : {}),
    },
  }));

async function laptop(
  count = 5,
  who: Identity = identity,
  store: LocalStore = makeMemoryStore(ids.next()),
  time: Clock = clock,
): Promise<Laptop> {
  const started = await startLaptop({ identity: who, clock: time, ids, store });
  const blocks = packBlocks(codes(count), CODES);
  for (const { ref, text } of blocks)
    await started.data.stashBlock(ref.hash, ref.count, ref.referential, await gzipText(text));
  await started.data.installSnapshot({
    seq: 1,
    commit: 1,
    head: "0".repeat(64) as ContentHash,
    models: [...shippedDocuments(), codesDocument()],
    blocks: blocks.map(({ ref, text }) => ({ ...ref, bytes: text.length })),
    requests: [],
  });
  return started;
}
const cell = (n: number | null, attribute: string, text: string, row?: number) => ({
  recordId: n === null ? null : idOf(n),
  attribute,
  text,
  ...(row === undefined ? {} : { row }),
});

describe("a gesture over cells", () => {
  it("pastes over records and rows beyond the last one, as one undo step", async () => {
    const { data } = await laptop();
    const outcome = await data.editCells(
      CODES,
      [
        cell(2, "libelle", "Deux"),
        cell(3, "libelle", "Trois"),
        cell(null, "code", "B.1", 0),
        cell(null, "libelle", "Nouveau", 0),
        cell(null, "code", "B.2", 1),
      ],
      "collage",
    );
    expect(outcome).toMatchObject({ changed: [idOf(2), idOf(3)], refused: [] });
    expect(outcome.created).toHaveLength(2);
    expect(await data.record(CODES, outcome.created[0] as RecordId)).toMatchObject({
      state: "draft-new",
      data: { code: "B.1", libelle: "Nouveau" },
      version: 0,
      accredited: null,
    });
    expect(await data.counts()).toMatchObject({ drafts: 4, canUndo: "collage" });
    await data.undo();
    expect(await data.counts()).toMatchObject({ drafts: 0, canUndo: null, canRedo: "collage" });
    expect(
      (
        await data.openView({
          referential: CODES,
          columns: [],
          sort: [],
          filters: [],
          search: "",
          asAt: null,
        })
      ).total,
    ).toBe(5);
  });

  it("keeps what it understood and gives back the rest with a reason", async () => {
    const { data } = await laptop();
    const outcome = await data.editCells(
      CODES,
      [
        cell(2, "dateDebut", "pas une date"),
        cell(2, "libelle", "Deux"),
        cell(3, "parent", "Même libellé"),
        cell(4, "code", "A.1"),
        cell(2, "inconnu", "x"),
        cell(77, "libelle", "x"),
      ],
      "collage",
    );
    expect(outcome.changed).toEqual([idOf(2)]);
    expect(outcome.refused.map(({ attribute, reason }) => [attribute, reason])).toEqual([
      ["dateDebut", "type"],
      ["parent", "ambiguous"],
      ["inconnu", "read-only"],
      ["libelle", "read-only"],
      ["code", "fatal"],
    ]);
  });

  it("refuses the second of two pasted rows with one key", async () => {
    const { data } = await laptop();
    const outcome = await data.editCells(
      CODES,
      [cell(null, "code", "B.1", 0), cell(null, "code", "B.1 ", 1)],
      "collage",
    );
    expect(outcome.created).toHaveLength(1);
    expect(outcome.refused).toEqual([
      { recordId: null, attribute: "code", text: "B.1 ", reason: "fatal" },
    ]);
  });

  it("finds a reference by key or by its only label, and keeps an unknown key as typed", async () => {
    const { data } = await laptop();
    await data.editCells(
      CODES,
      [cell(1, "parent", "A.4"), cell(2, "parent", "libelle 4"), cell(4, "parent", "Z.9")],
      "liens",
    );
    expect((await data.record(CODES, idOf(1)))?.data["parent"]).toBe(idOf(4));
    expect((await data.record(CODES, idOf(2)))?.data["parent"]).toBe(idOf(4));
    expect(await data.record(CODES, idOf(4))).toMatchObject({
      data: { parent: "key:Z.9" },
      labels: { "key:Z.9": null },
    });
    expect((await data.children(CODES, "code", idOf(4), null)).map((node) => node.key)).toEqual([
      "A.1",
      "A.2",
    ]);
  });

  it("sees no change in a reference entered again, whichever way it names its record", async () => {
    const { data } = await laptop(6);
    await data.editCells(CODES, [cell(5, "parent", "A.0")], "la même");
    expect(await data.record(CODES, idOf(5))).toMatchObject({ draft: null });
    await data.editRecord(CODES, idOf(5), { parent: idOf(0) }, "la même, choisie");
    expect(await data.record(CODES, idOf(5))).toMatchObject({ draft: null });
    await data.editCells(CODES, [cell(5, "parent", "A.4")], "une autre");
    expect((await data.record(CODES, idOf(5)))?.data["parent"]).toBe(idOf(4));
    await data.editCells(CODES, [cell(5, "parent", "A.0")], "la même, après une autre");
    expect(await data.record(CODES, idOf(5))).toMatchObject({
      draft: null,
      data: { parent: "key:A.0" },
    });
  });

  it("leaves no draft behind when a value comes back to the accredited one", async () => {
    const { data } = await laptop();
    await data.editCells(CODES, [cell(2, "libelle", "Autre")], "un");
    await data.editCells(CODES, [cell(2, "libelle", "Libellé 2")], "deux");
    expect(await data.record(CODES, idOf(2))).toMatchObject({ state: "accredited", draft: null });
    expect(await data.counts()).toMatchObject({ drafts: 0 });
  });

  it("is refused to who may not edit", async () => {
    const { data } = await laptop(5, { ...identity, rights: { "*": ["lecteur"] } } as Identity);
    await expect(data.editCells(CODES, [cell(2, "libelle", "x")], "non")).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await data.record(CODES, idOf(2))).toMatchObject({ editable: false });
  });
});

describe("closing, withdrawing, discarding", () => {
  it("[D2] stores the last valid day as the following one, and shows it back", async () => {
    const { data } = await laptop();
    await data.closeRecords(CODES, [idOf(2)], "2026-08-31", "fermeture");
    const view = await data.openView({
      referential: CODES,
      columns: ["dateFin"],
      sort: [],
      filters: [],
      search: "",
      asAt: null,
      only: [idOf(2)],
    });
    expect(await data.rows(view.viewId, 0, 1)).toMatchObject([
      { state: "draft", cells: [{ text: "31/08/2026", state: "draft", before: "" }] },
    ]);
    expect((await data.record(CODES, idOf(2)))?.data["dateFin"]).toBe("2026-09-01");
    expect(
      (
        await data.openView({
          referential: CODES,
          columns: [],
          sort: [],
          filters: [],
          search: "",
          asAt: "2026-08-31",
        })
      ).total,
    ).toBe(5);
    expect(
      (
        await data.openView({
          referential: CODES,
          columns: [],
          sort: [],
          filters: [],
          search: "",
          asAt: "2026-09-01",
        })
      ).total,
    ).toBe(4);
    expect(await data.changeGroups(null)).toEqual([
      { referential: CODES, kind: "close", count: 1 },
    ]);
  });

  it("withdraws an accredited record, drops a creation, and gives both back on undo", async () => {
    const { data } = await laptop();
    const created = await data.createRecord(CODES, { code: "N", libelle: "n" }, "création");
    await data.withdrawRecords(CODES, [idOf(2), created], idOf(4), "retrait");
    expect(await data.record(CODES, idOf(2))).toMatchObject({
      state: "draft",
      draft: { kind: "withdraw", keptId: idOf(4), patch: {} },
    });
    expect(await data.record(CODES, created)).toBeNull();
    await data.undo();
    expect(await data.record(CODES, idOf(2))).toMatchObject({ state: "accredited" });
    expect(await data.record(CODES, created)).toMatchObject({ state: "draft-new" });
    await data.discardDrafts([created], "abandon");
    expect(await data.record(CODES, created)).toBeNull();
  });
});

describe("requests in preparation", () => {
  it("takes drafts out of the basket and gives them back; a gesture before it can no longer be undone", async () => {
    const { data } = await laptop();
    await data.editCells(
      CODES,
      [cell(2, "libelle", "Deux"), cell(3, "libelle", "Trois")],
      "saisie",
    );
    const id = await data.compose([idOf(2)], "Demande");
    expect(
      (await data.preparations()).map(({ requestId, changes }) => [requestId, changes]),
    ).toEqual([
      [null, 1],
      [id, 1],
    ]);
    expect(await data.counts()).toMatchObject({ canUndo: null, drafts: 2 });
    await data.editCells(CODES, [cell(2, "code", "A.22")], "suite");
    expect(await data.record(CODES, idOf(2))).toMatchObject({
      draftRequest: id,
      draft: { patch: { libelle: {}, code: {} } },
    });
    await data.dissolve(id, true);
    expect(
      (await data.preparations()).map(({ requestId, changes }) => [requestId, changes]),
    ).toEqual([[null, 2]]);
  });

  it("an edit over an imported line supersedes it, discarding it drops the line, and the rest is submitted", async () => {
    const { data, work } = await laptop();
    const changes = [2, 3, 4].map((n) => ({
      kind: "update" as const,
      referential: CODES,
      recordId: idOf(n),
      baseVersion: 1,
      patch: { libelle: { before: `Libellé ${n}`, after: `Importé ${n}` } },
    }));
    const blocks = await packChanges(changes);
    const id = ids.next() as RequestId;
    const preparation = emptyPreparation(work, id, "Import", {
      referentials: [CODES],
      blocks: blocks.map(refOf),
      origin: { kind: "import", file: "f.xlsx", sheet: "S", mode: "upsert" },
    });
    await work.act(() => work.write({ blocks: { put: blocks }, requests: { put: [preparation] } }));
    await data.editCells(CODES, [cell(2, "libelle", "Corrigé")], "correction");
    await data.discardDrafts([idOf(3)], "abandon");
    expect(
      (await data.changes(id, null, 0, 10)).map((change) => change.moves.map((move) => move.after)),
    ).toEqual([["Importé 4"], ["Corrigé"]]);
    expect(await data.record(CODES, idOf(3))).toMatchObject({
      state: "accredited",
      data: { libelle: "Libellé 3" },
    });
    await data.undo();
    expect(await data.record(CODES, idOf(3))).toMatchObject({
      state: "draft",
      data: { libelle: "Importé 3" },
    });
    await data.redo();
    const submitted = await data.submit(
      id,
      {
        title: "Import",
        reason: "",
        legalText: "",
        effectiveDate: null,
        acknowledgeWarnings: true,
      },
      () => {},
    );
    expect(submitted).toEqual({ ok: true, requestId: id, changes: 2 });
    expect(await data.record(CODES, idOf(2))).toMatchObject({
      state: "pending",
      pending: [{ requestId: id }],
      data: { libelle: "Corrigé" },
    });
    expect(await data.record(CODES, idOf(3))).toMatchObject({ state: "accredited" });
    expect(await data.outgoing(10)).toMatchObject({
      operations: [{ order: 1, payload: { kind: "request.submit" } }],
    });
  });

  it("is stopped by an error until it is corrected or waived, and by warnings until they are acknowledged", async () => {
    const { data } = await laptop();
    const id = await data.createRecord(CODES, { code: "N" }, "incomplet");
    const form = {
      title: "t",
      reason: "",
      legalText: "",
      effectiveDate: null,
      acknowledgeWarnings: false,
    };
    const refused = await data.submit(null, form, () => {});
    expect(refused).toMatchObject({
      ok: false,
      reason: "findings",
      blockingCount: 1,
      blocking: [{ rule: "required", recordId: id, attribute: "libelle" }],
    });
    await data.editCells(
      CODES,
      [{ recordId: id, attribute: "libelle", text: "Complet" }],
      "correction",
    );
    expect(await data.submit(null, form, () => {})).toMatchObject({ ok: true });
    expect(await data.submit(null, form, () => {})).toMatchObject({ ok: false, reason: "empty" });
  });
});

describe("a waiver", () => {
  it("[D2] holds on its last day, and no longer on the day after", async () => {
    const time = makeClock();
    const { data } = await laptop(5, identity, undefined, time);
    const id = await data.createRecord(CODES, { code: "N" }, "incomplet");
    const form = {
      title: "t",
      reason: "",
      legalText: "",
      effectiveDate: null,
      acknowledgeWarnings: true,
    };
    const refused = await data.submit(null, form, () => {});
    const [finding] = refused.ok ? [] : refused.blocking;
    await data.waive(finding!, "incomplet à la source", "2026-11-23");
    time.forward(86_400_000);
    const held = await data.submit(null, form, () => {});
    expect(held).toMatchObject({ ok: true });
    expect((await data.outgoing(1)).operations).toMatchObject([
      { payload: { content: { waivers: [{ recordId: id, expires: "2026-11-24" }] } } },
    ]);
  });
});

describe("the life of the local base", () => {
  it("is not wiped while something would be lost", async () => {
    const { data } = await laptop();
    await data.editCells(CODES, [cell(2, "libelle", "x")], "x");
    await expect(data.wipe()).rejects.toMatchObject({ code: "REQUEST_REFUSED" });
    await data.undo();
    await data.wipe();
    expect(await data.cursor()).toBe(0);
    expect(await data.referentials()).toEqual([]);
  });

  it("a draft cut off from a base that moved is compared again at opening", async () => {
    const store = makeMemoryStore(ids.next());
    const first = await laptop(5, identity, store);
    await first.data.editCells(CODES, [cell(2, "libelle", "Mien")], "x");
    // As after a cut between the two writes of a new base: the draft still speaks of the version before.
    await store.advance({
      cursor: 9,
      changes: [
        {
          kind: "update",
          referential: CODES,
          recordId: idOf(2),
          baseVersion: 1,
          version: 2,
          patch: { libelle: { before: "Libellé 2", after: "Central" } },
        },
      ],
      history: [],
      models: [],
      batch: {},
    });
    const again = await startLaptop({ identity, clock, ids, store });
    expect(await again.data.conflicts()).toMatchObject([
      { mine: "Mien", central: "Central", resolved: null },
    ]);
    expect(await again.data.record("codes-essai" as ReferentialId, idOf(2))).toMatchObject({
      state: "conflict",
    });
  });
});
