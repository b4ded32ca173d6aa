import { columnLetter } from "./column-letter.ts";
import { tooLarge } from "./file-fault.ts";
import type { FileLimits } from "./limits.ts";
import { markUndecodable } from "./mark-text.ts";
import type { CellMark, FileRow } from "./table.ts";

/** The cells of one row while it is being read, in any order of columns. */
export class RowCells {
  readonly #line: number;
  readonly #sheet: string | undefined;
  readonly #limits: FileLimits;
  readonly #keepsEmpty: boolean;
  readonly #cells: string[] = [];
  #marks: Record<number, CellMark> | undefined;

  /** `keepsEmpty`: the number of cells counts even where they are empty, as in delimited text. */
  constructor(line: number, sheet: string | undefined, limits: FileLimits, keepsEmpty = false) {
    this.#line = line;
    this.#sheet = sheet;
    this.#limits = limits;
    this.#keepsEmpty = keepsEmpty;
  }

  set(column: number, text: string, mark?: CellMark): void {
    if (column >= this.#limits.columns)
      throw tooLarge("columns", this.#limits.columns, this.place(column));
    if (text.length > this.#limits.cellCharacters) {
      throw tooLarge("cell", this.#limits.cellCharacters, this.place(column));
    }
    if (text !== "" || this.#keepsEmpty) {
      while (this.#cells.length < column) this.#cells.push("");
      this.#cells[column] = text;
    }
    const kept = mark ?? markUndecodable(text);
    if (kept !== undefined) (this.#marks ??= {})[column] = kept;
  }

  finish(hidden = false): FileRow {
    return {
      line: this.#line,
      cells: this.#cells,
      ...(this.#marks && { marks: this.#marks }),
      ...(hidden && { hidden: true as const }),
    };
  }

  /** Where a fault is, for a person: line, 1-based column and its letter. */
  place(column: number): { line: number; column: number; letter: string; sheet?: string } {
    const place = { line: this.#line, column: column + 1, letter: columnLetter(column) };
    return this.#sheet === undefined ? place : { ...place, sheet: this.#sheet };
  }
}
