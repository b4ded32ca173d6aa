import { firstDay, inPeriod, isJsonObject } from "../base/index.ts";
import type { IsoDate, JsonValue } from "../base/index.ts";
import type { Referential } from "../model/index.ts";
import { applyPatch, reversePatch, valueOf } from "./patch-record.ts";
import type { HistoryEntry, MasterRecord, RecordData } from "./record.ts";

/** State of the world, computed from dates (S4); `unknown`: nothing recorded, which is never a violation (D5). */
export type RecordState = "planned" | "active" | "closed" | "withdrawn" | "unknown";

type Dated = Pick<Referential, "period" | "attributes">;

/** The state of a record on a day (T1–T3): withdrawn whatever the dates (S1), else from its period; partial dates as D4 says. */
export function stateAt(record: MasterRecord, referential: Dated, day: IsoDate): RecordState {
  if (record.withdrawn) return "withdrawn";
  if (!referential.period) return "active";
  const from = dayOfValue(valueOf(record.data, referential.period.from));
  const to = dayOfValue(valueOf(record.data, referential.period.to));
  if (to !== undefined && to <= day) return "closed";
  if (from !== undefined && day < from) return "planned";
  return from === undefined && to === undefined ? "unknown" : "active";
}

/** The record as valid on a day: dated links that do not hold that day are left out (T4), other attributes stay. */
export function recordAt(record: MasterRecord, referential: Dated, day: IsoDate): MasterRecord {
  const dated = new Set(
    referential.attributes
      .filter((attribute) => attribute.kind === "dated-links")
      .map((attribute) => attribute.name),
  );
  const kept: [string, JsonValue][] = [];
  for (const [attribute, value] of Object.entries(record.data)) {
    if (!dated.has(attribute) || !Array.isArray(value)) kept.push([attribute, value]);
    else {
      const links = (value as readonly JsonValue[]).filter((link) => holdsOn(link, day));
      if (links.length > 0) kept.push([attribute, links]);
    }
  }
  return { ...record, data: Object.fromEntries(kept) };
}

/**
 * The data a record had at an earlier version, by undoing the later entries of its history (T5); undefined before its creation.
 * @param history every entry of the record after `version`, in any order
 */
export function recordAtVersion(
  record: MasterRecord,
  history: readonly HistoryEntry[],
  version: number,
): RecordData | undefined {
  const later = history
    .filter((entry) => entry.version > version && entry.version <= record.version)
    .sort((left, right) => right.version - left.version);
  let data: RecordData | undefined = record.data;
  for (const entry of later)
    data =
      entry.kind === "create" ? undefined : data && applyPatch(data, reversePatch(entry.patch));
  return version < 1 ? undefined : data;
}

/** A day of a full or partial date: an exclusive end of 2023 means "2022 was the last valid year", so its first day is the bound. */
const dayOfValue = (value: JsonValue | undefined): IsoDate | undefined =>
  typeof value === "string" && value !== "" ? firstDay(value) : undefined;

function holdsOn(link: JsonValue, day: IsoDate): boolean {
  if (!isJsonObject(link)) return true;
  const [from, to] = [dayOfValue(link["from"]), dayOfValue(link["to"])];
  return inPeriod(
    { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
    day,
  );
}
