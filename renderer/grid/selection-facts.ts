import type { SeverityKind } from "../ui/props.ts";
import type { CellContent, GridColumn } from "./grid-props.ts";

export interface SelectionSummary {
  readonly cells: number;
  readonly filled: number;
  readonly distinct: number;
  /** Absent unless the filled cells of number columns exist. */
  readonly sum: number | undefined;
  readonly findings: number;
  readonly worst: SeverityKind | undefined;
}

const ORDER: readonly SeverityKind[] = ["info", "warning", "error", "fatal"];

/** What the footer says about the selected cells. */
export function summariseCells(
  cells: Iterable<{ readonly column: GridColumn; readonly content: CellContent }>,
): SelectionSummary {
  const values = new Set<string>();
  let count = 0;
  let filled = 0;
  let sum: number | undefined;
  let findings = 0;
  let worst = -1;
  for (const { column, content } of cells) {
    count += 1;
    for (const finding of content.findings ?? []) {
      findings += 1;
      worst = Math.max(worst, ORDER.indexOf(finding.severity));
    }
    if (content.value === "") continue;
    filled += 1;
    values.add(content.value);
    if (column.kind === "number" && !Number.isNaN(Number(content.value)))
      sum = (sum ?? 0) + Number(content.value);
  }
  return {
    cells: count,
    filled,
    distinct: values.size,
    sum: roundAway(sum),
    findings,
    worst: ORDER[worst],
  };
}

/** 0.1 + 0.2 must read 0,3. */
const roundAway = (sum: number | undefined): number | undefined =>
  sum === undefined ? undefined : Number(sum.toPrecision(12));
