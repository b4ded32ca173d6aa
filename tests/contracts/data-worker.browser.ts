import { describe, expect, it } from "vitest";
import { startData } from "../../renderer/data-worker/data-client.ts";
import type { DataEvent } from "../../renderer/data-worker/data-api.ts";
import { gzipText } from "../../renderer/storage/gzip.ts";
import type { ContentHash, RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import { referentialDocuments, workflowDocuments } from "../../shared/referentials/index.ts";
import { packBlocks } from "../../shared/sync/index.ts";
import type { SnapshotManifest } from "../../shared/sync/index.ts";

const NACRES = "nacres" as ReferentialId;
const identity = {
  person: "p",
  name: "Alix",
  login: "alix",
  establishment: "e",
  rights: { "*": ["intendant"] },
} as unknown as Identity;
const idOf = (n: number): RecordId =>
  `01930000-0000-7000-8000-${String(n).padStart(12, "0")}` as RecordId;
const recordsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: idOf(n),
    referential: NACRES,
    version: 1,
    data: { code: `AA.${String(n).padStart(2, "0")}`, libelle: `Libellé n° ${n}` },
  }));

async function fill(data: ReturnType<typeof startData>, count: number): Promise<void> {
  const blocks = packBlocks(recordsOf(count), NACRES);
  for (const { ref, text } of blocks)
    await data.stashBlock(ref.hash, ref.count, ref.referential, await gzipText(text));
  const manifest: SnapshotManifest = {
    seq: 5,
    commit: 1,
    head: "0".repeat(64) as ContentHash,
    models: [
      ...referentialDocuments.map((document) => ({
        kind: "referential" as const,
        id: (document["x-referential"] as { id: string }).id,
        version: 1,
        document,
      })),
      ...workflowDocuments.map((document) => ({
        kind: "workflow" as const,
        id: document.id,
        version: 1,
        document: document as never,
      })),
    ],
    blocks: blocks.map(({ ref, text }) => ({ ...ref, bytes: text.length })),
    requests: [],
  };
  await data.installSnapshot(manifest);
}

describe("data worker, in Chromium", () => {
  it("opens, takes a base, edits, undoes and keeps the draft over a restart of the worker", async () => {
    const database = `worker-${crypto.randomUUID()}`;
    const data = startData();
    expect(await data.open({ language: "fr", database })).toMatchObject({
      ready: false,
      identity: null,
    });
    const events: DataEvent[] = [];
    await data.subscribe((event) => events.push(event));
    await data.setIdentity(identity);
    await fill(data, 2500);
    expect(await data.cursor()).toBe(5);
    const view = await data.openView({
      referential: NACRES,
      columns: ["code", "libelle"],
      sort: [{ attribute: "libelle", descending: true }],
      filters: [],
      search: "",
      asAt: null,
    });
    expect(view).toMatchObject({ total: 2500, all: 2500 });
    expect(
      (await data.rows(view.viewId, 0, 2)).map((row) => row.cells.map((cell) => cell.text)),
    ).toEqual([
      ["AA.2499", "Libellé n° 2499"],
      ["AA.2498", "Libellé n° 2498"],
    ]);
    expect(
      await data.editCells(
        NACRES,
        [{ recordId: idOf(1), attribute: "libelle", text: "Autre" }],
        "saisie",
      ),
    ).toMatchObject({ changed: [idOf(1)], refused: [] });
    await expect.poll(() => events.map((event) => event.type)).toContain("records");

    const again = startData();
    expect(await again.open({ language: "fr", database })).toMatchObject({
      ready: true,
      identity: { login: "alix" },
    });
    expect(await again.record(NACRES, idOf(1))).toMatchObject({
      state: "draft",
      data: { libelle: "Autre" },
    });
    expect(await again.undo()).toBe("saisie");
    expect(await again.search("libelle 2499", 5)).toMatchObject([{ key: "AA.2499" }]);
    // The other tab's worker learns of it and answers accordingly.
    await expect.poll(async () => (await data.record(NACRES, idOf(1)))?.state).toBe("accredited");
  });

  it("refuses with plain fault data, and says so before opening", async () => {
    const data = startData();
    await expect(data.counts()).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await data.open({ language: "fr", database: `worker-${crypto.randomUUID()}` });
    await expect(data.rows("none", 0, 1)).rejects.toEqual({
      code: "NOT_FOUND",
      message: "this view is closed",
      details: { viewId: "none" },
    });
  });

  it("tells a base that came back empty from a fresh install (L-4)", async () => {
    const database = `worker-${crypto.randomUUID()}`;
    localStorage.setItem(`intendance.generation.${database}`, "a former generation");
    await expect(startData().open({ language: "fr", database })).rejects.toMatchObject({
      code: "STORE_DAMAGED",
      details: { reason: "emptied" },
    });
  });

  it("is started again when a hostile pattern keeps it busy past the deadline, with everything it had acknowledged", async () => {
    const database = `worker-${crypto.randomUUID()}`;
    const data = startData(null, { deadlineMs: 8_000, pingMs: 250 });
    await data.open({ language: "fr", database });
    await data.setIdentity(identity);
    await fill(data, 20);
    await data.editCells(
      NACRES,
      [{ recordId: idOf(1), attribute: "libelle", text: "Gardé" }],
      "saisie",
    );
    const hostile = structuredClone(
      referentialDocuments.find(
        (document) => (document["x-referential"] as { id: string }).id === "pays",
      ),
    ) as unknown as {
      "x-referential": { version: number };
      properties: Record<string, { pattern?: string; maxLength?: number }>;
    };
    hostile["x-referential"].version = 2;
    for (const property of Object.values(hostile.properties)) {
      property.pattern = "^(a+)+$";
      delete property.maxLength;
    }
    await data.applyEntries([
      {
        seq: 6,
        type: "model",
        document: { kind: "referential", id: "pays", version: 2, document: hostile as never },
      },
    ]);
    const text = `${"a".repeat(40)}!`;
    const draft = Object.fromEntries(Object.keys(hostile.properties).map((name) => [name, text]));
    await expect(data.checkDraft("pays" as ReferentialId, null, draft)).rejects.toMatchObject({
      code: "DEADLINE_EXCEEDED",
    });
    await expect
      .poll(() => data.record(NACRES, idOf(1)).catch(() => null))
      .toMatchObject({ state: "draft", data: { libelle: "Gardé" } });
  });
});
