import type { IsoDate, JsonValue, RecordId, ReferentialId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import { deriveValues, keyOf, storedEnd, withoutEmptyValues } from "../../shared/model/index.ts";
import type { CommandRow, DraftRow } from "../../shared/ports/index.ts";
import type { RecordData } from "../../shared/record/index.ts";
import type { CellEdit, EditOutcome } from "../data-worker/data-api.ts";
import { overlayRecord } from "../data-worker/working-set/overlay.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import { recordGesture } from "./command-log.ts";
import { newFatals } from "./find-problems.ts";
import { keepReferences } from "./keep-references.ts";
import type { LocalWork } from "./local-work.ts";
import { droppedDraft, isEditable, nextDraft, withdrawalDraft } from "./next-draft.ts";
import { readCell, whereIs } from "./read-cell.ts";
import type { Refused } from "./read-cell.ts";
import { checkMayEdit } from "./rights.ts";

type Move = CommandRow["moves"][number];
type Entered = {
  readonly id: RecordId;
  readonly isNew: boolean;
  readonly values: Map<string, JsonValue | undefined>;
  readonly cells: readonly CellEdit[];
};

/** One gesture over cells, as typed or pasted: read by the model, laid over the accredited records, durable before it is acknowledged. */
export function editCells(
  work: LocalWork,
  referential: ReferentialId,
  edits: readonly CellEdit[],
  label: string,
): Promise<EditOutcome> {
  return work.act(async () => {
    const set = await openForEdit(work, referential);
    const refused: Refused[] = [];
    const entered = new Map<string, Entered>();
    for (const edit of edits) {
      const value = readCell(work, set, edit);
      if ("reason" in value) {
        refused.push(value);
        continue;
      }
      const place = edit.recordId ?? `row ${edit.row ?? 0}`;
      const known = entered.get(place) ?? {
        id: edit.recordId ?? (work.ids.next() as RecordId),
        isNew: edit.recordId === null,
        values: new Map(),
        cells: [],
      };
      known.values.set(edit.attribute, value.value);
      entered.set(place, { ...known, cells: [...known.cells, edit] });
    }
    return keepGesture(work, set, [...entered.values()], refused, label);
  });
}

/** A form's values, already in stored form; undefined = no value. */
export function editRecord(
  work: LocalWork,
  referential: ReferentialId,
  id: RecordId,
  values: { readonly [attribute: string]: JsonValue | undefined },
  label: string,
): Promise<EditOutcome> {
  return work.act(async () => {
    const set = await openForEdit(work, referential);
    const clean = withoutEmptyValues(
      Object.fromEntries(
        Object.entries(values).filter(
          (entry): entry is [string, JsonValue] => entry[1] !== undefined,
        ),
      ),
    );
    const known = new Map(
      Object.keys(values).map((attribute) => [
        attribute,
        Object.hasOwn(clean, attribute) ? clean[attribute] : undefined,
      ]),
    );
    return keepGesture(work, set, [{ id, isNew: false, values: known, cells: [] }], [], label);
  });
}

/** A new record as a draft; returns its id, made here and kept for life. */
export function createRecord(
  work: LocalWork,
  referential: ReferentialId,
  data: RecordData,
  label: string,
): Promise<RecordId> {
  return work.act(async () => {
    const set = await openForEdit(work, referential);
    const id = work.ids.next() as RecordId;
    const values = new Map(Object.entries(withoutEmptyValues(data)));
    const { refused } = await keepGesture(
      work,
      set,
      [{ id, isNew: true, values, cells: [] }],
      [],
      label,
    );
    if (refused.length > 0)
      throw new Fault("RECORD_INVALID", "the new record would break the base", { refused });
    return id;
  });
}

/** Gives records a last valid day (D2). Records of a référentiel without a period are refused. */
export function closeRecords(
  work: LocalWork,
  referential: ReferentialId,
  ids: readonly RecordId[],
  lastDay: IsoDate,
  label: string,
): Promise<EditOutcome> {
  return work.act(async () => {
    const set = await openForEdit(work, referential);
    const end = set.referential.period?.to;
    if (end === undefined)
      throw new Fault("BAD_REQUEST", "this référentiel has no period", { referential });
    const entered = ids.map((id): Entered => ({
      id,
      isNew: false,
      values: new Map([[end, storedEnd(lastDay)]]),
      cells: [],
    }));
    return keepGesture(work, set, entered, [], label);
  });
}

/** Marks records as never to have existed (S1); `keptId` names the one kept instead. A creation not submitted yet is dropped. */
export function withdrawRecords(
  work: LocalWork,
  referential: ReferentialId,
  ids: readonly RecordId[],
  keptId: RecordId | null,
  label: string,
): Promise<EditOutcome> {
  return work.act(async () => {
    const set = await openForEdit(work, referential);
    return keepMoves(
      work,
      ids.map((id) => moveOfDraft(set, id, (where) => withdrawalDraft(where, keptId, work.now))),
      label,
      [],
      [],
    );
  });
}

/** Drops the drafts of these records, and their lines of requests in preparation; undoable. */
export function discardDrafts(
  work: LocalWork,
  ids: readonly RecordId[],
  label: string,
): Promise<void> {
  return work.act(async () => {
    const moves: Move[] = [];
    for (const id of ids) {
      const draft = work.rows.drafts.get(id);
      const referential = draft?.change.referential ?? work.set.find(id)?.set.referential.id;
      const set = referential === undefined ? null : await work.set.open(referential);
      if (set) moves.push(moveOfDraft(set, id, (where) => droppedDraft(where, work.now)));
    }
    await keepMoves(work, moves, label, [], []);
  });
}

async function openForEdit(work: LocalWork, referential: ReferentialId): Promise<ReferentialSet> {
  checkMayEdit(work.identity, referential);
  const set = await work.set.open(referential);
  if (!set) throw new Fault("REFERENTIAL_UNKNOWN", "no model of this référentiel", { referential });
  return set;
}

/** Composes the drafts, refuses what would break the base, and keeps the rest in one write. */
async function keepGesture(
  work: LocalWork,
  set: ReferentialSet,
  entered: readonly Entered[],
  refused: Refused[],
  label: string,
): Promise<EditOutcome> {
  const moves: Move[] = [];
  const created: RecordId[] = [];
  const keys = new Set<string>();
  for (const one of entered) {
    const where = whereIs(set, one.id);
    if (!one.isNew && !isEditable(where)) {
      refused.push(...refusalsOf(one, "read-only"));
      continue;
    }
    const values = one.isNew
      ? withDerived(set, one.values)
      : keepReferences(work.set, set, where, one.values);
    const after = nextDraft(where, values, work.now);
    const shown = overlayRecord(one.id, set.referential.id, where.accredited, {
      ...where.overlay,
      draft: after,
    });
    if (
      after &&
      shown &&
      (await newFatals(work, set, one.id, shown.data, [...values.keys()])).length > 0
    ) {
      refused.push(...refusalsOf(one, "fatal"));
      continue;
    }
    const key = after && shown ? keyOf(set.referential, shown.data) : undefined;
    // Two records of one gesture with one key: the rules only know those already kept.
    if (key !== undefined && keys.has(key)) {
      refused.push(...refusalsOf(one, "fatal"));
      continue;
    }
    if (key !== undefined) keys.add(key);
    moves.push({ recordId: one.id, before: where.overlay.draft, after });
    if (one.isNew) created.push(one.id);
  }
  return keepMoves(work, moves, label, created, refused);
}

async function keepMoves(
  work: LocalWork,
  moves: readonly Move[],
  label: string,
  created: readonly RecordId[],
  refused: readonly Refused[],
): Promise<EditOutcome> {
  const real = moves.filter((move) => move.before !== null || move.after !== null);
  if (real.length > 0) await work.write(recordGesture(work.rows.commands, label, real));
  const fresh = new Set(created);
  return {
    changed: real.map((move) => move.recordId).filter((id) => !fresh.has(id)),
    created,
    refused,
  };
}

const moveOfDraft = (
  set: ReferentialSet,
  id: RecordId,
  next: (where: ReturnType<typeof whereIs>) => DraftRow | null,
): Move => {
  const where = whereIs(set, id);
  return { recordId: id, before: where.overlay.draft, after: next(where) };
};

/** A creation's values with the references that follow from its code (MM14). */
function withDerived(
  set: ReferentialSet,
  values: ReadonlyMap<string, JsonValue | undefined>,
): ReadonlyMap<string, JsonValue | undefined> {
  const data = Object.fromEntries(
    [...values].filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
  return new Map(Object.entries(deriveValues(set.referential, data)));
}

function refusalsOf(one: Entered, reason: Refused["reason"]): readonly Refused[] {
  if (one.cells.length > 0)
    return one.cells.map((cell) => ({
      recordId: cell.recordId,
      attribute: cell.attribute,
      text: cell.text,
      reason,
    }));
  return [...one.values].map(([attribute, value]) => ({
    recordId: one.isNew ? null : one.id,
    attribute,
    text: textOf(value),
    reason,
  }));
}

const textOf = (value: JsonValue | undefined): string =>
  typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
