import type { JsonValue } from "../../base/index.ts";
import { attributeOf, displayValue, tidyValue } from "../../model/index.ts";
import type { Attribute, Referential, Severity } from "../../model/index.ts";
import type { CellMark } from "../files/index.ts";
import type { ColumnMapping, ImportRemark, ImportRow, ImportRule } from "./import-types.ts";

/** A mapped column with its attribute found once. */
export type MappedColumn = {
  readonly column: number;
  readonly header: string;
  readonly attribute: Attribute;
};

export type ReadRow = {
  readonly row: number;
  /** Values of the mapped attributes; undefined = the cell is empty, which clears the value. */
  readonly values: ReadonlyMap<string, JsonValue | undefined>;
  readonly remarks: readonly ImportRemark[];
  readonly refused: boolean;
};

/** The mapped columns of a plan; a column sent to an attribute that the model has not is left out. */
export const mappedColumns = (
  referential: Referential,
  mapping: readonly ColumnMapping[],
): readonly MappedColumn[] =>
  mapping.flatMap(({ column, header, attribute: name }) => {
    const attribute = name === null ? undefined : attributeOf(referential, name);
    return attribute === undefined ? [] : [{ column, header, attribute }];
  });

/**
 * Reads one row into values (I2): references stay `key:…` until every row is known. A cell that cannot be read refuses the whole row,
 * since half a row kept in silence is worse than a row to correct; a cell that was tidied is remarked with what was kept.
 */
export function readRow(
  columns: readonly MappedColumn[],
  row: ImportRow,
  resolve: Parameters<typeof tidyValue>[2],
): ReadRow {
  const values = new Map<string, JsonValue | undefined>();
  const remarks: ImportRemark[] = [];
  let refused = false;
  for (const { column, header, attribute } of columns) {
    const text = row.cells[column] ?? "";
    const place = { row: row.row, column: header, value: text, attribute: attribute.name };
    const doubt = doubtOf(row.marks?.[column]);
    if (doubt !== null) remarks.push({ ...place, ...doubt, details: {} });
    if (doubt?.severity === "fatale") {
      refused = true;
      continue;
    }
    const result = tidyValue(attribute, text, resolve);
    if (!result.ok) {
      refused = true;
      const { rule, ...details } = result.error;
      remarks.push({ ...place, severity: "fatale", rule, details });
      continue;
    }
    values.set(attribute.name, result.value.value);
    if (result.value.tidied && result.value.value !== undefined) {
      remarks.push({
        ...place,
        severity: "info",
        rule: "tidied",
        details: { kept: displayValue(attribute, result.value.value, "fr") },
      });
    }
  }
  return { row: row.row, values, remarks, refused };
}

/** What a mark of the reader means for a mapped cell (I12): a value that the file does not have refuses the row, a doubtful one warns. */
function doubtOf(
  mark: CellMark | undefined,
): { readonly severity: Severity; readonly rule: ImportRule } | null {
  switch (mark?.kind) {
    case "error":
    case "uncomputed":
      return { severity: "fatale", rule: `import-cell-${mark.kind}` };
    case "imprecise":
    case "undecodable":
      return { severity: "avertissement", rule: `import-cell-${mark.kind}` };
    default:
      return null;
  }
}
