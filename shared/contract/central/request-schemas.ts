import Type from "typebox";
import { CENTRAL_CAPS } from "./central-caps.ts";
import {
  attributeName,
  contentHash,
  count,
  day,
  exact,
  instant,
  json,
  personId,
  recordId,
  referentialId,
  requestId,
} from "./terms.ts";
import { ruleId } from "./record-schemas.ts";

// Requests, their decisions and comments.

export const blockRefSchema = Type.Object(
  {
    hash: contentHash,
    count: Type.Integer({ minimum: 1, maximum: CENTRAL_CAPS.blockElements }),
    referential: referentialId,
  },
  exact,
);

const summary = Type.Object(
  {
    created: count,
    updated: count,
    closed: count,
    withdrawn: count,
    byReferential: Type.Record(Type.String({ maxLength: 80 }), count),
    hasLegalText: Type.Boolean(),
    warnings: count,
  },
  exact,
);

const waiver = Type.Object(
  {
    referential: referentialId,
    recordId,
    rule: ruleId,
    attribute: Type.Optional(attributeName),
    value: Type.Optional(json),
    reason: Type.String({ minLength: 1, maxLength: 2_000 }),
    author: Type.String({ maxLength: 200 }),
    expires: Type.String({ maxLength: 30 }),
  },
  exact,
);

const resolution = Type.Object(
  {
    referential: referentialId,
    recordId: Type.String({ maxLength: 64 }),
    attribute: Type.String({ maxLength: 100 }),
    againstVersion: count,
    side: Type.Union([
      Type.Literal("base"),
      Type.Literal("mine"),
      Type.Literal("central"),
      Type.Literal("other"),
    ]),
    author: personId,
    at: instant,
    reason: Type.String({ maxLength: 2_000 }),
  },
  exact,
);

export const requestContentSchema = Type.Object(
  {
    id: requestId,
    title: Type.String({ minLength: 1, maxLength: 300 }),
    reason: Type.String({ maxLength: 4_000 }),
    legalText: Type.String({ maxLength: 2_000 }),
    effectiveDate: Type.Union([day, Type.Null()]),
    author: personId,
    workflow: Type.Object(
      { id: Type.String({ minLength: 1, maxLength: 80 }), version: count },
      exact,
    ),
    referentials: Type.Array(referentialId, { minItems: 1, maxItems: 100 }),
    summary,
    blocks: Type.Array(blockRefSchema, { minItems: 1, maxItems: CENTRAL_CAPS.blocksPerRequest }),
    waivers: Type.Array(waiver, { maxItems: 20_000 }),
    resolutions: Type.Array(resolution, { maxItems: 20_000 }),
    origin: Type.Union([
      Type.Object({ kind: Type.Literal("manual") }, exact),
      Type.Object(
        {
          kind: Type.Literal("import"),
          file: Type.String({ maxLength: 500 }),
          sheet: Type.String({ maxLength: 200 }),
          mode: Type.String({ maxLength: 60 }),
        },
        exact,
      ),
    ]),
  },
  exact,
);

export const seen = Type.Object(
  {
    groups: Type.Array(
      Type.Object({ kind: Type.String({ maxLength: 100 }), count, shown: count }, exact),
      { maxItems: 200 },
    ),
    opened: count,
    toTheEnd: Type.Boolean(),
  },
  exact,
);

export const answer = Type.Union([
  Type.Literal("approve"),
  Type.Literal("reject"),
  Type.Literal("send-back"),
]);

const decision = Type.Object({
  requestId,
  contentHash,
  stage: Type.String(),
  person: personId,
  personName: Type.String(),
  answer,
  reason: Type.String(),
  at: instant,
  seen,
  status: Type.Union([Type.Literal("counted"), Type.Literal("obsolete"), Type.Literal("refused")]),
  carriedFrom: Type.Optional(Type.String()),
  refusal: Type.Optional(Type.String()),
});

export const comment = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  person: personId,
  personName: Type.String({ maxLength: 200 }),
  text: Type.String({ minLength: 1, maxLength: 10_000 }),
  at: instant,
});

export const changeRequestSchema = Type.Object({
  content: requestContentSchema,
  contentHash,
  authorName: Type.String(),
  revision: count,
  status: Type.Union([
    Type.Literal("preparation"),
    Type.Literal("pending"),
    Type.Literal("sent-back"),
    Type.Literal("conflict"),
    Type.Literal("approved"),
    Type.Literal("rejected"),
    Type.Literal("cancelled"),
  ]),
  stages: Type.Array(
    Type.Object({
      stage: Type.String(),
      eligible: Type.Array(personId),
      names: Type.Optional(Type.Array(Type.String())),
      openedAt: instant,
      outcome: Type.Union([
        Type.Literal("open"),
        Type.Literal("approved"),
        Type.Literal("rejected"),
        Type.Literal("sent-back"),
      ]),
    }),
  ),
  decisions: Type.Array(decision),
  comments: Type.Array(comment),
  submittedAt: Type.Union([instant, Type.Null()]),
  closedAt: Type.Union([instant, Type.Null()]),
  commit: Type.Union([count, Type.Null()]),
  conflicts: Type.Array(
    Type.Object({
      referential: referentialId,
      recordId: Type.String(),
      attribute: Type.Union([Type.String(), Type.Null()]),
      case: Type.String(),
    }),
  ),
  deadlock: Type.Optional(Type.Object({ stage: Type.String(), needed: count, eligible: count })),
});
export const requestPageSchema = Type.Object({
  requests: Type.Array(changeRequestSchema),
  next: Type.Union([Type.String(), Type.Null()]),
});
