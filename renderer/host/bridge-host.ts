import { Fault } from "../../shared/base/index.ts";
import type { HostBridge, HostInput, HostOutput } from "../../shared/contract/host-api.ts";
import type { HostMethod } from "../../shared/contract/host-methods.ts";
import type { DesktopHost } from "../../shared/ports/index.ts";

/** The machine through the desktop shell's bridge: the contract's methods, a failure coming back as data. */
export function makeBridgeHost(bridge: HostBridge): DesktopHost {
  const ask = async <M extends HostMethod>(
    method: M,
    input: HostInput<M>,
  ): Promise<HostOutput<M>> => {
    const reply = await bridge.invoke(method, input);
    if (!reply.ok) throw new Fault(reply.error.code, reply.error.message, reply.error.details);
    return reply.value as HostOutput<M>;
  };
  return {
    kind: "electron",
    async appInfo() {
      const { version, platform } = await ask("app.info", {});
      return { version, platform };
    },
    saveFile: async (suggestedName, _mimeType, bytes) =>
      (await ask("files.save", { suggestedName, bytes })).saved,
    async openExternal(url) {
      await ask("shell.openExternal", { url });
    },
    // The desktop issue gives the shell its journal; the port is in place.
    journal: null,
  };
}
