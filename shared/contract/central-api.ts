import Type from "typebox";
import {
  accountChangeSchema,
  accountSchema,
  accountsSchema,
  identitySchema,
  newAccountSchema,
  refreshSchema,
  sessionSchema,
  signInSchema,
} from "./central/identity-schemas.ts";
import {
  changeBlockSchema,
  changeSchema,
  committedChangeSchema,
  findingSchema,
  findingsSchema,
  historyEntrySchema,
  historySchema,
  recordPageSchema,
  recordSchema,
  referencesSchema,
} from "./central/record-schemas.ts";
import {
  blockRefSchema,
  changeRequestSchema,
  requestContentSchema,
  requestPageSchema,
} from "./central/request-schemas.ts";
import {
  commitHeadSchema,
  documentsSchema,
  feedEntrySchema,
  modelEntrySchema,
  operationAnswerSchema,
  operationSchema,
  pushAnswerSchema,
  pushSchema,
  snapshotSchema,
} from "./central/synchronisation-schemas.ts";
import { problemSchema } from "./central/fault-schema.ts";

export { CENTRAL_CAPS } from "./central/central-caps.ts";
export { MIN_PASSWORD } from "./central/identity-schemas.ts";
export {
  accountChangeSchema,
  accountSchema,
  accountsSchema,
  identitySchema,
  newAccountSchema,
  refreshSchema,
  sessionSchema,
  signInSchema,
} from "./central/identity-schemas.ts";
export {
  changeBlockSchema,
  findingsSchema,
  historySchema,
  recordPageSchema,
  recordSchema,
  referencesSchema,
} from "./central/record-schemas.ts";
export { changeRequestSchema, requestPageSchema } from "./central/request-schemas.ts";
export {
  documentsSchema,
  feedEntrySchema,
  operationSchema,
  pushAnswerSchema,
  pushSchema,
  snapshotSchema,
} from "./central/synchronisation-schemas.ts";

/**
 * The HTTP contract of the central repository: every body and answer, as JSON Schema with static types. Ajv (through
 * Fastify) and OpenAPI use these very documents. Raise the version with any change: a test holds the fingerprint.
 */
export const CENTRAL_API_VERSION = 2;

/** Where every route lives. */
export const CENTRAL_API_PREFIX = "/api/v1";

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
