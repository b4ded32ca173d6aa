import type { CellNote, CellToWrite, TableToWrite } from "./table-to-write.ts";
import type { FileColumn, FileRow } from "./table.ts";

/** A sentence on a row, or on one cell of it; `line` as `FileRow.line`, `column` 0-based. */
export type RowRemark = {
  readonly line: number;
  readonly column: number | null;
  readonly text: string;
};

/**
 * The table as it was read, every value kept as it stood, with a column of remarks at its end and a note
 * on each cell that a remark is about: what is handed back to whoever made the file.
 */
export function annotateTable(
  table: {
    readonly name: string;
    readonly columns: readonly FileColumn[];
    readonly rows: readonly FileRow[];
  },
  remarks: readonly RowRemark[],
  remarksTitle: string,
): TableToWrite {
  const byLine = new Map<number, RowRemark[]>();
  for (const remark of remarks) {
    const known = byLine.get(remark.line);
    if (known) known.push(remark);
    else byLine.set(remark.line, [remark]);
  }
  const width = table.rows.reduce(
    (most, row) => Math.max(most, row.cells.length),
    table.columns.length,
  );
  const notes: CellNote[] = [];
  const rows = table.rows.map((row, rank): readonly CellToWrite[] => {
    const own = byLine.get(row.line) ?? [];
    for (const [column, texts] of groupByColumn(own)) {
      notes.push({ row: rank, column, text: texts.join("\n") });
    }
    const cells = Array.from({ length: width }, (_, column) => originalCell(row, column));
    return [...cells, own.map((remark) => remark.text).join("\n")];
  });
  const titles = Array.from({ length: width }, (_, index) => ({
    title: table.columns[index]?.name ?? "",
  }));
  return { name: table.name, columns: [...titles, { title: remarksTitle }], rows, notes };
}

function originalCell(row: FileRow, column: number): CellToWrite {
  const text = row.cells[column] ?? "";
  const isDay = row.marks?.[column]?.kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isDay ? { date: text } : text;
}

function groupByColumn(remarks: readonly RowRemark[]): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  for (const { column, text } of remarks) {
    if (column === null) continue;
    const known = texts.get(column);
    if (known) known.push(text);
    else texts.set(column, [text]);
  }
  return texts;
}
