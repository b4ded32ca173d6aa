import { describe, expect, it } from "vitest";
import type { TableSummary } from "../../../shared/exchange/files/index.ts";
import type { ImportRow, ImportSession } from "../../../shared/exchange/import/index.ts";
import type { ReadMessage } from "../../files/parsing-api.ts";
import { readRows } from "./read-rows.ts";

const SUMMARY: TableSummary = {
  rowCount: 1,
  blankRowCount: 0,
  commentRowCount: 0,
  merges: ["A1:A2"],
  warnings: [],
  warningCount: 0,
};

/** An import that keeps what it is given, and the reader's end of its port. */
function openReading() {
  const { port1, port2 } = new MessageChannel();
  const rows: ImportRow[] = [];
  const summaries: unknown[] = [];
  const stop = new AbortController();
  const session = {
    addRows: (batch: readonly ImportRow[]) => rows.push(...batch),
    addSummary: (summary: unknown) => summaries.push(summary),
  } as unknown as ImportSession;
  const post = (message: ReadMessage): void => port2.postMessage(message);
  const reading = readRows(session, port1, stop.signal, () => undefined);
  return { rows, summaries, stop, post, reading, close: () => port2.close() };
}

const PART: ReadMessage = {
  type: "part",
  part: {
    kind: "rows",
    rows: [{ line: 2, cells: ["A"], marks: { 0: { kind: "error" } } }],
    done: 1,
    total: 2,
  },
};

describe("readRows", () => {
  it("[I12] [I13] takes rows with their marks, then what is said of the whole file", async () => {
    const { rows, summaries, post, reading, close } = openReading();
    post(PART);
    post({ type: "end", summary: SUMMARY });

    await reading;
    close();

    expect(rows).toEqual([{ row: 2, cells: ["A"], marks: { 0: { kind: "error" } } }]);
    expect(summaries).toEqual([SUMMARY]);
  });

  it("[F18] gives the reader's own fault", async () => {
    const { post, reading, close } = openReading();
    const fault = { code: "FILE_QUOTE_UNCLOSED", message: "", details: { line: 3, column: 1 } };
    post({ type: "failed", fault } as ReadMessage);

    await expect(reading).rejects.toMatchObject({ code: fault.code, details: fault.details });
    close();
  });

  it("[I14] stops at once when it is cancelled, in the middle of a silent reader", async () => {
    const { post, reading, stop, close } = openReading();
    post(PART);
    stop.abort();

    await expect(reading).rejects.toMatchObject({ code: "CANCELLED" });
    close();
  });
});
