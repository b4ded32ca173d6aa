import Type from "typebox";
import type {
  ContentHash,
  DeviceId,
  FaultCode,
  JsonValue,
  OperationId,
  PersonId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../base/index.ts";
import type { RuleId } from "../rules/index.ts";

/**
 * The HTTP contract of the central repository: every body and answer, as JSON Schema with static types. Ajv (through
 * Fastify) and OpenAPI use these very documents. Raise the version with any change: a test holds the fingerprint.
 */
export const CENTRAL_API_VERSION = 1;

/** Where every route lives. */
export const CENTRAL_API_PREFIX = "/api/v1";

/** Sizes that central refuses beyond (BODY_TOO_LARGE, BAD_REQUEST), in bytes or elements. */
export const CENTRAL_CAPS = {
  /** one gzipped block as sent */
  blockBytes: 16 * 1024 * 1024,
  /** one block once inflated */
  blockInflatedBytes: 96 * 1024 * 1024,
  /** elements of one block */
  blockElements: 5_000,
  /** the JSON body of any other route */
  bodyBytes: 12 * 1024 * 1024,
  operationsPerPush: 100,
  blocksPerRequest: 2_000,
} as const;

const exact = { additionalProperties: false } as const;

const uuid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
} as const;
const recordId = Type.Unsafe<RecordId>(uuid);
const requestId = Type.Unsafe<RequestId>(uuid);
const operationId = Type.Unsafe<OperationId>(uuid);
const deviceId = Type.Unsafe<DeviceId>({
  type: "string",
  minLength: 1,
  maxLength: 64,
  pattern: "^[0-9A-Za-z._-]+$",
});
const personId = Type.Unsafe<PersonId>({ type: "string", minLength: 1, maxLength: 64 });
const referentialId = Type.Unsafe<ReferentialId>({
  type: "string",
  minLength: 1,
  maxLength: 80,
  pattern: "^[a-z0-9][a-z0-9-]*$",
});
const contentHash = Type.Unsafe<ContentHash>({ type: "string", pattern: "^[0-9a-f]{64}$" });
const instant = Type.String({
  minLength: 20,
  maxLength: 30,
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z$",
});
const day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const json = Type.Unsafe<JsonValue>({});
const anything = Type.Unsafe<unknown>({});
const attributeName = Type.String({ minLength: 1, maxLength: 100 });

export const problemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.Unsafe<FaultCode>({ type: "string" }),
  detail: Type.String(),
  details: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object" }),
});

const faultSchema = Type.Object({
  code: Type.Unsafe<FaultCode>({ type: "string" }),
  message: Type.String(),
  details: Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object" }),
});

// --- identity

const role = Type.Union([
  Type.Literal("lecteur"),
  Type.Literal("intendant"),
  Type.Literal("accrediteur"),
  Type.Literal("administrateur"),
]);
const rights = Type.Record(Type.String({ maxLength: 80 }), Type.Array(role, { maxItems: 4 }));

export const identitySchema = Type.Object({
  person: personId,
  name: Type.String(),
  login: Type.String(),
  establishment: Type.String(),
  establishmentName: Type.Optional(Type.String()),
  rights,
});

export const signInSchema = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 1_000 }),
    establishment: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  },
  exact,
);

export const refreshSchema = Type.Object(
  { refreshToken: Type.String({ minLength: 20, maxLength: 200 }) },
  exact,
);

export const sessionSchema = Type.Object({
  identity: identitySchema,
  accessToken: Type.String(),
  accessExpiresAt: instant,
  refreshToken: Type.String(),
  refreshExpiresAt: instant,
});

export const accountSchema = Type.Object({
  person: personId,
  login: Type.String(),
  name: Type.String(),
  disabled: Type.Boolean(),
  rights,
});
export const accountsSchema = Type.Object({ accounts: Type.Array(accountSchema) });
export const newAccountSchema = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 200 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 12, maxLength: 1_000 }),
    rights,
  },
  exact,
);
export const accountChangeSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    password: Type.Optional(Type.String({ minLength: 12, maxLength: 1_000 })),
    disabled: Type.Optional(Type.Boolean()),
    rights: Type.Optional(rights),
  },
  exact,
);

// --- records and changes

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
const ruleId = Type.Unsafe<RuleId>({ type: "string", maxLength: 60 });

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

// --- requests

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

const seen = Type.Object(
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

const answer = Type.Union([
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

const comment = Type.Object({
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

// --- synchronisation

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

export const healthSchema = Type.Object({
  status: Type.Literal("ok"),
  api: Type.Integer(),
  version: Type.String(),
});

/** Every schema by name: what the fingerprint covers and OpenAPI lists. */
export const CENTRAL_SCHEMAS = {
  account: accountSchema,
  accountChange: accountChangeSchema,
  accounts: accountsSchema,
  blockRef: blockRefSchema,
  change: changeSchema,
  changeBlock: changeBlockSchema,
  changeRequest: changeRequestSchema,
  commitHead: commitHeadSchema,
  committedChange: committedChangeSchema,
  documents: documentsSchema,
  feedEntry: feedEntrySchema,
  finding: findingSchema,
  findings: findingsSchema,
  health: healthSchema,
  history: historySchema,
  historyEntry: historyEntrySchema,
  identity: identitySchema,
  modelEntry: modelEntrySchema,
  newAccount: newAccountSchema,
  operation: operationSchema,
  operationAnswer: operationAnswerSchema,
  problem: problemSchema,
  push: pushSchema,
  pushAnswer: pushAnswerSchema,
  record: recordSchema,
  recordPage: recordPageSchema,
  references: referencesSchema,
  refresh: refreshSchema,
  requestContent: requestContentSchema,
  requestPage: requestPageSchema,
  session: sessionSchema,
  signIn: signInSchema,
  snapshot: snapshotSchema,
} as const;
