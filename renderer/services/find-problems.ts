import type { IsoDate, JsonValue, RecordId, ReferentialId } from "../../shared/base/index.ts";
import { Fault, nextDay } from "../../shared/base/index.ts";
import type { OnProgress } from "../../shared/ports/index.ts";
import type { RecordData } from "../../shared/record/index.ts";
import { blocks, compareSeverity, waiverCovers } from "../../shared/rules/index.ts";
import type { Finding, ValidationStage, Waiver } from "../../shared/rules/index.ts";
import type { FindingGroup, FindingLine } from "../data-worker/data-api.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import { waiverKey } from "../storage/waiver-key.ts";
import type { LocalWork } from "./local-work.ts";
import { mayRead } from "./rights.ts";

/** Lets the worker answer other calls between two batches. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Fatal findings a record would get from new values, those it had already left out: an old fault never blocks another edit. */
export async function newFatals(
  work: LocalWork,
  set: ReferentialSet,
  id: RecordId,
  data: RecordData,
  edited: readonly string[],
): Promise<readonly Finding[]> {
  const referential = set.referential.id;
  const slot = set.table.slotOf(id);
  const now = slot === undefined ? undefined : set.table.shown[slot];
  const fatals = (await work.rules.check(referential, id, data, "draft")).filter((finding) =>
    blocks(finding, "draft", [], work.today),
  );
  if (fatals.length === 0 || !now) return fatals;
  const before = new Set(
    (await work.rules.check(referential, id, now.data, "draft")).map(
      (finding) => `${finding.rule}|${finding.attribute ?? ""}`,
    ),
  );
  return fatals.filter(
    (finding) =>
      !before.has(`${finding.rule}|${finding.attribute ?? ""}`) ||
      (finding.attribute !== undefined && edited.includes(finding.attribute)),
  );
}

/** As-you-type check of a form not saved yet: a draft may be incomplete (V2). */
export const checkDraft = (
  work: LocalWork,
  referential: ReferentialId,
  id: RecordId | null,
  data: RecordData,
): Promise<readonly Finding[]> =>
  work.rules.check(referential, id ?? (work.ids.next() as RecordId), data, "draft");

/** Runs every rule over one référentiel, or over all that the person may read; CANCELLED when `isCancelled` says so between two batches. */
export async function validateReferentials(
  work: LocalWork,
  referential: ReferentialId | null,
  stage: ValidationStage,
  onProgress: OnProgress,
  isCancelled: () => boolean,
): Promise<void> {
  const ids =
    referential === null
      ? work.set
          .referentials()
          .map((model) => model.id)
          .filter((id) => mayRead(work.identity, id))
      : [referential];
  for (const id of ids) await work.set.open(id);
  const total = ids.reduce((sum, id) => sum + (work.set.ifOpen(id)?.table.size ?? 0), 0);
  let before = 0;
  for (const id of ids) {
    const findings: Finding[] = [];
    const size = work.set.ifOpen(id)?.table.size ?? 0;
    for (const batch of await work.rules.all(id, stage)) {
      findings.push(...batch.findings);
      onProgress({ done: before + Math.min(batch.done, size), total });
      await pause();
      if (isCancelled()) throw new Fault("CANCELLED", "validation cancelled");
    }
    before += size;
    work.findings.replace(id, findings);
    work.set.ifOpen(id)?.table.touch();
    work.announceRecords(id);
  }
  work.announceCounts();
}

/** Findings grouped by severity, then rule, then référentiel, the most serious and the most frequent first. */
export function findingGroups(
  work: LocalWork,
  referential: ReferentialId | null,
): readonly FindingGroup[] {
  return groupFindings(work.findings.all(referential));
}

export function groupFindings(findings: Iterable<Finding>): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { severity, rule, referential } of findings) {
    const key = `${severity}|${rule}|${referential}`;
    groups.set(key, { severity, rule, referential, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()].sort(
    (a, b) => compareSeverity(b.severity, a.severity) || b.count - a.count,
  );
}

/** The findings of one group, by key of record, a page of them. */
export function findingLines(
  work: LocalWork,
  group: {
    readonly referential: ReferentialId;
    readonly rule: Finding["rule"];
    readonly severity: Finding["severity"];
  },
  from: number,
  to: number,
): readonly FindingLine[] {
  const found = [...work.findings.all(group.referential)].filter(
    (finding) => finding.rule === group.rule && finding.severity === group.severity,
  );
  return found.slice(from, to).map((finding) => lineOf(work, finding));
}

/** A finding with the record it is about and whether a waiver excuses it. */
export function lineOf(work: LocalWork, finding: Finding): FindingLine {
  const label = work.set.label(finding.referential, finding.recordId);
  return {
    ...finding,
    key: label?.key ?? "",
    title: label?.title ?? "",
    waived: isWaived(work, finding),
  };
}

export const isWaived = (work: LocalWork, finding: Finding): boolean => {
  const waiver = work.rows.waivers.get(waiverKey(finding));
  return waiver !== undefined && waiverCovers(waiver, finding, work.today);
};

/** Excuses one finding until a date, with a reason (V7); it dies if the value changes. `lastDay` is the last day it holds, stored as the following one (D2). */
export function waive(
  work: LocalWork,
  finding: Finding,
  reason: string,
  lastDay: IsoDate,
): Promise<void> {
  return work.act(async () => {
    const author = work.author();
    if (reason.trim() === "") throw new Fault("BAD_REQUEST", "a waiver needs a reason");
    const waiver: Waiver = {
      referential: finding.referential,
      recordId: finding.recordId,
      rule: finding.rule,
      ...(finding.attribute === undefined ? {} : { attribute: finding.attribute }),
      ...(finding.value === undefined ? {} : { value: finding.value as JsonValue }),
      reason,
      author: author.person,
      expires: nextDay(lastDay),
    };
    await work.write({ waivers: { put: [waiver] } });
    work.announceRecords(finding.referential);
  });
}

export function unwaive(work: LocalWork, finding: Finding): Promise<void> {
  return work.act(async () => {
    await work.write({ waivers: { remove: [waiverKey(finding)] } });
    work.announceRecords(finding.referential);
  });
}
