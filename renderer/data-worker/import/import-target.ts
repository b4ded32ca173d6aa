import { Fault } from "../../../shared/base/index.ts";
import type { RecordId, ReferentialId, RequestId } from "../../../shared/base/index.ts";
import { matchAttributesOf, matchTextOf } from "../../../shared/exchange/import/index.ts";
import type {
  ImportedRecord,
  ImportPlan,
  ImportTarget,
} from "../../../shared/exchange/import/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { applyPatch } from "../../../shared/record/index.ts";
import type { RecordData } from "../../../shared/record/index.ts";
import { createRuleContext, findingsOf, loadRecords } from "../../../shared/rules/index.ts";
import type { Finding } from "../../../shared/rules/index.ts";
import type { LocalWork } from "../../services/local-work.ts";
import { resolveText } from "../../services/resolve-text.ts";
import { ownChange } from "../working-set/overlay.ts";
import type { ReferentialSet } from "../working-set/referential-set.ts";

/** Results judged between two looks at the clock. */
const BATCH = 2000;

/** The working set as a dry run sees it: accredited records under the person's own drafts; nothing is written. */
export function importTarget(work: LocalWork, set: ReferentialSet, plan: ImportPlan): ImportTarget {
  const { table, referential } = set;
  const byMatch = matchIndex(set, matchAttributesOf(referential, plan.matchOn));
  // files name the same parents again and again; looking a label up costs a search
  const resolved = new Map<string, string | undefined>();
  return {
    find: (text) => byMatch.get(text) ?? [],
    record: (id) => {
      const slot = table.slotOf(id);
      return slot === undefined ? undefined : importedRecord(work, set, slot);
    },
    *ids() {
      for (const record of table.accredited) if (record) yield record.id;
    },
    resolve: (other, text) => {
      const asked = `${other}|${text}`;
      if (resolved.has(asked)) return resolved.get(asked);
      const found = resolveText(work.set, other, text);
      const reference = found.kind === "found" ? found.reference : undefined;
      resolved.set(asked, reference);
      return reference;
    },
    nextId: () => work.ids.next() as RecordId,
    check: (results) => judge(work, referential, results),
  };
}

function matchIndex(
  set: ReferentialSet,
  attributes: readonly string[],
): ReadonlyMap<string, readonly RecordId[]> {
  const index = new Map<string, RecordId[]>();
  for (const record of set.table.shown) {
    if (!record || record.withdrawn) continue;
    const text = matchTextOf(attributes, record.data);
    if (text === undefined) continue;
    const same = index.get(text);
    if (same) same.push(record.id);
    else index.set(text, [record.id]);
  }
  return index;
}

function importedRecord(work: LocalWork, set: ReferentialSet, slot: number): ImportedRecord {
  const accredited = set.table.accredited[slot];
  const overlay = set.table.overlayOf(slot);
  const own = ownChange(overlay);
  const base = accredited?.data ?? {};
  const [pending] = overlay.pending;
  const held = own?.requestId
    ? ({ rule: "import-prepared", title: titleOf(work, own.requestId) } as const)
    : !accredited && pending
      ? ({ rule: "import-pending", title: titleOf(work, pending.requestId) } as const)
      : null;
  const unaccredited = !accredited && pending ? applyPatch({}, pending.change.patch) : base;
  return {
    version: accredited?.version ?? 0,
    accredited: accredited?.data ?? null,
    current: own ? applyPatch(base, own.change.patch) : unaccredited,
    withdrawn: accredited?.withdrawn !== undefined,
    ...(held ? { held } : {}),
  };
}

const titleOf = (work: LocalWork, id: RequestId): string =>
  work.rows.requests.get(id)?.content.title ?? "";

/** Every rule over the référentiel as the import would leave it, in an index of its own. */
function* judge(
  work: LocalWork,
  referential: Referential,
  results: ReadonlyMap<RecordId, RecordData>,
): Generator<{ readonly done: number; readonly findings: readonly Finding[] }> {
  const context = createRuleContext(work.set.referentials());
  for (const other of work.set.opened()) {
    const replaced =
      other.referential.id === referential.id ? results : new Map<RecordId, RecordData>();
    loadRecords(context.index, other.referential.id, shownOrReplaced(other, replaced));
  }
  let findings: Finding[] = [];
  let done = 0;
  for (const id of results.keys()) {
    findings.push(...findingsOf(context, referential.id, id, "submit"));
    if (++done % BATCH !== 0) continue;
    yield { done, findings };
    findings = [];
  }
  yield { done, findings };
}

function* shownOrReplaced(
  set: ReferentialSet,
  replaced: ReadonlyMap<RecordId, RecordData>,
): Generator<readonly [RecordId, RecordData, { readonly keptId?: RecordId }?]> {
  for (const record of set.table.shown) {
    if (!record || replaced.has(record.id)) continue;
    yield record.withdrawn ? [record.id, record.data, record.withdrawn] : [record.id, record.data];
  }
  yield* replaced;
}

/** Opens the référentiel and those it refers to; REFERENTIAL_UNKNOWN for one the laptop has not. */
export async function openForImport(work: LocalWork, id: ReferentialId): Promise<ReferentialSet> {
  const set = await work.set.open(id);
  if (!set) throw new Fault("REFERENTIAL_UNKNOWN", "no such référentiel here", { referential: id });
  return set;
}
