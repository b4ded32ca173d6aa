import { Fault } from "../../../shared/base/index.ts";
import type { RecordId, RequestId } from "../../../shared/base/index.ts";
import { startImport } from "../../../shared/exchange/import/index.ts";
import type {
  ImportOutcome,
  ImportPlan,
  ImportSession,
} from "../../../shared/exchange/import/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import { summaryOf } from "../../../shared/workflow/index.ts";
import { commandsTouching } from "../../services/command-log.ts";
import { emptyPreparation } from "../../services/compose-request.ts";
import type { LocalWork } from "../../services/local-work.ts";
import { packChanges, refOf } from "../../services/pack-changes.ts";
import { kindOf } from "../../services/request-changes.ts";
import { checkMayEdit } from "../../services/rights.ts";
import type { ImportApi } from "../data-api.ts";
import type { ReferentialSet } from "../working-set/referential-set.ts";
import { importTarget, openForImport } from "./import-target.ts";
import { mappingFor, withMapping } from "./saved-mappings.ts";
import { groupOf, groupRemarks } from "./group-remarks.ts";
import { readRows } from "./read-rows.ts";
import { createdKeys, showPlanned } from "./show-planned.ts";
import type { CreatedKeys } from "./show-planned.ts";

/** An import under way: reading, then judged. Nothing of it is in the store until it is committed. */
type Desk = {
  readonly plan: ImportPlan;
  readonly set: ReferentialSet;
  readonly session: ImportSession;
  readonly stop: AbortController;
  judged: {
    readonly outcome: ImportOutcome;
    readonly created: CreatedKeys;
    readonly version: number;
  } | null;
};

/** Work done between two looks at the message queue, in milliseconds: long enough to be cheap, short enough to cancel at once. */
const SLICE = 40;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Imports: dry runs over the working set, and the commit of the very changes that were shown (Y4). */
export function serveImport(work: LocalWork): ImportApi {
  const desks = new Map<string, Desk>();

  const deskOf = (id: string): Desk => {
    const desk = desks.get(id);
    if (!desk) throw new Fault("CANCELLED", "this import is over", { importId: id });
    return desk;
  };

  const judgedOf = (id: string): Desk & { readonly judged: NonNullable<Desk["judged"]> } => {
    const desk = deskOf(id);
    if (!desk.judged) throw new Fault("BAD_REQUEST", "this import was not judged yet");
    return desk as Desk & { readonly judged: NonNullable<Desk["judged"]> };
  };

  return {
    async guessMapping(referential, headers, samples) {
      const set = await openForImport(work, referential);
      const { mapping, saved } = await mappingFor(work.store, set.referential, headers, samples);
      return { mapping, saved: saved?.name ?? null };
    },

    saveMapping: (_referential, name, headers, plan) =>
      work.act(async () => {
        const setting = await withMapping(work.store, name, headers, plan);
        await work.write({ settings: { put: [setting] } });
      }),

    async importBegin(plan) {
      checkMayEdit(work.identity, plan.referential);
      const set = await openForImport(work, plan.referential);
      // one at a time: the rows of the one before are let go
      for (const desk of desks.values()) desk.stop.abort();
      desks.clear();
      const id = work.ids.next();
      const session = startImport(set.referential, plan, importTarget(work, set, plan));
      desks.set(id, { plan, set, session, stop: new AbortController(), judged: null });
      return id;
    },

    async importRead(importId, port, onProgress) {
      const desk = deskOf(importId);
      await readRows(desk.session, port, desk.stop.signal, onProgress);
    },

    async importFinish(importId, onProgress) {
      const desk = deskOf(importId);
      const version = desk.set.table.recordVersion;
      const outcome = await runFinish(desk, onProgress);
      desk.judged = { outcome, created: createdKeys(desk.set, outcome.changes), version };
      return {
        reportId: importId,
        counts: outcome.counts,
        remarks: outcome.remarks.length,
        groups: groupRemarks(outcome.remarks),
        refusedRows: outcome.refusedRows.length,
      };
    },

    async importRemarks(reportId, from, to, only) {
      const { remarks } = judgedOf(reportId).judged.outcome;
      const wanted = only ? remarks.filter((remark) => groupOf(remark) === groupOf(only)) : remarks;
      return wanted.slice(from, to);
    },

    async importChanges(reportId, group, from, to) {
      const { set, judged } = judgedOf(reportId);
      const wanted = judged.outcome.changes.filter(
        ({ row, change }) => (row === null ? "close" : kindOf(work, change)) === group,
      );
      return showPlanned(work, set, judged.created, wanted.slice(from, to));
    },

    importCommit: (reportId, title, onProgress) =>
      work.act(async () => {
        const desk = judgedOf(reportId);
        const { set, judged } = desk;
        const unmoved =
          work.set.ifOpen(desk.plan.referential) === set &&
          set.table.recordVersion === judged.version;
        if (!unmoved)
          throw new Fault("CONTENT_CHANGED", "records moved since the dry run", {
            importId: reportId,
          });
        const id = await commit(work, desk.plan, desk.judged.outcome, title, onProgress);
        desks.delete(reportId);
        return id;
      }),

    async importCancel(importId) {
      desks.get(importId)?.stop.abort();
      desks.delete(importId);
    },
  };
}

/** Runs the judgement in slices, so that a cancellation is heard and progress is seen. */
async function runFinish(desk: Desk, onProgress: OnProgress): Promise<ImportOutcome> {
  const finish = desk.session.finish();
  let until = performance.now() + SLICE;
  for (;;) {
    const step = finish.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    onProgress(step.value);
    await pause();
    if (desk.stop.signal.aborted) throw new Fault("CANCELLED", "the import was cancelled");
    until = performance.now() + SLICE;
  }
}

/** One strict transaction: the packed changes and the request in preparation that owns them; basket drafts they absorbed go. */
async function commit(
  work: LocalWork,
  plan: ImportPlan,
  outcome: ImportOutcome,
  title: string,
  onProgress: OnProgress,
): Promise<RequestId> {
  const changes = outcome.changes.map(({ change }) => change);
  if (changes.length === 0) throw new Fault("BAD_REQUEST", "this import changes nothing");
  onProgress({ done: 0, total: changes.length });
  const blocks = await packChanges(changes);
  const id = work.ids.next() as RequestId;
  const preparation = emptyPreparation(work, id, title.trim(), {
    referentials: [plan.referential],
    blocks: blocks.map(refOf),
    origin: { kind: "import", file: plan.file, sheet: plan.sheet, mode: plan.mode },
    summary: summaryOf(changes, (other) => work.set.referential(other) ?? undefined, {
      hasLegalText: false,
      warnings: outcome.counts.warnings,
    }),
  });
  const absorbed = changes
    .map((change) => change.recordId)
    .filter((recordId) => isInBasket(work, recordId));
  await work.write({
    blocks: { put: blocks },
    requests: { put: [preparation] },
    drafts: { remove: absorbed },
    commands: { remove: commandsTouching(work.rows.commands.values(), new Set(absorbed)) },
  });
  onProgress({ done: changes.length, total: changes.length });
  return id;
}

const isInBasket = (work: LocalWork, id: RecordId): boolean =>
  work.rows.drafts.get(id)?.requestId === null;
