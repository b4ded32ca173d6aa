import { FAULTS } from "../../shared/base/index.ts";
import { HOST_METHODS } from "../../shared/contract/host-methods.ts";
import { getSystemErrorMap } from "node:util";
import { UPDATE_FAILURES } from "./update-state.ts";

/** What the shell notes besides the codes of faults. */
const HAPPENINGS = [
  "STARTED",
  "STOPPED",
  "CALL_REFUSED",
  "LINK_REFUSED",
  "FILE_REFUSED",
  "PAGE_GONE",
  "PAGE_RESTARTED",
  "PAGE_GIVEN_UP",
  "PAGE_FROZEN",
  "PAGE_UNLOADED",
  "PROCESS_GONE",
  "UPDATE_FAILED",
  "UPDATE_READY",
  "UNCAUGHT",
] as const;
export type Happening = (typeof HAPPENINGS)[number];
export type Level = "info" | "warn" | "error";

/** One line of the log. Nothing else is ever written, so no name, token or value of anybody's data can be. */
export interface LogEntry {
  /** ISO instant. */
  readonly time: string;
  readonly level: Level;
  /** A happening of the list above, or a fault's code. */
  readonly code: string;
  /** Method of the contract that failed. */
  readonly method?: string;
  /** System error (ENOSPC…) or class of error behind it. */
  readonly cause?: string;
  /** Place in our code: file:line. */
  readonly where?: string;
}

/**
 * The entry for something that happened, made of listed words only: the message of an error, which may quote what a person typed, is
 * never looked at, nor is anything else that a payload could have shaped.
 */
export function logEntry(
  time: string,
  level: Level,
  code: Happening,
  facts: { readonly method?: string; readonly thrown?: unknown; readonly reason?: string } = {},
): LogEntry {
  const { method, thrown, reason } = facts;
  const cause = thrown === undefined ? reason : causeOf(thrown);
  const where = whereOf(thrown);
  return {
    time,
    level,
    code: KNOWN_CODES.has(code) ? code : "UNCAUGHT",
    ...(method !== undefined && METHODS.has(method) ? { method } : {}),
    ...(cause !== undefined && KNOWN_CAUSES.has(cause) ? { cause } : {}),
    ...(where === undefined ? {} : { where }),
  };
}

const METHODS: ReadonlySet<string> = new Set(HOST_METHODS);
const KNOWN_CODES: ReadonlySet<string> = new Set(HAPPENINGS);
const KNOWN_CAUSES: ReadonlySet<string> = new Set([
  ...Object.keys(FAULTS),
  ...UPDATE_FAILURES,
  ...Array.from(getSystemErrorMap().values(), ([name]) => name),
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "AggregateError",
  // Electron's reasons for a process that is gone
  "abnormal-exit",
  "clean-exit",
  "crashed",
  "integrity-failure",
  "killed",
  "launch-failed",
  "memory-eviction",
  "oom",
]);

function causeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const code: unknown = "code" in thrown ? thrown.code : undefined;
  return typeof code === "string" && KNOWN_CAUSES.has(code) ? code : thrown.name;
}

/** File and line of the first frame of the stack; the text before the frames, where the message is, is cut off first. */
function whereOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || typeof thrown.stack !== "string") return undefined;
  const { stack, message } = thrown;
  const at = stack.indexOf(message);
  const frames = at === -1 ? "" : stack.slice(at + message.length);
  return /^\s+at .*?([\w-]{1,60}(?:\.test)?\.(?:ts|js|cjs|mjs)):(\d{1,7}):\d{1,7}\)?$/m
    .exec(frames)
    ?.slice(1, 3)
    .join(":");
}
