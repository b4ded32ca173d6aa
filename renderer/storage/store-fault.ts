import { Fault, isFaultData } from "../../shared/base/index.ts";

/** Which call failed: near-full errors mean different things on the way in and on the way out. */
export type StoreCall = "open" | "read" | "write";

/**
 * The fault behind an IndexedDB error, whatever layer it crossed (Dexie keeps the real one in `inner`, `cause` or
 * `failures`).
 *
 * Near a full disk Chromium answers with UnknownError or a bare AbortError instead of QuotaExceededError
 * (reliability.md, finding 2): a write that fails for no stated reason is therefore said to be "perhaps full"
 * (`certain: false`), and the person is told before more work is put at risk.
 */
export function storeFaultOf(thrown: unknown, call: StoreCall): unknown {
  if (isFaultData(thrown)) return thrown;
  const names = errorNames(thrown);
  if (names.size === 0) return thrown;
  const details = { call, error: [...names].join(" < "), message: messageOf(thrown) };
  const fault = (code: "STORE_FULL" | "STORE_DAMAGED" | "STORE_NEWER", certain: boolean): Fault =>
    new Fault(
      code,
      `local store, ${call}: ${details.message}`,
      { ...details, certain },
      { cause: thrown },
    );

  if (names.has("QuotaExceededError")) return fault("STORE_FULL", true);
  if (names.has("VersionError")) return fault("STORE_NEWER", true);
  if (BUGS.some((name) => names.has(name))) return thrown;
  if (DAMAGE.some((name) => names.has(name))) return fault("STORE_DAMAGED", true);
  if (BLURRY.some((name) => names.has(name)))
    return call === "write" ? fault("STORE_FULL", false) : fault("STORE_DAMAGED", false);
  return thrown;
}

/** True when the browser closed the connection under us: opening it again and repeating is safe. */
export const isConnectionLost = (thrown: unknown): boolean => {
  const names = errorNames(thrown);
  return names.has("DatabaseClosedError") || names.has("InvalidStateError");
};

const BUGS = [
  "DataCloneError",
  "DataError",
  "InvalidAccessError",
  "ReadOnlyError",
  "TypeError",
] as const;
const DAMAGE = ["NotFoundError", "NotReadableError", "EncodingError", "InvalidTableError"] as const;
const BLURRY = [
  "UnknownError",
  "AbortError",
  "TimeoutError",
  "TransactionInactiveError",
  "OpenFailedError",
  "MissingAPIError",
  "DatabaseClosedError",
  "InvalidStateError",
  "ConstraintError",
  "BulkError",
  "ModifyError",
  "InternalError",
] as const;

function errorNames(thrown: unknown, depth = 0): ReadonlySet<string> {
  const names = new Set<string>();
  if (typeof thrown !== "object" || thrown === null || depth > 6) return names;
  const error = thrown as { name?: unknown; inner?: unknown; cause?: unknown; failures?: unknown };
  if (typeof error.name === "string" && error.name !== "Error") names.add(error.name);
  const deeper = [
    error.inner,
    error.cause,
    ...(Array.isArray(error.failures) ? error.failures.slice(0, 3) : []),
  ];
  for (const inner of deeper) for (const name of errorNames(inner, depth + 1)) names.add(name);
  return names;
}

const messageOf = (thrown: unknown): string =>
  typeof thrown === "object" && thrown !== null && "message" in thrown
    ? String(thrown.message)
    : String(thrown);
