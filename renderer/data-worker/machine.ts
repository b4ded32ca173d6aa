import type { DesktopHost, Journal } from "../../shared/ports/index.ts";
import { toFaultData } from "../../shared/base/index.ts";

/** What of the machine the page lends to the data worker: the journal of its database, the room left on the disk, and a last resort. */
export type Machine = Journal & Pick<DesktopHost, "clearBases" | "freeSpace">;

/** The machine for one database, its failures plain data (an error loses its code between threads); null in a browser. */
export function machineOf(
  host: Pick<DesktopHost, "clearBases" | "freeSpace" | "journal">,
  database: string,
): Machine | null {
  const journal = host.journal(database);
  if (journal === null) return null;
  return {
    open: plainly(() => journal.open()),
    append: plainly((entry) => journal.append(entry)),
    readAll: plainly((from) => journal.readAll(from)),
    rewrite: plainly((entries) => journal.rewrite(entries)),
    remove: plainly(() => journal.remove()),
    clearBases: plainly(() => host.clearBases()),
    freeSpace: plainly(() => host.freeSpace()),
  };
}

const plainly =
  <Given extends readonly unknown[], Answer>(ask: (...given: Given) => Promise<Answer>) =>
  async (...given: Given): Promise<Answer> => {
    try {
      return await ask(...given);
    } catch (thrown) {
      throw toFaultData(thrown);
    }
  };
