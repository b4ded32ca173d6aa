import Type from "typebox";
import { CENTRAL_CAPS } from "./central-caps.ts";
import {
  anything,
  contentHash,
  count,
  deviceId,
  exact,
  instant,
  operationId,
  personId,
  recordId,
  referentialId,
  requestId,
} from "./terms.ts";
import { faultSchema } from "./fault-schema.ts";
import {
  answer,
  blockRefSchema,
  changeRequestSchema,
  comment,
  requestContentSchema,
  seen,
} from "./request-schemas.ts";

// Operations sent, answers, the feed and the snapshot.

const stage = Type.String({ minLength: 1, maxLength: 80 });
const reason = Type.String({ maxLength: 4_000 });

export const operationSchema = Type.Object(
  {
    opId: operationId,
    deviceId,
    order: count,
    trunk: count,
    at: instant,
    payload: Type.Union([
      Type.Object({ kind: Type.Literal("request.submit"), content: requestContentSchema }, exact),
      Type.Object(
        {
          kind: Type.Literal("request.decide"),
          requestId,
          contentHash,
          stage,
          answer,
          reason,
          seen,
        },
        exact,
      ),
      Type.Object({ kind: Type.Literal("request.comment"), requestId, comment }, exact),
      Type.Object({ kind: Type.Literal("request.cancel"), requestId, reason }, exact),
    ]),
  },
  exact,
);
export const pushSchema = Type.Object(
  {
    operations: Type.Array(operationSchema, {
      minItems: 1,
      maxItems: CENTRAL_CAPS.operationsPerPush,
    }),
  },
  exact,
);

const conflictCase = Type.Union([
  Type.Literal("different-fields"),
  Type.Literal("same-value"),
  Type.Literal("same-field"),
  Type.Literal("chain-against-trunk"),
  Type.Literal("edit-against-close"),
  Type.Literal("close-against-edit"),
  Type.Literal("same-key-created"),
  Type.Literal("link-to-closed"),
  Type.Literal("rights-or-schema-changed"),
]);

const fieldConflict = Type.Object({
  class: Type.Union([
    Type.Literal("none"),
    Type.Literal("soft"),
    Type.Literal("hard"),
    Type.Literal("held"),
  ]),
  case: conflictCase,
  referential: referentialId,
  recordId,
  attribute: Type.Union([Type.String(), Type.Null()]),
  base: Type.Optional(anything),
  mine: Type.Optional(anything),
  central: Type.Optional(anything),
  centralVersion: count,
  proposal: Type.Optional(anything),
});

export const operationAnswerSchema = Type.Object({
  opId: operationId,
  status: Type.Union([
    Type.Literal("accepted"),
    Type.Literal("accepted-soft"),
    Type.Literal("held"),
    Type.Literal("refused"),
    Type.Literal("waiting"),
  ]),
  conflicts: Type.Array(fieldConflict),
  fault: Type.Union([faultSchema, Type.Null()]),
  request: Type.Union([changeRequestSchema, Type.Null()]),
  at: instant,
});
export const pushAnswerSchema = Type.Object({ answers: Type.Array(operationAnswerSchema) });

export const commitHeadSchema = Type.Object({
  number: count,
  requestId,
  contentHash,
  title: Type.String(),
  author: personId,
  authorName: Type.String(),
  at: instant,
  blocks: Type.Array(blockRefSchema),
  previous: contentHash,
  hash: contentHash,
});

export const modelEntrySchema = Type.Object({
  kind: Type.Union([Type.Literal("referential"), Type.Literal("workflow")]),
  id: Type.String({ minLength: 1, maxLength: 80 }),
  version: count,
  document: Type.Unsafe<{ readonly [name: string]: unknown }>({ type: "object" }),
});
export const documentsSchema = Type.Object(
  { documents: Type.Array(modelEntrySchema, { minItems: 1, maxItems: 500 }) },
  exact,
);

/** One line of the NDJSON feed. */
export const feedEntrySchema = Type.Union([
  Type.Object({ seq: count, type: Type.Literal("commit"), commit: commitHeadSchema }),
  Type.Object({ seq: count, type: Type.Literal("request"), request: changeRequestSchema }),
  Type.Object({ seq: count, type: Type.Literal("model"), document: modelEntrySchema }),
  Type.Object({ seq: count, type: Type.Literal("end") }),
]);

export const snapshotSchema = Type.Object({
  seq: count,
  commit: count,
  head: contentHash,
  models: Type.Array(modelEntrySchema),
  blocks: Type.Array(
    Type.Object({ hash: contentHash, count, referential: referentialId, bytes: count }),
  ),
  requests: Type.Array(changeRequestSchema),
});
