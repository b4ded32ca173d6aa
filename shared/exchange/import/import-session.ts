import type { RecordId } from "../../base/index.ts";
import { deriveValues, keyOf } from "../../model/index.ts";
import type { Referential } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import type { TableSummary } from "../files/index.ts";
import { changeTo } from "./change-to.ts";
import { closeAbsent } from "./close-absent.ts";
import type {
  ImportOutcome,
  ImportPlan,
  ImportRemark,
  ImportRow,
  ImportRule,
  ImportTarget,
  PlannedChange,
} from "./import-types.ts";
import { matchAttributesOf, matchTextOf } from "./match-text.ts";
import { mappedColumns, readRow } from "./read-row.ts";
import { remarkFile } from "./remark-file.ts";
import { remarkFinding } from "./remark-finding.ts";
import { resultOfRow, type PlannedRow } from "./result-of-row.ts";

/** How far the judgement is, in rows times passes. */
export type ImportProgress = { readonly done: number; readonly total: number };

export type ImportSession = {
  /** Reads rows in file order; may be called many times. */
  readonly addRows: (rows: readonly ImportRow[]) => void;
  /** What the reader found odd in the file as a whole (I13). */
  readonly addSummary: (summary: Pick<TableSummary, "warnings" | "merges">) => void;
  /**
   * Judges everything together once the last row is in. Yields how far it is so that the caller may show progress or stop;
   * nothing outside the session is ever written.
   */
  readonly finish: () => Generator<ImportProgress, ImportOutcome>;
};

/**
 * A dry run of an import (SPEC I1–I10): the changes it returns are the very ones a commit takes, so that what was announced is what happens.
 * Every row ends created, updated, unchanged or refused with its reason.
 */
export function startImport(
  referential: Referential,
  plan: ImportPlan,
  target: ImportTarget,
): ImportSession {
  const columns = mappedColumns(referential, plan.mapping);
  const matchOn = matchAttributesOf(referential, plan.matchOn);
  const headerOf = new Map(columns.map(({ attribute, header }) => [attribute.name, header]));
  const remarks: ImportRemark[] = [];
  const refusedRows = new Set<number>();
  const planned: PlannedRow[] = [];
  const rowOfMatch = new Map<string, number>();
  const idOfKey = new Map<string, RecordId>();
  /** Records that the file names, rows kept out included: they are not absent. */
  const named = new Set<RecordId>();
  let unidentified = 0;
  let rows = 0;

  const refuse = (row: number, rule: ImportRule, details: ImportRemark["details"]): void => {
    refusedRows.add(row);
    const attribute = matchOn[0] ?? null;
    remarks.push({
      row,
      column: (attribute === null ? undefined : headerOf.get(attribute)) ?? "",
      value: typeof details["key"] === "string" ? details["key"] : "",
      attribute,
      severity: "fatale",
      rule,
      details,
    });
  };

  const addRow = (row: ImportRow): void => {
    if (row.cells.every((cell) => cell.trim() === "")) return;
    rows++;
    const read = readRow(columns, row, target.resolve);
    remarks.push(...read.remarks);
    const entered = Object.fromEntries(
      [...read.values].filter(([, value]) => value !== undefined),
    ) as RecordData;
    const match = matchTextOf(matchOn, deriveValues(referential, entered));
    const known = match === undefined ? [] : target.find(match);
    for (const id of known) named.add(id);
    if (match === undefined) unidentified++;
    if (read.refused) return void refusedRows.add(row.row);
    if (match === undefined)
      return refuse(row.row, "import-key-missing", { attributes: [...matchOn] });
    const first = rowOfMatch.get(match);
    if (first !== undefined)
      return refuse(row.row, "import-duplicate-row", { key: match, firstRow: first });
    rowOfMatch.set(match, row.row);
    if (known.length > 1)
      return refuse(row.row, "import-ambiguous", { key: match, count: known.length });
    const existing = known[0];
    if (existing === undefined && plan.mode === "update")
      return refuse(row.row, "import-absent", { key: match });
    if (existing !== undefined && plan.mode === "insert")
      return refuse(row.row, "import-exists", { key: match });
    const recordId = existing ?? target.nextId();
    planned.push({ row: row.row, recordId, created: existing === undefined, values: read.values });
    const key = keyOf(referential, entered);
    if (key !== undefined && existing === undefined) idOfKey.set(key, recordId);
  };

  /** Three passes over the rows: results, rules, changes. */
  const progress = (done: number): ImportProgress => ({ done, total: 3 * planned.length });

  /** One judgement of all rows still in; returns the remarks, and keeps out rows that would break the base. */
  function* judge(closing: ReadonlyMap<RecordId, RecordData>): Generator<
    ImportProgress,
    {
      readonly results: ReadonlyMap<RecordId, RecordData>;
      readonly found: readonly ImportRemark[];
      readonly keptOut: readonly PlannedRow[];
    }
  > {
    const results = new Map(closing);
    const rowOf = new Map<RecordId, PlannedRow>();
    let done = 0;
    for (const row of planned) {
      if (refusedRows.has(row.row)) continue;
      results.set(row.recordId, resultOfRow(referential, target, row, idOfKey));
      rowOf.set(row.recordId, row);
      if (++done % STEP === 0) yield progress(done);
    }
    const found: ImportRemark[] = [];
    const keptOut = new Set<PlannedRow>();
    for (const batch of target.check(results)) {
      for (const finding of batch.findings) {
        const row = rowOf.get(finding.recordId);
        if (row === undefined) continue;
        found.push(remarkFinding(finding, row.row, headerOf));
        if (finding.severity === "fatale") keptOut.add(row);
      }
      yield progress(planned.length + batch.done);
    }
    return { results, found, keptOut: [...keptOut] };
  }

  function* finish(): Generator<ImportProgress, ImportOutcome> {
    const closing = closeAbsent(referential, plan, target, { records: named, unidentified });
    remarks.push(...closing.remarks);
    let judged = yield* judge(closing.results);
    // a row kept out may be the parent of others: they are judged again without it, its key unresolved
    while (judged.keptOut.length > 0) {
      const out = new Set(judged.keptOut.map(({ row }) => row));
      remarks.push(...judged.found.filter((remark) => out.has(remark.row)));
      for (const { row, recordId } of judged.keptOut) {
        refusedRows.add(row);
        for (const [key, id] of idOfKey) if (id === recordId) idOfKey.delete(key);
      }
      judged = yield* judge(closing.results);
    }
    remarks.push(...judged.found);
    const { results } = judged;
    let done = 2 * planned.length;
    const changes: PlannedChange[] = [];
    let created = 0;
    let updated = 0;
    let unchanged = 0;
    for (const { row, recordId } of planned) {
      if (refusedRows.has(row)) continue;
      const result = results.get(recordId);
      const change = result === undefined ? null : changeTo(referential, target, recordId, result);
      const held = target.record(recordId)?.held;
      if (change === null) unchanged++;
      else if (held !== undefined)
        refuse(row, held.rule, {
          key: keyOf(referential, result ?? {}) ?? "",
          request: held.title,
        });
      else {
        changes.push({ row, change });
        if (change.kind === "create") created++;
        else updated++;
      }
      if (++done % STEP === 0) yield progress(done);
    }
    changes.push(...closing.changes);
    const counts = {
      rows,
      created,
      updated,
      unchanged,
      refused: refusedRows.size,
      toClose: closing.changes.length,
      tidied: remarks.filter((remark) => remark.rule === "tidied").length,
      warnings: remarks.filter(
        (remark) => remark.severity === "avertissement" || remark.severity === "erreur",
      ).length,
    };
    remarks.sort((left, right) => left.row - right.row);
    return {
      counts,
      changes,
      remarks,
      refusedRows: [...refusedRows].sort((left, right) => left - right),
    };
  }

  return {
    addRows: (batch) => {
      for (const row of batch) addRow(row);
    },
    addSummary: (summary) => {
      remarks.push(...remarkFile(summary, columns));
    },
    finish,
  };
}

/** Rows between two looks at the clock of the caller. */
const STEP = 1000;
