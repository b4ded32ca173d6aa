import type { Severity } from "../../../shared/model/index.ts";
import type { FindingGroup, FindingLine } from "../../data-worker/data-api.ts";

/** Severities from the most serious. */
export const SEVERITIES = [
  "fatale",
  "erreur",
  "avertissement",
  "info",
] as const satisfies readonly Severity[];

/** Groups by severity, most serious first; within one, the most numerous first. */
export function bySeverity(groups: readonly FindingGroup[]): readonly {
  readonly severity: Severity;
  readonly count: number;
  readonly groups: readonly FindingGroup[];
}[] {
  return SEVERITIES.flatMap((severity) => {
    const own = groups
      .filter((group) => group.severity === severity)
      .toSorted((one, other) => other.count - one.count || one.rule.localeCompare(other.rule));
    return own.length === 0
      ? []
      : [{ severity, count: own.reduce((sum, group) => sum + group.count, 0), groups: own }];
  });
}

/** Stable name of a group, for the address and for React. */
export const groupId = ({
  severity,
  rule,
  referential,
}: Pick<FindingGroup, "severity" | "rule" | "referential">): string =>
  `${severity}.${rule}.${referential}`;

/** A page of the lines of one group, appended to those already there; a late page of another length is dropped. */
export function appendLines(
  lines: readonly FindingLine[],
  from: number,
  page: readonly FindingLine[],
): readonly FindingLine[] {
  return from === lines.length ? [...lines, ...page] : lines;
}
