import { serveJournals } from "../journal/serve-journals.ts";
import { openProfileKey, replaceLostProfileKey } from "../sealing/profile-key.ts";

/** The journals of this profile under its sealed key. */
export const journalHandlers = (profile: string): ReturnType<typeof serveJournals> =>
  serveJournals(
    profile,
    {
      openKey: () => openProfileKey(profile),
      replaceLostKey: () => replaceLostProfileKey(profile),
    },
    process.env,
  );
