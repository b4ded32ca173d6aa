import type { Waiver } from "../../shared/rules/index.ts";

/** Key of a waiver row: one waiver per rule and field of a record (V7). */
export const waiverKey = (
  waiver: Pick<Waiver, "referential" | "recordId" | "rule" | "attribute">,
): string => [waiver.referential, waiver.recordId, waiver.rule, waiver.attribute ?? ""].join("|");
