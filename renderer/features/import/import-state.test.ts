import { describe, expect, it } from "vitest";
import type { ReferentialId } from "../../../shared/base/index.ts";
import type { FileOverview } from "../../../shared/exchange/files/index.ts";
import { START, whyNotNext, type ImportState } from "./import-state.ts";

const read = (...lines: readonly string[][]): ImportState => ({
  ...START,
  referential: "pays" as ReferentialId,
  headerLine: 1,
  overview: {
    format: { kind: "csv" },
    sheets: [
      {
        index: 0,
        name: "",
        headerLine: 1,
        columns: [],
        dimension: null,
        rows: lines.map((cells, rank) => ({ line: rank + 1, cells })),
      },
    ],
  } as unknown as FileOverview,
});

describe("whyNotNext", () => {
  it("goes on to the columns of a file that has lines", () => {
    expect(whyNotNext(read(["code"], ["FR"]), [])).toBeNull();
  });

  it("stops at a file with nothing below its header, rather than two steps later", () => {
    expect(whyNotNext(read(["code", "libelle"]), [])).toBe("no-line");
  });
});
