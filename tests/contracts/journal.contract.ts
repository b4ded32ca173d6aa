import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve, type IpcSender } from "../../electron/ipc/serve.ts";
import { serveJournals } from "../../electron/journal/serve-journals.ts";
import { makeBridgeHost } from "../../renderer/host/bridge-host.ts";
import type { HostHandlers, HostReply } from "../../shared/contract/host-api.ts";
import { journalLaws } from "./journal-laws.ts";

/** The whole way of an entry: the page's host, the door with its checks, the file; as structured clones, as Electron does. */
journalLaws("a file, through the shell's door", async () => {
  const profile = await mkdtemp(join(tmpdir(), "intendance-journal-"));
  const key = new Uint8Array(randomBytes(32));
  return {
    async restart() {
      const keys = { openKey: async () => ({ key }), replaceLostKey: async () => ({ key }) };
      const listeners = new Map<
        string,
        (sender: IpcSender, payload: unknown) => Promise<unknown>
      >();
      serve(
        { handle: (channel, listener) => void listeners.set(channel, listener) },
        serveJournals(profile, keys, { INTENDANCE_LEAST_FREE_MB: "1" }) as HostHandlers,
        { isTrusted: () => true, logBug: (method, thrown) => console.error(method, thrown) },
      );
      const host = makeBridgeHost({
        invoke: async (method, input) =>
          structuredClone(
            await listeners.get(method)?.({ senderFrame: null }, structuredClone(input)),
          ) as HostReply,
        listen: () => {},
      });
      const journal = host.journal("intendance-central-alix");
      if (journal === null) throw new Error("the shell has a journal");
      return journal;
    },
    remove: () => rm(profile, { recursive: true, force: true }),
  };
});
