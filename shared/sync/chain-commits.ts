import { canonicalJson, fail, hashOfText, ok } from "../base/index.ts";
import type { ContentHash, JsonValue, Result } from "../base/index.ts";
import type { HistoryEntry } from "../record/index.ts";
import type { CommitHead, CommittedChange } from "./operation.ts";

/** `previous` of the first commit: nothing came before. */
export const GENESIS_HASH = "0".repeat(64) as ContentHash;

export type ChainHead = { readonly number: number; readonly hash: ContentHash };
/** The first bad commit and what is wrong with it. */
export type ChainBreak = { readonly number: number; readonly problem: "gap" | "previous" | "hash" };

/** SHA-256(0x00 ‖ previous hash in ASCII hex ‖ canonical JSON of the head without its hash), lower-case hex (H1). */
export function commitHash(head: Omit<CommitHead, "hash">): ContentHash {
  const { number, requestId, contentHash, title, author, authorName, at, blocks, previous } = head;
  return hashOfText(
    `\u0000${previous}${canonicalJson({ number, requestId, contentHash, title, author, authorName, at, blocks, previous } as unknown as JsonValue)}`,
  );
}

/** The head with its hash. */
export const sealCommit = (head: Omit<CommitHead, "hash">): CommitHead => ({
  ...head,
  hash: commitHash(head),
});

/**
 * Follows the chain from a head held from before (or from nothing) and returns its new head, or the first bad commit (H2–H5).
 * A chain cut at its tail is found by comparing the returned head with one held elsewhere.
 */
export function verifyChain(
  heads: Iterable<CommitHead>,
  after: ChainHead = { number: 0, hash: GENESIS_HASH },
): Result<ChainHead, ChainBreak> {
  let last = after;
  for (const head of heads) {
    if (head.number !== last.number + 1) return fail({ number: last.number + 1, problem: "gap" });
    if (head.previous !== last.hash) return fail({ number: head.number, problem: "previous" });
    if (head.hash !== commitHash(head)) return fail({ number: head.number, problem: "hash" });
    last = { number: head.number, hash: head.hash };
  }
  return ok(last);
}

/** The lines that a commit adds to the history of its records, the same on the laptop and in central (H6). */
export const historyOf = (
  commit: CommitHead,
  changes: readonly CommittedChange[],
): readonly HistoryEntry[] =>
  changes.map((change) => ({
    recordId: change.recordId,
    version: change.version,
    commit: commit.number,
    kind: change.kind,
    patch: change.patch,
    requestId: commit.requestId,
    requestTitle: commit.title,
    author: commit.author,
    authorName: commit.authorName,
    at: commit.at,
  }));
