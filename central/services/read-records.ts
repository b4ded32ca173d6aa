import { Fault, type RecordId, type ReferentialId } from "../../shared/base/index.ts";
import { keyOf, keyReference } from "../../shared/model/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import {
  recordAt,
  stateAt,
  type HistoryEntry,
  type MasterRecord,
} from "../../shared/record/index.ts";
import { referrersOf } from "../../shared/rules/index.ts";
import { targetsOf } from "../../shared/sync/index.ts";
import { readHistory } from "../store/history.ts";
import { pageRecords, readRecord } from "../store/records.ts";
import type { Tx } from "../store/tables.ts";
import { accountOf, canRead } from "./rights.ts";
import { runCommand } from "./command.ts";
import type { Context } from "./context.ts";
import { referentialOf } from "./models.ts";

export type RecordPage = {
  readonly records: readonly MasterRecord[];
  readonly next: string | null;
};
export type Reference = {
  readonly referential: ReferentialId;
  readonly recordId: RecordId;
  readonly attribute: string;
};

const PAGE = 500;
const MAX_PAGE = 5_000;

/** FORBIDDEN without a role on the référentiel. */
async function mustRead(tx: Tx, identity: Identity, referential: string): Promise<void> {
  const { rights } = await accountOf(tx, identity);
  if (!canRead(rights, referential))
    throw new Fault("FORBIDDEN", "no right to read this référentiel", { referential });
}

/** A page of records by id; with `asAt`, only those not closed nor to come on that day, with the links that hold then. */
export function listRecords(
  context: Context,
  identity: Identity,
  referential: string,
  query: { readonly after?: string; readonly limit?: number; readonly asAt?: string },
): Promise<RecordPage> {
  return context.store.read(async (tx) => {
    await mustRead(tx, identity, referential);
    const model = referentialOf(await context.models.load(tx, identity.establishment), referential);
    const limit = Math.min(query.limit ?? PAGE, MAX_PAGE);
    const page = await pageRecords(
      tx,
      identity.establishment,
      referential,
      query.after ?? "",
      limit,
    );
    const { asAt } = query;
    const records =
      asAt === undefined
        ? page
        : page
            .filter((record) => ["active", "unknown"].includes(stateAt(record, model, asAt)))
            .map((record) => recordAt(record, model, asAt));
    return { records, next: page.length === limit ? (page.at(-1)?.id ?? null) : null };
  });
}

/** One record as accredited; RECORD_NOT_FOUND. */
export function readOneRecord(
  context: Context,
  identity: Identity,
  referential: string,
  id: string,
): Promise<MasterRecord> {
  return context.store.read(async (tx) => {
    await mustRead(tx, identity, referential);
    const record = await readRecord(tx, identity.establishment, referential, id);
    if (!record)
      throw new Fault("RECORD_NOT_FOUND", "no such record", { referential, recordId: id });
    return record;
  });
}

/** What commits did to one record, oldest first; RECORD_NOT_FOUND when it never existed. */
export function readRecordHistory(
  context: Context,
  identity: Identity,
  referential: string,
  id: string,
): Promise<readonly HistoryEntry[]> {
  return context.store.read(async (tx) => {
    await mustRead(tx, identity, referential);
    const history = await readHistory(tx, identity.establishment, referential, id);
    if (history.length === 0)
      throw new Fault("RECORD_NOT_FOUND", "no such record", { referential, recordId: id });
    return history;
  });
}

/** Who points to a record, by which attribute, among the référentiels the reader may see (R10: derived, never entered). */
export function readReferences(
  context: Context,
  identity: Identity,
  referential: string,
  id: string,
): Promise<readonly Reference[]> {
  return runCommand(context, identity.establishment, async ({ tx, state }) => {
    await mustRead(tx, identity, referential);
    const { rights } = await accountOf(tx, identity);
    const models = await context.models.load(tx, identity.establishment);
    const base = await context.cache.load(tx, state(), models);
    const record = base.find(referential, id);
    if (!record)
      throw new Fault("RECORD_NOT_FOUND", "no such record", { referential, recordId: id });
    const key = keyOf(referentialOf(models, referential), record.record.data);
    const names = new Set(key === undefined ? [id] : [id, keyReference(key)]);
    return referrersOf(base.rules.index, referential as ReferentialId, id as RecordId).flatMap(
      (referrer) => {
        if (!canRead(rights, referrer.referential)) return [];
        const data = base.find(referrer.referential, referrer.recordId)?.record.data ?? {};
        return referentialOf(models, referrer.referential)
          .attributes.filter(
            (attribute) =>
              attribute.reference?.referential === referential &&
              targetsOf(data[attribute.name]).some((target) => names.has(target)),
          )
          .map((attribute) => ({ ...referrer, attribute: attribute.name }));
      },
    );
  });
}
