import Type from "typebox";
import type {
  ContentHash,
  DeviceId,
  JsonValue,
  OperationId,
  PersonId,
  RecordId,
  ReferentialId,
  RequestId,
} from "../../base/index.ts";

// The words that every schema of the contract shares: ids, instants, hashes, counts.

export const exact = { additionalProperties: false } as const;

export const uuid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
} as const;
export const recordId = Type.Unsafe<RecordId>(uuid);
export const requestId = Type.Unsafe<RequestId>(uuid);
export const operationId = Type.Unsafe<OperationId>(uuid);
export const deviceId = Type.Unsafe<DeviceId>({
  type: "string",
  minLength: 1,
  maxLength: 64,
  pattern: "^[0-9A-Za-z._-]+$",
});
export const personId = Type.Unsafe<PersonId>({ type: "string", minLength: 1, maxLength: 64 });
export const referentialId = Type.Unsafe<ReferentialId>({
  type: "string",
  minLength: 1,
  maxLength: 80,
  pattern: "^[a-z0-9][a-z0-9-]*$",
});
export const contentHash = Type.Unsafe<ContentHash>({ type: "string", pattern: "^[0-9a-f]{64}$" });
export const instant = Type.String({
  minLength: 20,
  maxLength: 30,
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z$",
});
export const day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
export const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const json = Type.Unsafe<JsonValue>({});
export const anything = Type.Unsafe<unknown>({});
export const attributeName = Type.String({ minLength: 1, maxLength: 100 });
