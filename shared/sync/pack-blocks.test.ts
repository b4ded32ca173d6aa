import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyData,
  createOf,
  REFERENTIAL,
  recordOf,
  updateOf,
  withdrawOf,
} from "../../tests/fixtures/record-cases.ts";
import { idOf, UNKNOWN } from "../../tests/fixtures/sync-cases.ts";
import { canonicalJson, hashOfText } from "../base/index.ts";
import type { Change } from "../record/index.ts";
import {
  isChange,
  isCommittedChange,
  isMasterRecord,
  packBlocks,
  packByReferential,
  readBlock,
} from "./index.ts";

const changes = (count: number): readonly Change[] =>
  Array.from({ length: count }, (_, index) => ({
    ...createOf({ code: `c${String(index)}` }),
    recordId: idOf(index),
  }));
const faultOf = (text: string, ref: Parameters<typeof readBlock>[1]): string => {
  const result = readBlock(text, ref, isChange);
  return result.ok ? "ok" : `${result.error.code} ${String(result.error.details["why"])}`;
};
const refOf = (text: string, count: number) => ({
  hash: hashOfText(text),
  count,
  referential: REFERENTIAL,
});

describe("packing", () => {
  it("[B1] the same elements give the same blocks, whatever the order of their members", () => {
    const [one, other] = [
      changes(3),
      changes(3).map((change) => Object.fromEntries(Object.entries(change).toReversed())),
    ];

    expect(packBlocks(other, REFERENTIAL)).toEqual(packBlocks(one, REFERENTIAL));
    expect(packBlocks(one, REFERENTIAL)[0]?.ref.hash).toBe(
      hashOfText(packBlocks(one, REFERENTIAL)[0]?.text ?? ""),
    );
  });

  it("[B2] keeps the order and one référentiel per block", () => {
    const mixed = changes(5).map((change, index) =>
      index % 2 === 1 ? { ...change, referential: UNKNOWN } : change,
    );

    const blocks = packByReferential(mixed, 2);

    expect(blocks.map((block) => [block.ref.referential, block.ref.count])).toEqual([
      [REFERENTIAL, 2],
      [REFERENTIAL, 1],
      [UNKNOWN, 2],
    ]);
    expect(
      blocks.flatMap((block) =>
        (JSON.parse(block.text) as readonly Change[]).map((change) => change.recordId),
      ),
    ).toEqual([idOf(0), idOf(2), idOf(4), idOf(1), idOf(3)]);
  });

  it("[B3] a block holds at most its size; no element, no block", () => {
    expect(packBlocks(changes(2500), REFERENTIAL).map((block) => block.ref.count)).toEqual([
      1000, 1000, 500,
    ]);
    expect(packBlocks([], REFERENTIAL)).toEqual([]);
  });

  it("[B4] what was packed is read back equal", () => {
    fc.assert(
      fc.property(fc.array(anyData), (data) => {
        const records = data.map((each) => recordOf(each));
        const read = packBlocks(records, REFERENTIAL, 2).flatMap((block) => {
          const result = readBlock(block.text, block.ref, isMasterRecord);
          return result.ok ? result.value : [];
        });
        expect(read).toEqual(records);
      }),
    );
  });

  it("[B5] a text that is not what its reference says is corrupt", () => {
    const [block] = packBlocks(changes(3), REFERENTIAL);
    const text = block?.text ?? "";

    expect(faultOf(text, refOf(text, 3))).toBe("ok");
    expect(faultOf(`${text} `, refOf(text, 3))).toBe("BLOCK_CORRUPT hash");
    expect(faultOf(text, refOf(text, 2))).toBe("BLOCK_CORRUPT count");
    expect(faultOf("{}", refOf("{}", 0))).toBe("BLOCK_CORRUPT not a list");
    expect(faultOf("[", refOf("[", 0))).toBe("BLOCK_CORRUPT not a list");
    expect(faultOf(text, { ...refOf(text, 3), referential: UNKNOWN })).toBe(
      "BLOCK_CORRUPT element 0",
    );
  });

  it("[B6] elements of another shape are corrupt", () => {
    const good = updateOf({ a: 1 }, { a: 2 });
    const forged: readonly unknown[] = [
      null,
      1,
      [],
      {},
      { ...good, kind: "delete" },
      { ...good, patch: {} },
      { ...good, baseVersion: -1 },
      { ...good, baseVersion: 1.5 },
      { ...good, baseVersion: 0 },
      { ...good, recordId: "" },
      { ...good, patch: { a: {} } },
      { ...good, patch: { a: { after: null } } },
      { ...good, patch: { a: { after: 1, other: 1 } } },
      { ...createOf({ a: 1 }), patch: { a: { before: 1, after: 2 } } },
      { ...withdrawOf(), patch: { a: { after: 1 } } },
      { ...withdrawOf(), keptId: 1 },
    ];

    expect(forged.filter(isChange)).toEqual([]);
    expect(
      forged.map((element) =>
        faultOf(canonicalJson([element] as never), refOf(canonicalJson([element] as never), 1)),
      ),
    ).toEqual(forged.map(() => "BLOCK_CORRUPT element 0"));
    expect(
      [good, createOf({ a: 1 }), createOf({}), withdrawOf(2, idOf(9))].filter(isChange),
    ).toHaveLength(4);
    expect([{ ...good, version: 2 }, good, { ...good, version: 0 }].map(isCommittedChange)).toEqual(
      [true, false, false],
    );
  });
});
