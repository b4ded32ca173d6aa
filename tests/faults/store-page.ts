import { openDexieStore } from "../../renderer/storage/dexie-local-store.ts";
import type {
  ContentHash,
  OperationId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../shared/base/index.ts";
import type { DraftRow, OutboxRow } from "../../shared/ports/index.ts";

const AT = "2026-11-22T09:00:00.000Z";
const referential = "fautes" as ReferentialId;

declare global {
  interface Window {
    /** Given by the test: a write number that the store acknowledged. */
    acknowledged(number: number): Promise<void>;
    storeUnderFault: typeof storeUnderFault;
  }
}

/** What one gesture of a person writes: a draft and a queued operation, together or not at all. */
function gesture(number: number): { readonly draft: DraftRow; readonly row: OutboxRow } {
  const noise = Array.from(crypto.getRandomValues(new Uint8Array(700)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return {
    draft: {
      change: {
        kind: "create",
        referential,
        recordId: idOf(number),
        baseVersion: 0,
        patch: { texte: { after: noise } },
      },
      requestId: null,
      updatedAt: AT,
    },
    row: {
      operation: {
        opId: `op-${number}` as OperationId,
        deviceId: "d" as never,
        order: number,
        trunk: 0,
        at: AT,
        payload: { kind: "request.cancel", requestId: "r" as RequestId, reason: noise },
      },
      blocks: [],
      answer: null,
    },
  };
}

const idOf = (number: number): RecordId => `0193-${String(number).padStart(9, "0")}` as RecordId;
const open = (generation: string | null) =>
  openDexieStore({ database: "faults", newId: () => crypto.randomUUID(), generation });

const storeUnderFault = {
  /** Opens, says the marker, then writes gesture after gesture for ever; pulled blocks are stashed in between, as a pull would. */
  async load(generation: string | null, from: number): Promise<string> {
    const opened = await open(generation);
    const run = async (): Promise<void> => {
      for (let number = from; ; number += 1) {
        const { draft, row } = gesture(number);
        await opened.store.write({ drafts: { put: [draft] }, outbox: { put: [row] } });
        await window.acknowledged(number);
        if (number % 10 === 0)
          void opened.store.stashBlocks([
            {
              hash: String(number) as ContentHash,
              count: 1,
              referential,
              bytes: crypto.getRandomValues(new Uint8Array(20_000)),
            },
          ]);
      }
    };
    void run();
    return opened.generation;
  },
  /** What a fresh opening finds: numbers of the drafts and of the operations. */
  async found(
    generation: string,
  ): Promise<{ readonly drafts: readonly number[]; readonly operations: readonly number[] }> {
    const { store } = await open(generation);
    const drafts = (await store.drafts()).map((draft) => Number(draft.change.recordId.slice(5)));
    const operations = (await store.outbox()).map((row) => row.operation.order);
    return { drafts, operations };
  },
};
window.storeUnderFault = storeUnderFault;
