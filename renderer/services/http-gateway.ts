import type { HistoryEntry } from "../../shared/record/index.ts";
import { Fault } from "../../shared/base/index.ts";
import {
  CENTRAL_API_PREFIX,
  CENTRAL_CAPS,
  feedEntrySchema,
  historySchema,
  pushAnswerSchema,
  snapshotSchema,
} from "../../shared/contract/central-api.ts";
import type { CentralGateway } from "../../shared/ports/index.ts";
import type { FeedEntry, OperationAnswer, SnapshotManifest } from "../../shared/sync/index.ts";
import { CentralSession } from "./central-session.ts";
import type { Fetch, TokenStore } from "./central-session.ts";
import { listenToEvents } from "./listen-to-events.ts";
import {
  answerInvalid,
  checkContentType,
  checkShape,
  parseJson,
  readBytes,
  readJson,
  readLines,
  readProblem,
} from "./read-answer.ts";

/** A request that central does not begin to answer in this time is given up; bodies stream beyond it. */
const ANSWER_MS = 60_000;

/**
 * The central repository over HTTP. Nothing it answers is believed before it was checked: content type, size, shape, order.
 * An expired access token is renewed once per request, silently.
 */
export function makeHttpGateway(
  origin: string,
  tokens: TokenStore,
  fetchWith: Fetch = (address, init) => fetch(address, init),
): CentralGateway {
  const address = origin.replace(/\/$/, "") + CENTRAL_API_PREFIX;
  const session = new CentralSession(address, fetchWith, tokens);

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (session.token !== null) headers.set("authorization", `Bearer ${session.token}`);
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), ANSWER_MS);
    const outer = init.signal;
    const onAbort = (): void => giveUp.abort();
    outer?.addEventListener("abort", onAbort);
    try {
      return await fetchWith(address + path, {
        ...init,
        headers,
        signal: giveUp.signal,
        cache: "no-store",
        redirect: "error",
      });
    } catch (cause) {
      throw new Fault("CENTRAL_UNREACHABLE", "central cannot be reached", {}, { cause });
    } finally {
      clearTimeout(timer);
    }
  };

  /** One authorised request; a refusal is thrown as its fault. */
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    if (session.token === null) await renew(null);
    const token = session.token;
    const response = await send(path, init);
    if (response.ok) return response;
    const fault = await readProblem(response);
    if (fault.code !== "TOKEN_EXPIRED" && fault.code !== "NOT_SIGNED_IN") throw fault;
    await renew(token);
    const again = await send(path, init);
    if (again.ok) return again;
    throw await readProblem(again);
  };
  const renew = async (stale: string | null): Promise<void> => {
    if ((await session.renew(stale)) === null)
      throw new Fault("NOT_SIGNED_IN", "the session is over: sign in again");
  };

  return {
    signIn: (login, password) => session.signIn(login, password),
    resume: () => session.renew(null),
    async signOut() {
      try {
        if (session.token !== null) await send("/session", { method: "DELETE" });
      } finally {
        await session.forget();
      }
    },
    async snapshot() {
      return (await readJson(await ask("/snapshot"), snapshotSchema)) as SnapshotManifest;
    },
    async *changes(after) {
      const response = await ask(`/changes?after=${String(after)}`);
      checkContentType(response, "application/x-ndjson");
      let last = after;
      for await (const line of readLines(response)) {
        const entry = checkShape(parseJson(line), feedEntrySchema) as FeedEntry;
        const goesOn = entry.type === "end" ? entry.seq >= last : entry.seq > last;
        if (!goesOn) throw answerInvalid("the feed goes back", { seq: entry.seq, last });
        last = entry.seq;
        yield entry;
      }
    },
    async block(hash) {
      const response = await ask(`/blocks/${hash}`);
      checkContentType(response, "application/octet-stream");
      return readBytes(response, CENTRAL_CAPS.blockBytes);
    },
    async putBlock(hash, bytes) {
      await ask(`/blocks/${hash}`, {
        method: "PUT",
        headers: { "content-type": "application/octet-stream" },
        body: bytes as Uint8Array<ArrayBuffer>,
      });
    },
    async push(operations) {
      const response = await ask("/operations", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ operations }),
      });
      const { answers } = await readJson(response, pushAnswerSchema);
      const inOrder =
        answers.length === operations.length &&
        answers.every((answer, place) => answer.opId === operations[place]?.opId);
      if (!inOrder) throw answerInvalid("answers do not match the operations");
      return answers as readonly OperationAnswer[];
    },
    async history(referential, recordId) {
      const { history } = await readJson(
        await ask(
          `/records/${encodeURIComponent(referential)}/${encodeURIComponent(recordId)}/history`,
        ),
        historySchema,
      );
      return history as readonly HistoryEntry[];
    },
    listen: (onMore) => listenToEvents((signal) => ask("/events", { signal }), onMore),
  };
}
