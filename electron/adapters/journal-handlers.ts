import { session } from "electron";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import { serveJournals } from "../journal/serve-journals.ts";
import { APP_ORIGIN } from "../main/app-origin.ts";
import { openProfileKey, replaceLostProfileKey } from "../sealing/profile-key.ts";

/** The journals of this profile under its sealed key, and the end of databases that nothing opens any more. */
export const journalHandlers = (
  profile: string,
): ReturnType<typeof serveJournals> & Pick<HostHandlers, "bases.clear"> => ({
  "bases.clear": async () => {
    await session.defaultSession.clearStorageData({ origin: APP_ORIGIN, storages: ["indexdb"] });
    return {};
  },
  ...serveJournals(
    profile,
    {
      openKey: () => openProfileKey(profile),
      replaceLostKey: () => replaceLostProfileKey(profile),
    },
    process.env,
  ),
});
