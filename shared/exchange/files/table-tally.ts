import { Fault } from "../../base/index.ts";
import { tooLarge } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";
import { nameColumns } from "./name-columns.ts";
import type { RowsEnd } from "./row-reader.ts";
import { isBlankRow, isRemark, isSeparatorLine } from "./table-rows.ts";
import type { FileColumn, FileRow, FileWarning, TableChoice, TableSummary } from "./table.ts";

const MAX_WARNINGS = 200;

/** Tells rows of data from the rest while a table is read, and accounts for every row met. */
export class TableTally {
  readonly #choice: TableChoice;
  readonly #limits: FileLimits;
  readonly #warnings: FileWarning[] = [];
  #warningCount = 0;
  #rowCount = 0;
  #blankRowCount = 0;
  #commentRowCount = 0;
  #header: FileRow | null = null;

  constructor(choice: TableChoice, limits: FileLimits) {
    this.#choice = choice;
    this.#limits = limits;
  }

  /** True for a row of data; the header, what stands above it, blank rows and remarks are not. */
  keeps(row: FileRow): boolean {
    const { format, headerLine } = this.#choice;
    if (headerLine !== null && row.line <= headerLine) {
      if (row.line === headerLine) this.#header = row;
      else if (format.hashComments && isRemark(row)) this.#commentRowCount++;
      return false;
    }
    if (format.kind === "csv" && isSeparatorLine(row)) return false;
    if (isBlankRow(row)) {
      this.#blankRowCount++;
      return false;
    }
    if (format.hashComments && isRemark(row)) {
      this.#commentRowCount++;
      return false;
    }
    this.#rowCount++;
    if (this.#rowCount > this.#limits.rows)
      throw tooLarge("rows", this.#limits.rows, { line: row.line });
    return true;
  }

  /** The columns, from the header or, without one, from the first rows of data. */
  columns(firstRows: readonly FileRow[]): readonly FileColumn[] {
    const { headerLine } = this.#choice;
    if (headerLine === null) {
      return nameColumns(
        [],
        firstRows.reduce((width, row) => Math.max(width, row.cells.length), 0),
      );
    }
    if (this.#header === null) {
      throw new Fault("FILE_COLUMNS_WRONG", `no header at line ${headerLine}`, {
        line: headerLine,
      });
    }
    return nameColumns(this.#header.cells);
  }

  /** Rows of delimited text with more or fewer cells than the header: often a separator or a quote gone wrong. */
  checkWidths(rows: readonly FileRow[], expected: number): void {
    for (const { cells, line } of rows) {
      const found = cells.length;
      if (found > expected && cells.slice(expected).some((cell) => cell.trim() !== "")) {
        this.#warn({ kind: "row-too-wide", line, expected, found });
      } else if (found < expected && this.#choice.format.kind === "csv") {
        this.#warn({ kind: "row-too-narrow", line, expected, found });
      }
    }
  }

  summary(end: RowsEnd): TableSummary {
    return {
      rowCount: this.#rowCount,
      blankRowCount: this.#blankRowCount,
      commentRowCount: this.#commentRowCount,
      merges: end.merges,
      warnings: [...end.warnings, ...this.#warnings].slice(0, MAX_WARNINGS),
      warningCount: end.warnings.length + this.#warningCount,
    };
  }

  #warn(warning: FileWarning): void {
    this.#warningCount++;
    if (this.#warnings.length < MAX_WARNINGS) this.#warnings.push(warning);
  }
}
