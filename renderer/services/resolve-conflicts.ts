import type { JsonValue, RecordId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import { attributeOf, displayValue, tidyValue } from "../../shared/model/index.ts";
import type { ConflictRow, DraftRow, WriteBatch } from "../../shared/ports/index.ts";
import { moveOf } from "../../shared/record/index.ts";
import type { Change, MasterRecord } from "../../shared/record/index.ts";
import { resolveConflicts } from "../../shared/sync/index.ts";
import type { Choice } from "../../shared/sync/index.ts";
import type { ConflictView } from "../data-worker/data-api.ts";
import { isDropped } from "../data-worker/working-set/overlay.ts";
import { rebaseAll } from "./apply-feed.ts";
import { combineChanges } from "./combine-changes.ts";
import { commandsTouching } from "./command-log.ts";
import type { LocalWork } from "./local-work.ts";
import { mergeBatches } from "./merge-batches.ts";
import { changesOf } from "./request-changes.ts";
import { resolveText } from "./resolve-text.ts";

export type ConflictChoice = {
  readonly side: "base" | "mine" | "central" | "other";
  readonly text?: string;
  readonly reason: string;
};

/** Soft conflicts applied lately, for review, and hard ones, resolved or not, with their three values as texts. */
export async function listConflicts(work: LocalWork): Promise<readonly ConflictView[]> {
  const views: ConflictView[] = [];
  for (const row of work.rows.conflicts.values()) views.push(await showConflict(work, row));
  return views;
}

/**
 * Records a choice on one hard conflict. Once every conflict of the record has one, the new change on central's version
 * takes the place of the old (Y3); a request held in central comes back into preparation with it.
 */
export function resolveOne(work: LocalWork, id: string, choice: ConflictChoice): Promise<void> {
  return work.act(async () => {
    const row = known(work, id);
    const by = work.author().person;
    const value = choice.side === "other" ? readValue(work, row, choice.text ?? "") : undefined;
    const resolved = {
      side: choice.side,
      ...(value === undefined ? {} : { value }),
      reason: choice.reason.trim(),
      at: work.now,
      by,
    };
    const held =
      row.requestId !== null && work.rows.requests.get(row.requestId)?.status === "conflict";
    await settle(work, { ...row, resolved });
    // The other lines of a request taken back were not compared with the commits that came while it was away.
    if (held) await rebaseAll(work);
  });
}

/** Takes a choice back, as long as it was not submitted. */
export function unresolveOne(work: LocalWork, id: string): Promise<void> {
  return work.act(async () => {
    const row = known(work, id);
    if (row.resolved === null) return;
    const { attribute } = row.conflict;
    if (attribute === null)
      throw new Fault("REQUEST_REFUSED", "a choice on a whole record is not taken back", { id });
    await work.write(
      mergeBatches(await mineAgain(work, row, attribute), {
        conflicts: { put: [{ ...row, resolved: null }] },
      }),
    );
  });
}

/** My value of the field back in my change, as it was before the choice. */
async function mineAgain(
  work: LocalWork,
  row: ConflictRow,
  attribute: string,
): Promise<WriteBatch> {
  const { recordId, referential, centralVersion, base, mine } = row.conflict;
  const now: Change = (await mineOf(work, row, recordId)) ?? {
    kind: "update",
    referential,
    recordId,
    baseVersion: centralVersion,
    patch: {},
  };
  const move = moveOf(base as JsonValue | undefined, mine as JsonValue | undefined);
  const change = { ...now, patch: { ...now.patch, [attribute]: move } };
  return { drafts: { put: [{ change, requestId: row.requestId, updatedAt: work.now }] } };
}

/** Puts a soft conflict away, once read. */
export function dismissSoft(work: LocalWork, id: string): Promise<void> {
  return work.act(async () => {
    const row = known(work, id);
    if (row.conflict.class !== "soft")
      throw new Fault("BAD_REQUEST", "only a soft conflict is dismissed");
    await work.write({ conflicts: { remove: [id] } });
  });
}

async function settle(work: LocalWork, row: ConflictRow): Promise<void> {
  const { recordId, referential } = row.conflict;
  const request = row.requestId === null ? undefined : work.rows.requests.get(row.requestId);
  const takeBack: WriteBatch =
    request?.status === "conflict"
      ? { requests: { put: [{ ...request, status: "preparation" }] } }
      : {};
  const others = [...work.rows.conflicts.values()].filter(
    (other) =>
      other.id !== row.id &&
      other.conflict.recordId === recordId &&
      other.conflict.class === "hard",
  );
  if (others.some((other) => other.resolved === null)) {
    await work.write(mergeBatches(takeBack, { conflicts: { put: [row] } }));
    return;
  }
  const set = await work.set.open(referential);
  const change = await mineOf(work, row, recordId);
  if (!set || !change) {
    await work.write(mergeBatches(takeBack, { conflicts: { put: [row] } }));
    return;
  }
  const slot = set.table.slotOf(recordId);
  const central = slot === undefined ? undefined : set.table.accredited[slot];
  const choices = [...others, row].map((one) => ({
    conflict: one.conflict,
    choice: choiceOf(one),
  }));
  const next = resolveConflicts(change, choices, central, undefined, existingOf(work, row));
  await work.write(
    mergeBatches(takeBack, replaceDraft(work, recordId, row, next, [...others, row])),
  );
}

/** The resolved change in place of mine; nothing left = the record keeps central's state. */
function replaceDraft(
  work: LocalWork,
  id: RecordId,
  row: ConflictRow,
  next: Change | null,
  rows: readonly ConflictRow[],
): WriteBatch {
  const draft = (change: Change): DraftRow => ({
    change,
    requestId: row.requestId,
    updatedAt: work.now,
  });
  const moved = next !== null && next.recordId !== id;
  const dropped: Change = {
    kind: "update",
    referential: row.conflict.referential,
    recordId: id,
    baseVersion: row.conflict.centralVersion,
    patch: {},
  };
  const gone = next === null || moved;
  return {
    drafts: {
      put: [
        ...(next ? [draft(next)] : []),
        ...(gone && row.requestId !== null ? [draft(dropped)] : []),
      ],
      remove: gone && row.requestId === null ? [id] : [],
    },
    conflicts: { put: rows },
    commands: { remove: commandsTouching(work.rows.commands.values(), new Set([id])) },
  };
}

/** My change that the conflict is about: its line in the request with what was typed over the record since, or the draft. */
async function mineOf(work: LocalWork, row: ConflictRow, id: RecordId): Promise<Change | null> {
  const draft = work.rows.drafts.get(id);
  const typed = draft && !isDropped(draft.change) ? draft.change : undefined;
  if (row.requestId === null || (typed && draft?.requestId === row.requestId)) return typed ?? null;
  const lines = await changesOf(work, row.requestId);
  return combineChanges(
    lines.find((change) => change.recordId === id),
    typed,
  );
}

function choiceOf({ resolved }: ConflictRow): Choice {
  if (!resolved || resolved.side === "other")
    return { side: "other", value: resolved?.value as JsonValue | undefined };
  return { side: resolved.side };
}

/** The record to merge into, for two creations with one key. */
function existingOf(work: LocalWork, { conflict }: ConflictRow): MasterRecord | undefined {
  const id =
    conflict.case === "same-key-created" && typeof conflict.proposal === "string"
      ? (conflict.proposal as RecordId)
      : undefined;
  const found = id === undefined ? null : work.set.find(id);
  return found ? found.set.table.accredited[found.slot] : undefined;
}

function readValue(work: LocalWork, row: ConflictRow, text: string): JsonValue | undefined {
  const model = work.set.referential(row.conflict.referential);
  const attribute =
    model && row.conflict.attribute !== null
      ? attributeOf(model, row.conflict.attribute)
      : undefined;
  if (!attribute) throw new Fault("BAD_REQUEST", "this conflict takes no value");
  const read = tidyValue(attribute, text, (referential, typed) => {
    const resolved = resolveText(work.set, referential, typed);
    return resolved.kind === "found" ? resolved.reference : undefined;
  });
  if (!read.ok) throw new Fault("BAD_REQUEST", "this value cannot be read", { ...read.error });
  return read.value.value;
}

async function showConflict(work: LocalWork, row: ConflictRow): Promise<ConflictView> {
  const { conflict, resolved } = row;
  const set = await work.set.open(conflict.referential);
  const attribute =
    set && conflict.attribute !== null
      ? attributeOf(set.referential, conflict.attribute)
      : undefined;
  const show = (value: unknown): string => {
    if (value === undefined || value === null) return "";
    if (attribute && set)
      return displayValue(
        attribute,
        value as JsonValue,
        work.language,
        (referential, reference) => work.set.label(referential, reference)?.key,
      );
    return typeof value === "string"
      ? (work.set.label(conflict.referential, value)?.key ?? value)
      : "";
  };
  const label = work.set.label(conflict.referential, conflict.recordId);
  return {
    id: row.id,
    conflict,
    key: label?.key ?? "",
    title: label?.title ?? "",
    label: attribute?.label[work.language] ?? "",
    base: show(conflict.base),
    mine: show(conflict.mine),
    central: show(conflict.central),
    requestId: row.requestId,
    resolved: resolved?.side ?? null,
    value: resolved?.side === "other" ? show(resolved.value) : null,
  };
}

function known(work: LocalWork, id: string): ConflictRow {
  const row = work.rows.conflicts.get(id);
  if (!row) throw new Fault("NOT_FOUND", "this conflict is settled", { id });
  return row;
}
