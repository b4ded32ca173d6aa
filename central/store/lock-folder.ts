import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { Fault } from "../../shared/base/index.ts";

/**
 * Keeps a data folder for one process (D-2): an exclusive lock held by the operating system on a small file beside the
 * base, so that it falls with the process, even killed. Throws STORE_LOCKED when another process holds it.
 * @returns the way to let go
 */
export function lockFolder(folder: string): () => void {
  const guard = new DatabaseSync(join(folder, "central.lock"), { timeout: 0 });
  try {
    guard.exec("pragma locking_mode = exclusive");
    guard.exec("begin exclusive");
  } catch (cause) {
    guard.close();
    // 5 = SQLITE_BUSY; anything else (a read-only folder, a full disk) says what it is.
    if (!(cause instanceof Error && "errcode" in cause && cause.errcode === 5)) throw cause;
    throw new Fault("STORE_LOCKED", "another process uses this data folder", { folder }, { cause });
  }
  return () => guard.close();
}
