import type { JsonValue, RecordId } from "../../base/index.ts";
import { deriveValues, withoutEmptyValues } from "../../model/index.ts";
import type { DatedLink, Referential } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import type { ImportTarget } from "./import-types.ts";
import { keepLinkDetails } from "./keep-links.ts";
import { resolveKeys } from "./resolve-keys.ts";

/** One row on its way to a change. */
export type PlannedRow = {
  readonly row: number;
  readonly recordId: RecordId;
  readonly created: boolean;
  readonly values: ReadonlyMap<string, JsonValue | undefined>;
};

/**
 * What the record would hold: mapped cells win, an empty mapped cell clears, an unmapped attribute stays.
 * `idOfKey` are the records that the same file creates.
 */
export function resultOfRow(
  referential: Referential,
  target: Pick<ImportTarget, "record" | "resolve">,
  { recordId, created, values }: PlannedRow,
  idOfKey: ReadonlyMap<string, RecordId>,
): RecordData {
  const current = created ? {} : (target.record(recordId)?.current ?? {});
  const next: Record<string, JsonValue | undefined> = { ...current };
  for (const [name, value] of values) next[name] = value;
  const derived = deriveValues(referential, withoutEmptyValues(next as RecordData));
  const data: Record<string, JsonValue> = { ...derived };
  for (const attribute of referential.attributes) {
    const value = data[attribute.name];
    if (attribute.reference === null || value === undefined) continue;
    const resolved = resolveKeys(
      attribute,
      value,
      (other, key) =>
        (other === referential.id ? idOfKey.get(key) : undefined) ?? target.resolve(other, key),
    );
    data[attribute.name] =
      attribute.kind === "dated-links"
        ? keepLinkDetails(resolved as unknown as readonly DatedLink[], current[attribute.name])
        : resolved;
  }
  return data;
}
