import type { FaultCode } from "../../shared/base/index.ts";

const SQLITE_FULL = 13;
const SQLITE_PASSING = new Set([5, 6]);
const CONNECTION = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/**
 * What the base being away for a while means for callers; null for anything else (a bug). Classes 08 (connection), 53 (resources) and 57
 * (operator intervention) of PostgreSQL, a locked or full SQLite.
 */
export function outageOf(thrown: unknown): FaultCode | null {
  if (!(thrown instanceof Error)) return null;
  if ("errcode" in thrown && typeof thrown.errcode === "number") {
    const primary = thrown.errcode & 0xff;
    return primary === SQLITE_FULL
      ? "STORE_FULL"
      : SQLITE_PASSING.has(primary)
        ? "CENTRAL_UNREACHABLE"
        : null;
  }
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  if (code === "53100") return "STORE_FULL";
  if (CONNECTION.has(code) || /^(08|53|57)/.test(code)) return "CENTRAL_UNREACHABLE";
  return thrown.message.startsWith("Connection terminated") ? "CENTRAL_UNREACHABLE" : null;
}
