import { Fault, isFaultData, type FaultData } from "../../shared/base/index.ts";
import { outageOf } from "../store/outage-of.ts";

/**
 * What stopped a command, as it is told to the operator: a fault, a base that is away, full, damaged or in use, what the system refused (a
 * folder, a file). Null for a bug, which keeps its stack.
 */
export function explain(thrown: unknown): FaultData | null {
  if (isFaultData(thrown)) return thrown;
  if (!(thrown instanceof Error)) return null;
  const reason = thrown.message;
  if ("errcode" in thrown && SQLITE_DAMAGED.has(thrown.errcode))
    return new Fault("STORE_DAMAGED", "the base is damaged: restore it from a backup", { reason });
  const outage = outageOf(thrown);
  if (outage) return new Fault(outage, "the base does not answer", { reason });
  return "syscall" in thrown ? new Fault("BAD_REQUEST", "the system refuses", { reason }) : null;
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const SQLITE_DAMAGED: ReadonlySet<unknown> = new Set([11, 26]);
