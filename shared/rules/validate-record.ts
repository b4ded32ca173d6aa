import type { JsonObject, JsonValue, RecordId, ReferentialId } from "../base/index.ts";
import type { Referential } from "../model/index.ts";
import type { RecordData } from "../record/index.ts";
import { compileShape, makeAjv } from "./compile-shape.ts";
import type { Shape } from "./compile-shape.ts";
import type { Finding, ValidationStage } from "./finding.ts";
import { addSetFindings } from "./set-findings.ts";
import { createSetIndex } from "./set-index.ts";
import type { IndexedRecord, SetIndex, SetTable } from "./set-index.ts";
import { shapeFindings } from "./shape-findings.ts";

/** What validation needs besides the record: compiled shapes and the index of the other records. */
export type RuleContext = {
  readonly shapes: ReadonlyMap<ReferentialId, Shape>;
  readonly index: SetIndex;
};

/**
 * Compiled shapes and an empty index for référentiels that go together. Then `loadRecords(context.index, …)` for each
 * référentiel at hand; references into one that was not loaded are not judged.
 */
export function createRuleContext(referentials: readonly Referential[]): RuleContext {
  const ajv = makeAjv();
  return {
    shapes: new Map(
      referentials.map((referential) => [referential.id, compileShape(referential, ajv)]),
    ),
    index: createSetIndex(referentials),
  };
}

/**
 * Every finding about one record with this data at this stage (V1, V2): shape, identifiers, key, uniqueness, references,
 * periods, hierarchies. The other records are those of the context's index; the record itself need not be in it.
 */
export function validateRecord(
  referential: Referential,
  data: RecordData,
  recordId: RecordId,
  context: RuleContext,
  stage: ValidationStage,
): readonly Finding[] {
  const table = tableOf(context, referential.id);
  const out: Finding[] = [];
  addFindings(out, context, table, recordId, data, stage);
  return out;
}

/** Findings of a record of the index, in the state the index holds; none for an unknown or withdrawn one. */
export function findingsOf(
  context: RuleContext,
  referential: ReferentialId,
  recordId: RecordId,
  stage: ValidationStage,
): readonly Finding[] {
  const table = tableOf(context, referential);
  const record = table.byId.get(recordId);
  const out: Finding[] = [];
  if (record && !record.withdrawn)
    addFindings(out, context, table, recordId, record.data, stage, record);
  return out;
}

/** One step of a whole-référentiel validation: records judged so far, and the findings since the step before. */
export type ValidationBatch = {
  readonly done: number;
  readonly total: number;
  readonly findings: readonly Finding[];
};

/**
 * Validates every record of a référentiel of the index, batch by batch, so that the caller can show progress, yield to
 * others or stop. The last batch has `done` equal to `total`; an empty référentiel gives one empty batch.
 */
export function* validateAll(
  context: RuleContext,
  referential: ReferentialId,
  stage: ValidationStage,
  batchSize = 5000,
): Generator<ValidationBatch, void, void> {
  const table = tableOf(context, referential);
  const total = table.byId.size;
  let [done, findings]: [number, Finding[]] = [0, []];
  let chunk: IndexedRecord[] = [];
  for (const record of table.byId.values()) {
    chunk.push(record);
    done += 1;
    const full = done % batchSize === 0 && done < total;
    if (chunk.length === CHUNK || full) {
      judgeChunk(findings, context, table, chunk, stage);
      chunk = [];
    }
    if (full) {
      yield { done, total, findings };
      findings = [];
    }
  }
  judgeChunk(findings, context, table, chunk, stage);
  yield { done, total, findings };
}

/** Records judged together: all their shapes, then all their links, each loop small enough to stay in the caches (a sixth faster). */
const CHUNK = 256;

function judgeChunk(
  out: Finding[],
  context: RuleContext,
  table: SetTable,
  chunk: readonly IndexedRecord[],
  stage: ValidationStage,
): void {
  const shape = context.shapes.get(table.plan.referential.id)!;
  const isSound = chunk.map((record) => record.withdrawn !== undefined || shape(record.data));
  for (let rank = 0; rank < chunk.length; rank += 1) {
    const record = chunk[rank]!;
    if (record.withdrawn) continue;
    if (isSound[rank])
      addSetFindings(out, context.index, table, record.id, record.data, stage, record);
    else addFindings(out, context, table, record.id, record.data, stage, record);
  }
}

function addFindings(
  out: Finding[],
  context: RuleContext,
  table: SetTable,
  recordId: RecordId,
  data: RecordData,
  stage: ValidationStage,
  known?: IndexedRecord,
): void {
  const { referential } = table.plan;
  const wrong = shapeFindings(
    referential,
    context.shapes.get(referential.id)!,
    data,
    recordId,
    stage,
  );
  out.push(...wrong);
  addSetFindings(
    out,
    context.index,
    table,
    recordId,
    wrong.length === 0 ? data : withoutMisshapen(data, wrong),
    stage,
    known,
  );
}

/** The set-level rules read no value whose shape is wrong: a value too long or a code out of its pattern is still compared. */
function withoutMisshapen(data: RecordData, findings: readonly Finding[]): JsonObject {
  const misshapen = new Set(
    findings.flatMap(({ rule, attribute }) =>
      attribute !== undefined && ["type", "shape", "format"].includes(rule) ? [attribute] : [],
    ),
  );
  if (misshapen.size === 0) return data;
  return Object.fromEntries(Object.entries(data).filter(([name]) => !misshapen.has(name))) as {
    readonly [name: string]: JsonValue;
  };
}

function tableOf(context: RuleContext, referential: ReferentialId): SetTable {
  const table = context.index.tables.get(referential);
  if (!table) throw new RangeError(`no référentiel ${referential} in this context`);
  return table;
}
