import { Fault, sameJson, type JsonValue } from "../../shared/base/index.ts";
import { commitHash, type CommitHead, type CommittedChange } from "../../shared/sync/index.ts";
import { readBlock } from "../store/blocks.ts";
import { pageCommits } from "../store/commits.ts";
import { NO_COMMIT, readEstablishment } from "../store/establishments.ts";
import { countHistory, historyOfCommit } from "../store/history.ts";
import type { Tx } from "../store/tables.ts";
import type { Context } from "./context.ts";
import { fastHash, unpackText } from "./pack-block.ts";

/** The outcome of a verification: the head reached, or the first bad row and what is wrong with it. */
export type Verification =
  | { readonly ok: true; readonly commits: number; readonly head: string }
  | { readonly ok: false; readonly commit: number; readonly row: string; readonly problem: string };

const PAGE = 200;

class BadRow extends Error {
  readonly commit: number;
  readonly row: string;
  constructor(commit: number, row: string, problem: string) {
    super(problem);
    this.commit = commit;
    this.row = row;
  }
}

/**
 * Recomputes the hash chain of an establishment and everything that hangs on it: each head, each block by its hash, each history row
 * by its block. Needs no secret. A cut tail shows against the counters of the establishment and against a head held by a laptop.
 * @param held a head that somebody kept outside: it must be in the chain
 */
export function verifyEstablishment(
  context: Context,
  establishment: string,
  held?: { readonly number: number; readonly hash: string },
): Promise<Verification> {
  return context.store.read(async (tx) => {
    const state = await readEstablishment(tx, establishment);
    if (!state) throw new Fault("NOT_FOUND", "no such establishment", { establishment });
    let last = { number: 0, hash: NO_COMMIT as string };
    const rows = await countHistory(tx, establishment);
    try {
      for (
        let page = await pageCommits(tx, establishment, 0, PAGE);
        page.length > 0;
        page = await pageCommits(tx, establishment, last.number, PAGE)
      ) {
        for (const row of page) {
          checkHead(row, last);
          for (const block of row.head.blocks) await checkBlock(tx, establishment, row.head, block);
          const changes = row.head.blocks.reduce((sum, block) => sum + block.count, 0);
          if ((rows.get(row.number) ?? 0) !== changes)
            throw new BadRow(row.number, "history", "the history holds rows nobody committed");
          if (held && held.number === row.number && held.hash !== row.hash)
            throw new BadRow(row.number, "commits", "not the head that was held outside");
          last = { number: row.number, hash: row.hash };
        }
      }
      if (last.number !== state.commit || last.hash !== state.head)
        throw new BadRow(
          last.number + 1,
          "commits",
          "the chain ends before the head of the establishment",
        );
      if (held && held.number > last.number)
        throw new BadRow(
          last.number + 1,
          "commits",
          "the chain ends before the head that was held outside",
        );
    } catch (thrown) {
      if (thrown instanceof BadRow)
        return { ok: false, commit: thrown.commit, row: thrown.row, problem: thrown.message };
      throw thrown;
    }
    return { ok: true, commits: last.number, head: last.hash };
  });
}

function checkHead(
  row: { readonly number: number; readonly hash: string; readonly head: CommitHead | null },
  last: { readonly number: number; readonly hash: string },
): asserts row is { readonly number: number; readonly hash: string; readonly head: CommitHead } {
  if (row.number !== last.number + 1)
    throw new BadRow(last.number + 1, "commits", "a commit is missing");
  if (!row.head) throw new BadRow(row.number, "commits", "the head cannot be read");
  if (row.head.number !== row.number)
    throw new BadRow(row.number, "commits", "the head has another number than its row");
  if (row.head.previous !== last.hash)
    throw new BadRow(row.number, "commits", "the head does not follow the one before");
  if (row.hash !== row.head.hash || commitHash(row.head) !== row.head.hash)
    throw new BadRow(row.number, "commits", "the head does not have its hash");
}

async function checkBlock(
  tx: Tx,
  establishment: string,
  head: CommitHead,
  ref: CommitHead["blocks"][number],
): Promise<void> {
  const name = `blocks/${ref.hash}`;
  const block = await readBlock(tx, establishment, ref.hash);
  if (!block) throw new BadRow(head.number, name, "the block is missing");
  const text = await unpackText(block.bytes).catch(() => "");
  if (fastHash(text) !== ref.hash)
    throw new BadRow(head.number, name, "the block does not have its hash");
  const changes = JSON.parse(text) as readonly CommittedChange[];
  if (changes.length !== ref.count)
    throw new BadRow(head.number, name, "the block has another number of changes");
  const rows = await historyOfCommit(
    tx,
    establishment,
    head.number,
    ref.referential,
    changes.map((change) => change.recordId),
  );
  for (const change of changes) {
    const row = rows.get(change.recordId);
    const same =
      row &&
      row.version === change.version &&
      row.kind === change.kind &&
      (row.keptId ?? undefined) === change.keptId &&
      sameJson(parse(row.patch), change.patch as unknown as JsonValue);
    if (!same)
      throw new BadRow(
        head.number,
        `history/${change.recordId}`,
        row ? "the history row is not what was committed" : "the history row is missing",
      );
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
