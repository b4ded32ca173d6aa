import Type from "typebox";
import type { RuleId } from "../../rules/index.ts";
import { CENTRAL_CAPS } from "./central-caps.ts";
import {
  attributeName,
  count,
  exact,
  instant,
  json,
  personId,
  recordId,
  referentialId,
  requestId,
} from "./terms.ts";

// Records, their changes and history, and the findings on them.

const recordData = Type.Record(Type.String({ minLength: 1, maxLength: 100 }), json);

export const recordSchema = Type.Object({
  id: recordId,
  referential: referentialId,
  version: count,
  data: recordData,
  withdrawn: Type.Optional(Type.Object({ keptId: Type.Optional(recordId) })),
});

/** Names as model documents allow them; nothing that could reach a prototype. */
const patch = Type.Record(
  Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]{0,99}$" }),
  Type.Object({ before: Type.Optional(json), after: Type.Optional(json) }, exact),
  { maxProperties: 500, ...exact },
);

const changeMembers = {
  kind: Type.Union([Type.Literal("create"), Type.Literal("update"), Type.Literal("withdraw")]),
  referential: referentialId,
  recordId,
  baseVersion: count,
  patch,
  keptId: Type.Optional(recordId),
};

/** One change as a laptop sends it inside a block. */
export const changeSchema = Type.Object(changeMembers, exact);
/** The content of an uploaded block. */
export const changeBlockSchema = Type.Array(changeSchema, {
  minItems: 1,
  maxItems: CENTRAL_CAPS.blockElements,
});
export const committedChangeSchema = Type.Object({ ...changeMembers, version: count });

export const historyEntrySchema = Type.Object({
  recordId,
  version: count,
  commit: count,
  kind: changeMembers.kind,
  patch,
  requestId,
  requestTitle: Type.String(),
  author: personId,
  authorName: Type.String(),
  at: instant,
});
export const historySchema = Type.Object({ history: Type.Array(historyEntrySchema) });
export const recordPageSchema = Type.Object({
  records: Type.Array(recordSchema),
  next: Type.Union([Type.String(), Type.Null()]),
});
export const referencesSchema = Type.Object({
  references: Type.Array(
    Type.Object({ referential: referentialId, recordId, attribute: attributeName }),
  ),
});

const severity = Type.Union([
  Type.Literal("info"),
  Type.Literal("avertissement"),
  Type.Literal("erreur"),
  Type.Literal("fatale"),
]);
export const ruleId = Type.Unsafe<RuleId>({ type: "string", maxLength: 60 });

export const findingSchema = Type.Object({
  severity,
  rule: ruleId,
  referential: referentialId,
  recordId,
  attribute: Type.Optional(Type.String()),
  index: Type.Optional(Type.Integer()),
  value: Type.Optional(json),
  details: Type.Record(Type.String(), json),
});
export const findingsSchema = Type.Object({ total: count, findings: Type.Array(findingSchema) });
