import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import { freeSpaceOf, leastFree } from "./free-space.ts";
import { Journals, type JournalsMeans } from "./journals.ts";

type Served = Pick<
  HostHandlers,
  | "disk.space"
  | "journal.append"
  | "journal.open"
  | "journal.read"
  | "journal.remove"
  | "journal.rewrite"
>;

/** The second copy of what a person typed, in `<profile>/journals`, and the room left on that volume. */
export function serveJournals(
  profile: string,
  keys: Pick<JournalsMeans, "openKey" | "replaceLostKey">,
  environment: NodeJS.ProcessEnv,
): Served {
  const least = leastFree(environment);
  const freeSpace: JournalsMeans["freeSpace"] = async () => {
    await mkdir(profile, { recursive: true });
    return freeSpaceOf(profile, least);
  };
  const journals = new Journals({ ...keys, folder: join(profile, "journals"), freeSpace });
  return {
    "disk.space": freeSpace,
    "journal.append": async ({ name, entry }) => {
      await journals.append(name, entry);
      return {};
    },
    "journal.open": ({ name }) => journals.open(name),
    "journal.read": ({ name, from }) => journals.read(name, from),
    "journal.remove": async ({ name }) => {
      await journals.remove(name);
      return {};
    },
    "journal.rewrite": async ({ name, entries }) => {
      await journals.rewrite(name, entries);
      return {};
    },
  };
}
