import type { RecordId, RequestId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import type { DraftRow } from "../../shared/ports/index.ts";
import { prepareRequest, summaryOf } from "../../shared/workflow/index.ts";
import type { ChangeRequest, RequestContent } from "../../shared/workflow/index.ts";
import type { Preparation } from "../data-worker/data-api.ts";
import { rebaseAll } from "./apply-feed.ts";
import { commandsTouching } from "./command-log.ts";
import type { LocalWork } from "./local-work.ts";
import { changesOf, countChanges } from "./request-changes.ts";

/** A request in preparation with this content: what is not known before submission stays empty. */
export function emptyPreparation(
  work: LocalWork,
  id: RequestId,
  title: string,
  parts: Partial<Pick<RequestContent, "referentials" | "blocks" | "origin" | "summary">>,
): ChangeRequest {
  const author = work.author();
  const content: RequestContent = {
    id,
    title,
    reason: "",
    legalText: "",
    effectiveDate: null,
    author: author.person,
    workflow: { id: "", version: 0 },
    referentials: [],
    summary: summaryOf([], () => undefined, { hasLegalText: false, warnings: 0 }),
    blocks: [],
    waivers: [],
    resolutions: [],
    origin: { kind: "manual" },
    ...parts,
  };
  return prepareRequest(content, author.name);
}

/** Moves drafts of the basket (null = all) into a new request in preparation; one strict write. */
export function composeRequest(
  work: LocalWork,
  ids: readonly RecordId[] | null,
  title: string,
): Promise<RequestId> {
  return work.act(async () => {
    const wanted = ids === null ? null : new Set(ids);
    const rows = [...work.rows.drafts.values()].filter(
      (row) => row.requestId === null && (wanted === null || wanted.has(row.change.recordId)),
    );
    if (rows.length === 0) throw new Fault("BAD_REQUEST", "no draft to compose");
    const id = work.ids.next() as RequestId;
    const referentials = [...new Set(rows.map((row) => row.change.referential))];
    await work.write({
      requests: { put: [emptyPreparation(work, id, title.trim(), { referentials })] },
      drafts: { put: rows.map((row): DraftRow => ({ ...row, requestId: id })) },
      commands: {
        remove: commandsTouching(
          work.rows.commands.values(),
          new Set(rows.map((row) => row.change.recordId)),
        ),
      },
    });
    return id;
  });
}

/** Gives a preparation's changes back to the basket, or drops them all. */
export function dissolveRequest(
  work: LocalWork,
  id: RequestId,
  keepChanges: boolean,
): Promise<void> {
  return work.act(async () => {
    const request = work.rows.requests.get(id);
    if (!request)
      throw new Fault("REQUEST_NOT_FOUND", "this request is not here", { requestId: id });
    if (request.status !== "preparation")
      throw new Fault("REQUEST_REFUSED", "only a preparation is dissolved", {
        status: request.status,
      });
    if (request.revision > 0)
      throw new Fault("REQUEST_REFUSED", "central knows this request: cancel it instead", {
        revision: request.revision,
      });
    const drafts = [...work.rows.drafts.values()].filter((row) => row.requestId === id);
    const ids = new Set(drafts.map((row) => row.change.recordId));
    const kept = keepChanges ? await changesOf(work, id) : [];
    await work.write({
      requests: { remove: [id] },
      drafts: {
        remove: [...ids],
        put: kept.map((change): DraftRow => ({ change, requestId: null, updatedAt: work.now })),
      },
      commands: { remove: commandsTouching(work.rows.commands.values(), ids) },
      conflicts: keepChanges
        ? {}
        : {
            remove: [...work.rows.conflicts.values()]
              .filter((row) => row.requestId === id)
              .map((row) => row.id),
          },
    });
  });
}

/** Takes a request's changes back into preparation, to edit or resolve them (A10): sent back, refused, rejected or in conflict. */
export function reopenRequest(work: LocalWork, id: RequestId): Promise<void> {
  return work.act(async () => {
    const request = work.rows.requests.get(id);
    if (!request)
      throw new Fault("REQUEST_NOT_FOUND", "this request is not here", { requestId: id });
    if (request.content.author !== work.author().person)
      throw new Fault("FORBIDDEN", "only its author takes a request back");
    if (request.status === "rejected") {
      // A closed request stays closed in central: its changes start a new one.
      const copy = work.ids.next() as RequestId;
      await work.write({
        requests: {
          put: [
            emptyPreparation(work, copy, request.content.title, {
              referentials: request.content.referentials,
              blocks: request.content.blocks,
              origin: request.content.origin,
              summary: request.content.summary,
            }),
          ],
        },
      });
      return;
    }
    if (request.status !== "sent-back" && request.status !== "conflict")
      throw new Fault("REQUEST_REFUSED", "this request cannot be taken back", {
        status: request.status,
      });
    await work.write({ requests: { put: [{ ...request, status: "preparation" }] } });
    // Its lines were not compared with the commits that came while it was away.
    await rebaseAll(work);
  });
}

/** The basket, when it holds something, and every request in preparation. */
export async function listPreparations(work: LocalWork): Promise<readonly Preparation[]> {
  const basket = [...work.rows.drafts.values()].filter((row) => row.requestId === null);
  const preparations: Preparation[] = [];
  if (basket.length > 0)
    preparations.push({
      requestId: null,
      title: "",
      origin: "manual",
      changes: basket.length,
      referentials: [...new Set(basket.map((row) => row.change.referential))],
      updatedAt: latest(basket.map((row) => row.updatedAt)),
    });
  for (const request of work.rows.requests.values()) {
    if (request.status !== "preparation") continue;
    const { id, title, origin, referentials } = request.content;
    const drafts = [...work.rows.drafts.values()].filter((row) => row.requestId === id);
    preparations.push({
      requestId: id,
      title,
      origin: origin.kind === "import" ? origin.file : "manual",
      changes: await countChanges(work, id),
      referentials: [...new Set([...referentials, ...drafts.map((row) => row.change.referential)])],
      updatedAt: latest([request.submittedAt ?? "", ...drafts.map((row) => row.updatedAt)]),
    });
  }
  return preparations;
}

const latest = (instants: readonly string[]): string =>
  instants.reduce((last, at) => (at > last ? at : last), "");
