import { describe, expect, it } from "vitest";
import { attributeOf, compileReferential } from "../../../shared/model/index.ts";
import nacresDocument from "../../../shared/referentials/documents/nacres.json" with { type: "json" };
import { textKeyOf, valueKeyOf } from "./sort-key.ts";

const nacres = compileReferential(nacresDocument as never);

describe("sort keys", () => {
  it("[N5] codes sort as text, level under level", () => {
    const code = attributeOf(nacres, "code");
    if (!code) throw new Error("no code");
    const keyOf = (text: string) => String(valueKeyOf(code, text, text));

    const sorted = ["AA.1", "AA.01", "B", "AA.0", "AA.11", "AA"].toSorted((left, right) =>
      keyOf(left) < keyOf(right) ? -1 : 1,
    );

    expect(sorted).toEqual(["AA", "AA.0", "AA.01", "AA.1", "AA.11", "B"]);
  });

  it("[N5] numbers inside a text that is no code sort by value", () => {
    expect(textKeyOf("batiment 2") < textKeyOf("batiment 10")).toBe(true);
  });
});
