import type { TableSummary } from "../files/index.ts";
import type { ImportRemark, ImportRule } from "./import-types.ts";
import type { MappedColumn } from "./read-row.ts";

/**
 * What the reader found odd in the shape of the file, as remarks on its rows (I13). Bytes that are no text are
 * remarked by their cells. A merged range matters only where it hides cells of a mapped column.
 */
export function remarkFile(
  { warnings, merges }: Pick<TableSummary, "warnings" | "merges">,
  columns: readonly MappedColumn[],
): readonly ImportRemark[] {
  const remarks: ImportRemark[] = [];
  const add = (row: number, rule: ImportRule, details: ImportRemark["details"]): void => {
    remarks.push({
      row,
      column: "",
      value: "",
      attribute: null,
      severity: "avertissement",
      rule,
      details,
    });
  };
  for (const warning of warnings)
    switch (warning.kind) {
      case "row-too-wide":
      case "row-too-narrow":
        add(warning.line, `import-${warning.kind}`, {
          expected: warning.expected,
          found: warning.found,
        });
        break;
      case "quote-misplaced":
        add(warning.line, "import-quote-misplaced", { at: warning.column });
        break;
      case "undecodable":
        break;
    }
  for (const range of merges) {
    const place = readRange(range);
    if (place && columns.some(({ column }) => place.from <= column && column <= place.to))
      add(place.row, "import-merged", { range });
  }
  return remarks;
}

/** `A2:B5` → its first row, and its columns, 0-based. */
function readRange(
  range: string,
): { readonly row: number; readonly from: number; readonly to: number } | null {
  const found = /^([A-Z]+)(\d+):([A-Z]+)\d+$/.exec(range);
  if (!found) return null;
  return { row: Number(found[2]), from: rankOf(found[1] ?? ""), to: rankOf(found[3] ?? "") };
}

const rankOf = (letters: string): number =>
  [...letters].reduce((rank, letter) => rank * 26 + letter.charCodeAt(0) - 64, 0) - 1;
