import type { IsoDate, RecordId, ReferentialId } from "../../shared/base/index.ts";
import { foldText } from "../../shared/base/index.ts";
import { daysOf } from "../../shared/model/index.ts";
import type {
  CrossReference,
  RecordLabel,
  RecordView,
  SearchHit,
  TreeNode,
} from "../data-worker/data-api.ts";
import { linksOf } from "../data-worker/working-set/link-index.ts";
import { ownChange } from "../data-worker/working-set/overlay.ts";
import { recordState, worstOf } from "../data-worker/working-set/record-state.ts";
import { referencesTo } from "../data-worker/working-set/hierarchy-index.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import type { LocalWork } from "./local-work.ts";
import { isEditable } from "./next-draft.ts";
import { mayEdit } from "./rights.ts";

/** One record with everything its page shows; null when it is not here. */
export async function showRecord(
  work: LocalWork,
  referential: ReferentialId,
  id: RecordId,
): Promise<RecordView | null> {
  const set = await work.set.open(referential);
  const slot = set?.table.slotOf(id);
  const record = slot === undefined ? undefined : set?.table.shown[slot];
  if (!set || slot === undefined || !record) return null;
  const overlay = set.table.overlayOf(slot);
  const own = ownChange(overlay);
  const accredited = set.table.accredited[slot];
  const known = work.findings.findingsOf(id);
  return {
    id,
    referential,
    key: set.table.key(slot),
    title: set.title(record),
    state: recordState(set, slot, work.findings, work.today),
    version: accredited?.version ?? 0,
    data: record.data,
    accredited: accredited?.data ?? null,
    draft: own?.change ?? null,
    draftRequest: own?.requestId ?? null,
    pending: overlay.pending.map(({ requestId, change }) => {
      const request = work.rows.requests.get(requestId);
      return {
        requestId,
        title: request?.content.title ?? "",
        author: request?.authorName ?? "",
        change,
      };
    }),
    findings:
      known.length > 0 || record.withdrawn
        ? known
        : await work.rules.findings(referential, id, "submit"),
    paths: set.referential.hierarchies.map((hierarchy) => ({
      hierarchy: hierarchy.id,
      label: hierarchy.label,
      nodes: (set.hierarchy(hierarchy.id)?.path(slot, work.today) ?? []).flatMap((node) =>
        node === slot ? [] : (work.set.labelAt(set, node) ?? []),
      ),
    })),
    labels: labelsOf(work, set, slot),
    editable: mayEdit(work.identity, referential) && isEditable({ accredited, overlay }),
  };
}

function labelsOf(work: LocalWork, set: ReferentialSet, slot: number): RecordView["labels"] {
  const labels: Record<string, RecordLabel | null> = {};
  for (const attribute of set.referential.attributes) {
    if (!attribute.reference) continue;
    for (const record of [set.table.shown[slot], set.table.accredited[slot]])
      for (const { target } of linksOf(attribute, record?.data[attribute.name]))
        labels[target] = work.set.label(attribute.reference.referential, target);
  }
  return labels;
}

/** References of a record in both directions (R10: the other end is read, never copied). Every référentiel open to the person is looked at. */
export async function crossReferences(
  work: LocalWork,
  referential: ReferentialId,
  id: RecordId,
): Promise<readonly CrossReference[]> {
  const sets = await work.set.openAll();
  const own = sets.find((set) => set.referential.id === referential);
  const slot = own?.table.slotOf(id);
  if (!own || slot === undefined) return [];
  const found: CrossReference[] = [];
  for (const attribute of own.referential.attributes) {
    const rule = attribute.reference;
    if (!rule) continue;
    for (const link of linksOf(attribute, own.table.shown[slot]?.data[attribute.name]))
      found.push({
        direction: "to",
        attribute: attribute.name,
        label: attribute.label,
        other: work.set.label(rule.referential, link.target),
        text: own.column(attribute.name)?.textOf(link.target) ?? link.target,
        ...bounds(link),
      });
  }
  const references = referencesTo(id, own.table.key(slot));
  for (const set of sets)
    for (const attribute of set.referential.attributes) {
      const rule = attribute.reference;
      if (rule?.referential !== referential) continue;
      for (const from of set.linkIndex(attribute.name)?.slotsTo(references) ?? []) {
        const link = linksOf(attribute, set.table.shown[from]?.data[attribute.name]).find((one) =>
          references.includes(one.target),
        );
        const other = work.set.labelAt(set, from);
        if (other)
          found.push({
            direction: "from",
            attribute: attribute.name,
            label: rule.inverseLabel,
            other,
            text: other.key,
            ...(link ? bounds(link) : {}),
          });
      }
    }
  return found;
}

const bounds = ({ from, to }: { readonly from?: string; readonly to?: string }) => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** Children of a node (null = roots) in force at the date (null = today). */
export async function showChildren(
  work: LocalWork,
  referential: ReferentialId,
  hierarchy: string,
  parent: RecordId | null,
  asAt: IsoDate | null,
): Promise<readonly TreeNode[]> {
  const set = await work.set.open(referential);
  const index = set?.hierarchy(hierarchy);
  if (!set || !index) return [];
  const day = asAt ?? work.today;
  const parentSlot = parent === null ? null : (set.table.slotOf(parent) ?? null);
  if (parent !== null && parentSlot === null) return [];
  return index.children(parentSlot, day).flatMap((slot): TreeNode[] => {
    const label = work.set.labelAt(set, slot);
    if (!label) return [];
    const link = parentSlot === null ? null : index.linkBetween(slot, parentSlot, day);
    return [
      {
        id: label.id,
        key: label.key,
        title: label.title,
        state: recordState(set, slot, work.findings, day),
        children: index.children(slot, day).length,
        descendants: index.descendants(slot, day),
        severity: worstOf(work.findings.findingsOf(label.id)),
        ...(link ? bounds(daysOf(link.from, link.to)) : {}),
      },
    ];
  });
}

/** Records of every référentiel that answer, the closest first. */
export async function searchRecords(
  work: LocalWork,
  text: string,
  limit: number,
): Promise<readonly SearchHit[]> {
  const wanted = foldText(text);
  if (wanted === "") return [];
  const hits: { readonly set: ReferentialSet; readonly slot: number; readonly score: number }[] =
    [];
  for (const set of await work.set.openAll()) hits.push(...bestOf(set, text, wanted, limit));
  return hits
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .flatMap(({ set, slot }): SearchHit[] => {
      const label = work.set.labelAt(set, slot);
      return label
        ? [
            {
              ...label,
              state: recordState(set, slot, work.findings, work.today),
              excerpt: excerptOf(set, slot, label.title, wanted),
            },
          ]
        : [];
    });
}

/** Candidates for a reference editor: by key or label, records in use first. */
export async function lookupRecords(
  work: LocalWork,
  referential: ReferentialId,
  text: string,
  limit: number,
): Promise<readonly RecordLabel[]> {
  const set = await work.set.open(referential);
  if (!set) return [];
  const wanted = foldText(text);
  const slots =
    wanted === ""
      ? firstSlots(set, limit)
      : bestOf(set, text, wanted, limit)
          .sort((a, b) => a.score - b.score)
          .map(({ slot }) => slot);
  return slots
    .slice(0, limit)
    .flatMap((slot) =>
      set.table.shown[slot]?.withdrawn ? [] : (work.set.labelAt(set, slot) ?? []),
    );
}

const firstSlots = (set: ReferentialSet, limit: number): readonly number[] =>
  (set.column(set.referential.key[0] ?? "")?.order() ?? [])
    .filter((slot) => set.table.shown[slot])
    .slice(0, limit);

/** Only so many answers of one référentiel are ranked: beyond, the question is too wide to rank. */
const MAX_RANKED = 5000;

type Scored = { readonly set: ReferentialSet; readonly slot: number; readonly score: number };

function bestOf(set: ReferentialSet, text: string, wanted: string, limit: number): Scored[] {
  const found = set.search.search(text) ?? [];
  const keys = set.referential.key.length === 1 ? set.column(set.referential.key[0] ?? "") : null;
  const titles = set.column(set.referential.title);
  const best: Scored[] = [];
  for (const slot of found.length > MAX_RANKED ? found.slice(0, MAX_RANKED) : found) {
    const record = set.table.shown[slot];
    if (!record) continue;
    const key = keys ? keys.fold(slot) : foldText(set.table.key(slot));
    const title = titles ? titles.fold(slot) : "";
    best.push({ set, slot, score: scoreOf(key, title, wanted) + (record.withdrawn ? 60 : 0) });
  }
  return best.sort((a, b) => a.score - b.score).slice(0, limit);
}

/** Lower is closer: the key itself, its start, the label itself, its start, a word of the label; short labels first. */
function scoreOf(key: string, title: string, wanted: string): number {
  const base =
    key === wanted
      ? 0
      : key.startsWith(wanted)
        ? 10
        : title === wanted
          ? 20
          : title.startsWith(wanted)
            ? 30
            : title.includes(wanted)
              ? 40
              : 50;
  return base + Math.min(title.length, 200) / 1000;
}

/** The text that answered, where it is not the label already shown. */
function excerptOf(set: ReferentialSet, slot: number, title: string, wanted: string): string {
  const [first = ""] = wanted.split(" ");
  for (const name of set.referential.layout.search) {
    const text = set.column(name)?.text(slot) ?? "";
    if (text !== title && foldText(text).includes(first)) return text.slice(0, 200);
  }
  return "";
}
