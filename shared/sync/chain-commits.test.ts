import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOf, REFERENTIAL } from "../../tests/fixtures/record-cases.ts";
import { hashLike } from "../../tests/fixtures/sync-cases.ts";
import type { ContentHash, PersonId, RequestId } from "../base/index.ts";
import { commitHash, GENESIS_HASH, historyOf, sealCommit, verifyChain } from "./index.ts";
import type { CommitHead } from "./index.ts";

function chainOf(length: number): readonly CommitHead[] {
  const heads: CommitHead[] = [];
  for (let number = 1; number <= length; number += 1) {
    heads.push(
      sealCommit({
        number,
        requestId: `r${String(number)}` as RequestId,
        contentHash: hashLike("c"),
        title: `title ${String(number)}`,
        author: "ann" as PersonId,
        authorName: "Ann",
        at: "2026-01-01T00:00:00.000Z",
        blocks: [{ hash: hashLike("b"), count: 1, referential: REFERENTIAL }],
        previous: heads.at(-1)?.hash ?? GENESIS_HASH,
      }),
    );
  }
  return heads;
}
const CHAIN = chainOf(12);
const at = (index: number): CommitHead => CHAIN[index] as CommitHead;

describe("the commit chain", () => {
  it("[H1] covers the previous hash and every member", () => {
    const head = at(1);
    const others: readonly Partial<CommitHead>[] = [
      { number: 9 },
      { requestId: "x" as RequestId },
      { contentHash: hashLike("d") },
      { title: "x" },
      { author: "x" as PersonId },
      { authorName: "x" },
      { at: "2027-01-01T00:00:00.000Z" },
      { blocks: [] },
      { previous: hashLike("e") },
    ];

    expect(
      new Set([head, ...others.map((other) => ({ ...head, ...other }))].map(commitHash)).size,
    ).toBe(10);
    expect(commitHash(head)).toBe(head.hash);
    // A published value: whoever writes a verifier of his own must find the same.
    expect(at(0).hash).toBe("897a174f141cecc4f39ee7840f67f4488247de714b289d0f12427bb0d0aec971");
  });

  it("[H2] an untouched chain verifies, whole or from a head held before", () => {
    const head = { number: 12, hash: at(11).hash };

    expect(verifyChain(CHAIN)).toEqual({ ok: true, value: head });
    expect(verifyChain(CHAIN.slice(5), { number: 5, hash: at(4).hash })).toEqual({
      ok: true,
      value: head,
    });
    expect(verifyChain([])).toEqual({ ok: true, value: { number: 0, hash: GENESIS_HASH } });
  });

  it("[H3] any change of any commit is found, the first bad one named", () => {
    fc.assert(
      fc.property(
        fc.nat(11),
        fc.constantFrom<Partial<CommitHead>>(
          { title: "forged" },
          { author: "eve" as PersonId },
          { blocks: [] },
          { at: "2020-01-01T00:00:00.000Z" },
        ),
        (index, forged) => {
          expect(verifyChain(CHAIN.with(index, { ...at(index), ...forged }))).toEqual({
            ok: false,
            error: { number: index + 1, problem: "hash" },
          });
        },
      ),
    );
    const resealed = sealCommit({ ...at(3), title: "forged" });
    expect(verifyChain(CHAIN.with(3, resealed))).toEqual({
      ok: false,
      error: { number: 5, problem: "previous" },
    });
  });

  it("[H4] a missing, repeated or swapped commit is found", () => {
    expect(verifyChain(CHAIN.toSpliced(4, 1))).toEqual({
      ok: false,
      error: { number: 5, problem: "gap" },
    });
    expect(verifyChain(CHAIN.toSpliced(4, 0, at(4)))).toEqual({
      ok: false,
      error: { number: 6, problem: "gap" },
    });
    expect(verifyChain(CHAIN.with(4, at(5)).with(5, at(4)))).toEqual({
      ok: false,
      error: { number: 5, problem: "gap" },
    });
  });

  it("[H5] a cut tail shows against a head held elsewhere", () => {
    const cut = verifyChain(CHAIN.slice(0, 9));
    const held: { readonly number: number; readonly hash: ContentHash } = {
      number: 12,
      hash: at(11).hash,
    };

    expect(cut).toEqual({ ok: true, value: { number: 9, hash: at(8).hash } });
    expect(cut.ok && cut.value.number < held.number).toBe(true);
  });

  it("[H6] history lines come from the commit and its changes alone", () => {
    const change = createOf({ nom: "A" });

    expect(historyOf(at(0), [{ ...change, version: 1 }])).toEqual([
      {
        recordId: change.recordId,
        version: 1,
        commit: 1,
        kind: "create",
        patch: change.patch,
        requestId: "r1",
        requestTitle: "title 1",
        author: "ann",
        authorName: "Ann",
        at: "2026-01-01T00:00:00.000Z",
      },
    ]);
  });
});
