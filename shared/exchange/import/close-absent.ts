import type { RecordId } from "../../base/index.ts";
import { storedEnd } from "../../model/index.ts";
import type { Referential } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import { changeTo } from "./change-to.ts";
import type {
  ImportPlan,
  ImportRemark,
  ImportRule,
  ImportTarget,
  PlannedChange,
} from "./import-types.ts";

/** What a file named: a row that names nothing may be any record, so nothing is absent for certain. */
type Named = { readonly records: ReadonlySet<RecordId>; readonly unidentified: number };

type Closures = {
  readonly changes: readonly PlannedChange[];
  readonly results: ReadonlyMap<RecordId, RecordData>;
  readonly remarks: readonly ImportRemark[];
};

/** Replace mode: what the file does not name is closed on the given day, never deleted (R11). */
export function closeAbsent(
  referential: Referential,
  plan: ImportPlan,
  target: Pick<ImportTarget, "ids" | "record">,
  named: Named,
): Closures {
  const results = new Map<RecordId, RecordData>();
  const changes: PlannedChange[] = [];
  const end = referential.period?.to;
  if (plan.mode !== "replace" || end === undefined || plan.closeOn === null)
    return { changes, results, remarks: [] };
  if (named.unidentified > 0)
    return { changes, results, remarks: [notClosable(end, named.unidentified)] };
  const to = storedEnd(plan.closeOn);
  for (const id of target.ids()) {
    const record = named.records.has(id) ? undefined : target.record(id);
    const already = record?.current[end];
    if (
      record === undefined ||
      record.withdrawn ||
      record.accredited === null ||
      (typeof already === "string" && already <= to)
    )
      continue;
    const result = { ...record.current, [end]: to };
    const change = changeTo(referential, target, id, result);
    if (change === null) continue;
    results.set(id, result);
    changes.push({ row: null, change });
  }
  return { changes, results, remarks: [] };
}

const notClosable = (attribute: string, rows: number): ImportRemark => ({
  row: 0,
  column: "",
  value: "",
  attribute,
  severity: "erreur",
  rule: "import-not-closable" satisfies ImportRule,
  details: { rows },
});
