/** Every failure another process, a log or a person may see. One row each, documented in docs/faults.md. */
export const FAULTS = {
  // the request itself
  BAD_REQUEST: { http: 400, retry: false },
  BODY_TOO_LARGE: { http: 413, retry: false },
  NOT_FOUND: { http: 404, retry: false },
  RATE_LIMITED: { http: 429, retry: true },
  // identity and rights
  SIGN_IN_REFUSED: { http: 401, retry: false },
  TOKEN_EXPIRED: { http: 401, retry: false },
  NOT_SIGNED_IN: { http: 401, retry: false },
  FORBIDDEN: { http: 403, retry: false },
  // model and workflow documents
  MODEL_INVALID: { http: 422, retry: false },
  WORKFLOW_INVALID: { http: 422, retry: false },
  REFERENTIAL_UNKNOWN: { http: 404, retry: false },
  // records, requests, decisions
  RECORD_NOT_FOUND: { http: 404, retry: false },
  RECORD_INVALID: { http: 422, retry: false },
  REQUEST_NOT_FOUND: { http: 404, retry: false },
  REQUEST_REFUSED: { http: 409, retry: false },
  CONTENT_CHANGED: { http: 409, retry: false },
  BLOCK_MISSING: { http: 409, retry: true },
  BLOCK_CORRUPT: { http: 422, retry: false },
  // synchronisation
  OPERATION_REPLAYED_DIFFERENTLY: { http: 409, retry: false },
  OPERATION_OUT_OF_ORDER: { http: 409, retry: true },
  CURSOR_UNKNOWN: { http: 409, retry: false },
  CENTRAL_UNREACHABLE: { http: 503, retry: true },
  CENTRAL_ANSWER_INVALID: { http: 502, retry: true },
  // local store
  STORE_FULL: { http: 507, retry: false },
  STORE_DAMAGED: { http: 500, retry: false },
  STORE_NEWER: { http: 409, retry: false },
  STORE_LOCKED: { http: 409, retry: true },
  STORE_SEALED: { http: 401, retry: false },
  SEALING_UNAVAILABLE: { http: 409, retry: false },
  PASSPHRASE_WRONG: { http: 403, retry: false },
  // files
  FILE_EMPTY: { http: 422, retry: false },
  FILE_KIND_UNKNOWN: { http: 422, retry: false },
  FILE_ENCRYPTED: { http: 422, retry: false },
  FILE_TRUNCATED: { http: 422, retry: false },
  FILE_TOO_LARGE: { http: 413, retry: false },
  FILE_INFLATES_TOO_MUCH: { http: 413, retry: false },
  FILE_QUOTE_UNCLOSED: { http: 422, retry: false },
  FILE_UNREADABLE: { http: 422, retry: false },
  FILE_UNWRITABLE: { http: 403, retry: false },
  FILE_COLUMNS_WRONG: { http: 422, retry: false },
  DEADLINE_EXCEEDED: { http: 504, retry: true },
  CANCELLED: { http: 499, retry: true },
  // bugs
  INTERNAL: { http: 500, retry: false },
} as const satisfies Record<string, { readonly http: number; readonly retry: boolean }>;

export type FaultCode = keyof typeof FAULTS;
export type FaultData = {
  readonly code: FaultCode;
  /** For engineers and logs, in English; the person's sentence is made by the renderer from the code. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
};

/** An expected failure on its way across a boundary. Anything else that is thrown is a bug. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: FaultCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** What may leave the process about a thrown value; the inside of a bug stays inside. */
export function toFaultData(thrown: unknown): FaultData {
  if (isFaultData(thrown))
    return { code: thrown.code, message: thrown.message, details: thrown.details };
  return { code: "INTERNAL", message: "internal error", details: {} };
}

/** True for a Fault and for its plain copy after a structured clone. */
export function isFaultData(value: unknown): value is FaultData {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    typeof value.code === "string" &&
    Object.hasOwn(FAULTS, value.code) &&
    "details" in value
  );
}
