import type { ImportRemark } from "../../../shared/exchange/import/index.ts";
import type { Severity } from "../../../shared/model/index.ts";
import type { RemarkGroup } from "../data-api.ts";

const GRAVEST_FIRST: readonly Severity[] = ["fatale", "erreur", "avertissement", "info"];

/** Same for remarks of one group. */
export const groupOf = (remark: Pick<ImportRemark, "severity" | "rule" | "column">): string =>
  JSON.stringify([remark.severity, remark.rule, remark.column]);

/** Remarks by severity, rule and column with their counts: the gravest first, then in the order of the file. */
export function groupRemarks(remarks: readonly ImportRemark[]): readonly RemarkGroup[] {
  const groups = new Map<string, { group: Omit<RemarkGroup, "count">; count: number }>();
  for (const remark of remarks) {
    const { severity, rule, column } = remark;
    const known = groups.get(groupOf(remark));
    if (known) known.count++;
    else groups.set(groupOf(remark), { group: { severity, rule, column }, count: 1 });
  }
  const grave = ({ severity }: Pick<RemarkGroup, "severity">): number =>
    GRAVEST_FIRST.indexOf(severity);
  return [...groups.values()]
    .map(({ group, count }) => ({ ...group, count }))
    .toSorted((left, right) => grave(left) - grave(right));
}
