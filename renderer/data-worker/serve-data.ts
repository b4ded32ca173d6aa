import { Fault } from "../../shared/base/index.ts";
import { isFinal } from "../../shared/sync/index.ts";
import { applyAnswers, listOutbox, outgoing } from "../services/answer-operations.ts";
import { applyEntries, installSnapshot } from "../services/apply-feed.ts";
import { serveBackup } from "../services/backup/backup-desk.ts";
import {
  crossReferences,
  lookupRecords,
  searchRecords,
  showChildren,
  showRecord,
} from "../services/browse-records.ts";
import { compactBases } from "../services/compact-bases.ts";
import {
  composeRequest,
  dissolveRequest,
  listPreparations,
  reopenRequest,
} from "../services/compose-request.ts";
import { cancelRequest, commentRequest, decideRequest } from "../services/decide-request.ts";
import {
  closeRecords,
  createRecord,
  discardDrafts,
  editCells,
  editRecord,
  withdrawRecords,
} from "../services/edit-records.ts";
import {
  checkDraft,
  findingGroups,
  findingLines,
  unwaive,
  validateReferentials,
  waive,
} from "../services/find-problems.ts";
import { listReferentials } from "../services/list-referentials.ts";
import type { LocalWork } from "../services/local-work.ts";
import { missingBlocks, stashBlock } from "../services/stash-blocks.ts";
import { changesOf, groupChanges, pageOfChanges } from "../services/request-changes.ts";
import {
  dismissSoft,
  listConflicts,
  resolveOne,
  unresolveOne,
} from "../services/resolve-conflicts.ts";
import { listRequests, showRequest } from "../services/show-requests.ts";
import { mayEdit } from "../services/rights.ts";
import { submitRequest } from "../services/submit-request.ts";
import { redoGesture, undoGesture } from "../services/undo-redo.ts";
import type { DataApi } from "./data-api.ts";
import { exportRows } from "./export-rows.ts";
import { serveImport } from "./import/index.ts";
import type { ReferentialSet } from "./working-set/referential-set.ts";
import { showRows } from "./working-set/show-rows.ts";
import { Views } from "./working-set/views.ts";

/** Everything of the data worker but its opening: one line per question of the screens. */
export type ServedApi = Omit<DataApi, "open" | "subscribe">;

/** Takes work that may be done later, piece by piece, while nobody asks for anything. */
export type WhenIdle = (pieces: Generator<void, void, void>) => void;

function* warmUp(
  work: LocalWork,
  set: ReferentialSet,
  columns: readonly string[],
): Generator<void, void, void> {
  yield* set.warmUp(columns);
  if (!mayEdit(work.identity, set.referential.id)) return;
  yield;
  // The first edit would otherwise wait for the rules to know every record.
  void work.rules.warmUp(set.referential.id);
}

/** Serves the local work to the screens; the simulation calls the same in Node. */
export function serveData(work: LocalWork, whenIdle: WhenIdle = () => {}): ServedApi {
  const views = new Views(work.findings, () => work.today);
  let cancelled = 0;
  return {
    // life
    setLanguage: async (language) => work.setLanguage(language),
    setIdentity: (identity) => work.setIdentity(identity),
    counts: async () => work.counts(),
    referentials: () => listReferentials(work),
    setting: (key) => work.store.setting(`screen.${key}`),
    setSetting: (key, value) =>
      work.act(() => work.store.write({ settings: { put: [{ key: `screen.${key}`, value }] } })),
    wipe: () =>
      work.act(async () => {
        const unsent = [...work.rows.outbox.values()].some((row) => !isFinal(row.answer));
        if (unsent || work.rows.drafts.size > 0)
          throw new Fault("REQUEST_REFUSED", "unsent work is kept here", { reason: "unsent" });
        await work.store.wipe();
        await work.forgetAll();
      }),

    // browse
    async openView(query) {
      const set = await work.set.open(query.referential);
      if (!set)
        throw new Fault("REFERENTIAL_UNKNOWN", "no model of this référentiel", {
          referential: query.referential,
        });
      const info = views.openView(set, query);
      whenIdle(warmUp(work, set, query.columns));
      return info;
    },
    rows: async (viewId, from, to) =>
      showRows(views.view(viewId), from, to, work.findings, work.today),
    rowIndex: async (viewId, id) => views.rowIndex(viewId, id),
    ids: async (viewId) => views.ids(viewId),
    facet: async (viewId, attribute, search) => views.facet(viewId, attribute, search),
    closeView: async (viewId) => views.close(viewId),
    record: (referential, id) => showRecord(work, referential, id),
    async recordByKey(referential, key) {
      const set = await work.set.open(referential);
      const slot = set?.table.slotsOfKey(key)[0];
      return set && slot !== undefined ? work.set.labelAt(set, slot) : null;
    },
    async history(_referential, id) {
      const entries = await work.store.historyOf(id);
      const complete =
        entries[0]?.version === 1 && entries.every((entry, place) => entry.version === place + 1);
      const version = work.set.find(id)?.record.version ?? 0;
      return { entries, complete: complete && entries.length >= version };
    },
    rememberHistory: (entries) => work.store.rememberHistory(entries),
    crossReferences: (referential, id) => crossReferences(work, referential, id),
    children: (referential, hierarchy, parent, asAt) =>
      showChildren(work, referential, hierarchy, parent, asAt),
    search: (text, limit) => searchRecords(work, text, limit),
    lookup: (referential, text, limit) => lookupRecords(work, referential, text, limit),
    exportView: (viewId, format, onProgress) =>
      exportRows(views.view(viewId), format, work.language, onProgress),

    // edit
    editCells: (referential, edits, label) => editCells(work, referential, edits, label),
    editRecord: (referential, id, values, label) =>
      editRecord(work, referential, id, values, label),
    createRecord: (referential, data, label) => createRecord(work, referential, data, label),
    closeRecords: (referential, ids, lastDay, label) =>
      closeRecords(work, referential, ids, lastDay, label),
    withdrawRecords: (referential, ids, keptId, label) =>
      withdrawRecords(work, referential, ids, keptId, label),
    discardDrafts: (ids, label) => discardDrafts(work, ids, label),
    undo: () => undoGesture(work),
    redo: () => redoGesture(work),

    // findings
    validate(referential, stage, onProgress) {
      const asked = (cancelled += 1);
      return validateReferentials(work, referential, stage, onProgress, () => cancelled !== asked);
    },
    findingGroups: async (referential) => findingGroups(work, referential),
    findingLines: async (group, from, to) => findingLines(work, group, from, to),
    waive: (finding, reason, expires) => waive(work, finding, reason, expires),
    unwaive: (finding) => unwaive(work, finding),
    checkDraft: (referential, id, data) => checkDraft(work, referential, id, data),
    async cancel() {
      cancelled += 1;
    },

    // requests
    preparations: () => listPreparations(work),
    changes: (requestId, group, from, to) => pageOfChanges(work, requestId, group, from, to),
    changeGroups: async (requestId) => groupChanges(work, await changesOf(work, requestId)),
    compose: (ids, title) => composeRequest(work, ids, title),
    dissolve: (requestId, keepChanges) => dissolveRequest(work, requestId, keepChanges),
    submit: (requestId, form, onProgress) => submitRequest(work, requestId, form, onProgress),
    requests: async (box) => listRequests(work, box),
    request: (id) => showRequest(work, id),
    reopen: (id) => reopenRequest(work, id),
    comment: (id, text) => commentRequest(work, id, text),
    cancelRequest: (id, reason) => cancelRequest(work, id, reason),
    decide: (id, answer, reason, seen) => decideRequest(work, id, answer, reason, seen),

    ...serveImport(work),
    ...serveBackup(work),

    // synchronisation
    cursor: async () => work.cursor,
    outgoing: async (limit) => outgoing(work, limit),
    blockBytes: async (hash) => (await work.store.readBlock(hash as never))?.bytes ?? null,
    applyAnswers: (answers) => applyAnswers(work, answers),
    admitModels: (models) => work.store.admit(models),
    missingBlocks: (hashes) => missingBlocks(work, hashes),
    stashBlock: (hash, count, referential, bytes) =>
      stashBlock(work, hash, count, referential, bytes),
    installSnapshot: (manifest) => installSnapshot(work, manifest),
    applyEntries: (entries) => applyEntries(work, entries),
    outbox: async () => listOutbox(work),
    conflicts: () => listConflicts(work),
    resolveConflict: (id, choice) => resolveOne(work, id, choice),
    unresolveConflict: (id) => unresolveOne(work, id),
    dismissSoft: (id) => dismissSoft(work, id),
    compactWhenIdle: () => compactBases(work),
  };
}
