import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readExplorerQuery,
  showsEverything,
  writeExplorerQuery,
  type ExplorerQuery,
} from "./explorer-query.ts";

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,8}$/);
const query: fc.Arbitrary<ExplorerQuery> = fc.record({
  search: fc.string(),
  sort: fc.array(
    fc.record({
      columnId: name,
      direction: fc.constantFrom("ascending" as const, "descending" as const),
    }),
    { maxLength: 3 },
  ),
  filters: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant("values" as const),
        columnId: name,
        values: fc.array(fc.string()),
      }),
      fc.record({ kind: fc.constant("state" as const), states: fc.constant(["draft" as const]) }),
      fc.record({
        kind: fc.constant("condition" as const),
        columnId: name,
        operator: fc.constant("contains" as const),
        operand: fc.string(),
      }),
    ),
    { maxLength: 3 },
  ),
});

describe("the address of a list", () => {
  it("[EXP1] a query comes back from its address, whatever it holds", () => {
    fc.assert(
      fc.property(query, (one) => {
        const params = new URLSearchParams(
          writeExplorerQuery(new URLSearchParams("fiche=1"), one).toString(),
        );
        const empty = one.search === "" && one.sort.length === 0 && one.filters.length === 0;
        expect(readExplorerQuery(params)).toEqual(empty ? null : one);
        expect(params.get("fiche")).toBe("1");
      }),
    );
  });

  it.each(["filtres={", 'filtres=[1,null,{"kind":"values"}]', "filtres={}", "q="])(
    "[EXP2] %s: what cannot be read is left out",
    (text) => {
      expect(readExplorerQuery(new URLSearchParams(text))).toEqual({
        search: "",
        sort: [],
        filters: [],
      });
    },
  );

  it("[EXP3] an order alone still shows everything", () => {
    expect(
      showsEverything({
        search: "",
        sort: [{ columnId: "a", direction: "ascending" }],
        filters: [],
      }),
    ).toBe(true);
  });
});
