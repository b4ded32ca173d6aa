import { Fault } from "../../../shared/base/index.ts";
import type { JsonValue } from "../../../shared/base/index.ts";
import { unreadable } from "../../../shared/exchange/backup/index.ts";
import type { SealedKind } from "../../../shared/exchange/backup/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import { attributeOf } from "../../../shared/model/index.ts";
import { isFinal } from "../../../shared/sync/index.ts";
import type {
  BackupApi,
  CarriedPreview,
  CarriedConflict,
  SealFacts,
} from "../../data-worker/api/backup-api.ts";
import { isDropped } from "../../data-worker/working-set/overlay.ts";
import { countAccredited } from "../count-accredited.ts";
import { BASE_MARK, IDENTITY, REVISION } from "../local-work.ts";
import type { LocalWork } from "../local-work.ts";
import { dumpState } from "./dump-state.ts";
import { openSealed } from "./open-sealed.ts";
import { dumpPending, readPending } from "./pending-work.ts";
import type { PendingWork } from "./pending-work.ts";
import { checkSealed, restoreState } from "./restore-state.ts";
import { sealParts } from "./seal-parts.ts";
import type { SealedSummary } from "./state-parts.ts";
import { previewPending, takePending } from "./take-pending.ts";
import type { TakenConflict } from "./taken-work.ts";

/** Backup, restore and carry of one laptop, for the screens. One at a time; `cancelBackup` ends the one under way without a trace. */
export function serveBackup(work: LocalWork): BackupApi {
  let asked = 0;
  let carried: PendingWork | null = null;
  const begin = (): (() => boolean) => {
    const mine = (asked += 1);
    return () => asked !== mine;
  };
  return {
    workstation: async () => {
      const base = await work.store.base();
      return {
        deviceId: work.deviceId,
        cursor: base.cursor,
        records: countAccredited(work.set, base),
        hasWork: hasOwnWork(work),
      };
    },

    backUp(passphrase, facts, onProgress) {
      const isCancelled = begin();
      return work.act(async () => {
        const summary = await summaryOf(work, "backup", facts);
        return sealParts(dumpState(work.store, summary, onProgress), {
          kind: "backup",
          passphrase,
          isCancelled,
        });
      });
    },

    carryAway(passphrase, facts) {
      const isCancelled = begin();
      return work.act(async () =>
        sealParts(dumpPending(work, await summaryOf(work, "carry", facts)), {
          kind: "carry",
          passphrase,
          isCancelled,
        }),
      );
    },

    async openCarried(file, passphrase) {
      const isCancelled = begin();
      const pending = await readPending(await openSealed(file, passphrase, { isCancelled }));
      const taken = await work.act(() => previewPending(work, pending));
      carried = pending;
      const conflicts: CarriedConflict[] = [];
      for (const conflict of taken.conflicts) conflicts.push(await showConflict(work, conflict));
      return { summary: pending.summary, taken, conflicts } satisfies CarriedPreview;
    },

    async takeCarried(choices) {
      const pending = carried;
      if (!pending) throw new Fault("BAD_REQUEST", "no file was opened");
      const taken = await work.act(() => takePending(work, pending, new Set(choices)));
      carried = null;
      return taken;
    },

    restore(file, passphrase, onProgress) {
      const isCancelled = begin();
      return work.act(() => restoreFile(work, file, passphrase, isCancelled, onProgress));
    },

    async cancelBackup() {
      begin();
    },
  };
}

/** True when this laptop holds something that central does not: it is never replaced, only added to. */
function hasOwnWork(work: LocalWork): boolean {
  const { drafts, requests, outbox, waivers } = work.rows;
  return (
    drafts.size > 0 ||
    waivers.size > 0 ||
    [...requests.values()].some((request) => request.status === "preparation") ||
    [...outbox.values()].some((row) => !isFinal(row.answer))
  );
}

async function restoreFile(
  work: LocalWork,
  file: Blob,
  passphrase: string,
  isCancelled: () => boolean,
  onProgress: OnProgress,
): Promise<void> {
  const opened = await openSealed(file, passphrase, { isCancelled });
  const checked = await checkSealed(opened, onProgress);
  if (checked.summary.kind !== "backup") throw unreadable("content");
  if (hasOwnWork(work))
    throw new Fault("REQUEST_REFUSED", "unsent work is kept here", { reason: "unsent" });
  const { identity } = work;
  const { person, establishment } = checked.summary;
  if (identity && (identity.person !== person || identity.establishment !== establishment))
    throw unreadable("other-person");
  // From here on nothing is cancelled: the content is being replaced.
  const sound = await openSealed(file, passphrase);
  await restoreState(
    work.store,
    sound,
    checked,
    [
      // Larger than any count of writes: other tabs of the profile see that everything changed.
      { key: REVISION, value: Date.parse(work.now) },
      { key: BASE_MARK, value: work.ids.next() },
      // Rights as known here are fresher than those of the file.
      ...(identity ? [{ key: IDENTITY, value: identity }] : []),
    ],
    onProgress,
  );
  await work.forgetAll();
}

async function summaryOf(
  work: LocalWork,
  kind: SealedKind,
  facts: SealFacts,
): Promise<SealedSummary> {
  const author = work.author();
  const { drafts, requests, outbox } = work.rows;
  const base = await work.store.base();
  return {
    kind,
    version: facts.version,
    address: facts.address,
    at: work.now,
    person: author.person,
    name: author.name,
    login: author.login,
    establishment: author.establishment,
    establishmentName: author.establishmentName ?? author.establishment,
    deviceId: work.deviceId,
    cursor: base.cursor,
    records: countAccredited(work.set, base),
    drafts: [...drafts.values()].filter((row) => !isDropped(row.change)).length,
    preparations: [...requests.values()].filter((one) => one.status === "preparation").length,
    requests: requests.size,
    waiting: [...outbox.values()].filter((row) => !isFinal(row.answer)).length,
  };
}

async function showConflict(work: LocalWork, conflict: TakenConflict): Promise<CarriedConflict> {
  const { referential, recordId, attribute } = conflict;
  const set = await work.set.open(referential);
  const label = work.set.label(referential, recordId);
  const show = (value: JsonValue | undefined): string =>
    (attribute === null ? undefined : set?.column(attribute)?.textOf(value)) ?? "";
  const known = set && attribute !== null ? attributeOf(set.referential, attribute) : undefined;
  return {
    recordId,
    attribute,
    key: label?.key ?? "",
    title: label?.title ?? "",
    label: known?.label[work.language] ?? "",
    here: show(conflict.here),
    carried: show(conflict.carried),
  };
}
