import { Fault } from "../../shared/base/index.ts";
import type { Identity, Rights } from "../../shared/ports/index.ts";
import type { FeedEntry } from "../../shared/sync/index.ts";
import { readEstablishment } from "../store/establishments.ts";
import { pageFeed, type StoredEntry } from "../store/feed.ts";
import { accountOf, canRead } from "./rights.ts";
import type { Context } from "./context.ts";

const PAGE = 100;

/**
 * The feed after a cursor, one JSON text per entry, ending with an `end` entry that says where the reader is. Read page by page,
 * with the rights of the moment at each page. CURSOR_UNKNOWN when the cursor is beyond the feed (a restored base) or older than
 * the last change of the reader's rights: he needs a new snapshot.
 */
export async function* readFeedLines(
  context: Context,
  identity: Identity,
  after: number,
): AsyncGenerator<string> {
  for (let cursor = after; ;) {
    const { rights, page } = await context.store.read(async (tx) => {
      const account = await accountOf(tx, identity);
      const state = await readEstablishment(tx, identity.establishment);
      if (!state || cursor > state.seq || (cursor > 0 && cursor < account.rightsSeq)) {
        throw new Fault("CURSOR_UNKNOWN", "the cursor does not belong to this feed any more", {
          after: cursor,
        });
      }
      return {
        rights: account.rights,
        page: await pageFeed(tx, identity.establishment, cursor, PAGE),
      };
    });
    for (const entry of page) if (isFor(entry, identity, rights)) yield entry.text;
    cursor = page.at(-1)?.seq ?? cursor;
    if (page.length < PAGE) {
      yield JSON.stringify({ seq: cursor, type: "end" });
      return;
    }
  }
}

/** The feed after a cursor as values, for callers inside the process. */
export async function* readFeed(
  context: Context,
  identity: Identity,
  after: number,
): AsyncGenerator<FeedEntry> {
  for await (const line of readFeedLines(context, identity, after))
    yield JSON.parse(line) as FeedEntry;
}

/** A commit is for who reads one of its référentiels, a request for who reads all of them or made it, a model for everyone. */
function isFor(entry: StoredEntry, identity: Identity, rights: Rights): boolean {
  if (entry.type === "end") return false;
  if (entry.type === "model") return true;
  if (entry.type === "request")
    return canSeeRequest(identity, rights, {
      author: entry.author,
      referentials: entry.referentials,
    });
  return entry.referentials.some((referential) => canRead(rights, referential));
}

/** True when the reader may see a request: his own, or on référentiels he reads, all of them. */
export const canSeeRequest = (
  identity: Identity,
  rights: Rights,
  request: { readonly author: string | null; readonly referentials: readonly string[] },
): boolean =>
  request.author === identity.person ||
  request.referentials.every((referential) => canRead(rights, referential));
