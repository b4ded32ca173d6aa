import { isIsoDate } from "../../shared/base/index.ts";
import type { JsonValue } from "../../shared/base/index.ts";
import { writeCsv, writeXlsx } from "../../shared/exchange/files/index.ts";
import type { CellToWrite, TableToWrite } from "../../shared/exchange/files/index.ts";
import { shownEnd } from "../../shared/model/index.ts";
import type { Attribute, Language } from "../../shared/model/index.ts";
import { recordAt } from "../../shared/record/index.ts";
import type { OnProgress } from "../../shared/ports/index.ts";
import type { Column } from "./working-set/column.ts";
import type { View } from "./working-set/views.ts";

const STEP = 2000;

/**
 * A view as a file, in its order, with its columns: numbers and full dates as such in a workbook, everything else as the
 * text the grid shows, which an import reads back. Formulas are neutralised by the writers.
 */
export async function exportRows(
  view: View,
  format: "xlsx" | "csv",
  language: Language,
  onProgress: OnProgress,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { set, query, slots } = view;
  const columns = query.columns.flatMap((name) => set.column(name) ?? []);
  const rows: (readonly CellToWrite[])[] = [];
  for (const slot of slots) {
    const shown = set.table.shown[slot];
    if (!shown) continue;
    const { data } = query.asAt === null ? shown : recordAt(shown, set.referential, query.asAt);
    rows.push(columns.map((column) => cellOf(column, data[column.attribute.name])));
    if (rows.length % STEP === 0) {
      onProgress({ done: rows.length, total: slots.length });
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  const table: TableToWrite = {
    name: set.referential.label[language],
    columns: columns.map((column) => ({ title: column.attribute.label[language] })),
    rows,
  };
  const bytes = format === "csv" ? writeCsv(table) : writeXlsx([table]);
  return { name: `${set.referential.id}.${format}`, bytes };
}

function cellOf(column: Column, value: JsonValue | undefined): CellToWrite {
  const { attribute } = column;
  if (value === undefined) return null;
  if (typeof value === "number" && !attribute.many) return value;
  const day = dayOf(attribute, value);
  return day === null ? column.textOf(value) : { date: day };
}

/** The day to show, where the value is a full one: the last valid day for an end (D2). */
function dayOf(attribute: Attribute, value: JsonValue): string | null {
  if (typeof value !== "string" || !DATES.has(attribute.kind)) return null;
  const day = attribute.kind === "period-end" ? shownEnd(value) : value;
  return isIsoDate(day) ? day : null;
}

const DATES: ReadonlySet<Attribute["kind"]> = new Set(["date", "partial-date", "period-end"]);
