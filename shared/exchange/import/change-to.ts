import { sameJson } from "../../base/index.ts";
import type { RecordId } from "../../base/index.ts";
import type { Referential } from "../../model/index.ts";
import { diffRecord } from "../../record/index.ts";
import type { Change, RecordData } from "../../record/index.ts";
import type { ImportTarget } from "./import-types.ts";

/** The change that makes a record hold this; null when it does already. */
export function changeTo(
  referential: Referential,
  target: Pick<ImportTarget, "record">,
  recordId: RecordId,
  result: RecordData,
): Change | null {
  const record = target.record(recordId);
  if (record !== undefined && sameJson(record.current, result)) return null;
  const patch = diffRecord(record?.accredited ?? {}, result);
  if (Object.keys(patch).length === 0) return null;
  return {
    kind: record?.accredited ? "update" : "create",
    referential: referential.id,
    recordId,
    baseVersion: record?.version ?? 0,
    patch,
  };
}
