import { Fault } from "../../shared/base/index.ts";
import type { HostBridge, HostInput, HostOutput } from "../../shared/contract/host-api.ts";
import type { HostMethod } from "../../shared/contract/host-methods.ts";
import type { DesktopHost, Journal } from "../../shared/ports/index.ts";

type Ask = <M extends HostMethod>(method: M, input: HostInput<M>) => Promise<HostOutput<M>>;

/** The machine through the desktop shell's bridge: the contract's methods, a failure coming back as data. */
export function makeBridgeHost(bridge: HostBridge): DesktopHost {
  const ask: Ask = async (method, input) => {
    const reply = await bridge.invoke(method, input);
    if (!reply.ok) throw new Fault(reply.error.code, reply.error.message, reply.error.details);
    return reply.value as HostOutput<typeof method>;
  };
  return {
    kind: "electron",
    async appInfo() {
      const { version, platform, engines, sealing } = await ask("app.info", {});
      return { version, platform, engines, sealing };
    },
    async useCentral(address) {
      await ask("app.central", { address });
    },
    async prefer(wish) {
      await ask("app.prefer", wish);
    },
    openFile: (extensions) => ask("files.open", { extensions: [...extensions] }),
    saveFile: async (suggestedName, _mimeType, bytes) =>
      (await ask("files.save", { suggestedName, bytes })).saved,
    async openExternal(url) {
      await ask("shell.openExternal", { url });
    },
    printPage: async (suggestedName) => (await ask("page.print", { suggestedName })).saved,
    async notify(notice) {
      await ask("notices.show", notice);
    },
    async setBadge(count) {
      await ask("notices.badge", { count });
    },
    async clearBases() {
      await ask("bases.clear", {});
    },
    freeSpace: () => ask("disk.space", {}),
    journal: (database) => bridgeJournal(ask, database),
    secrets: {
      read: async (name) => (await ask("secrets.read", { name })).value,
      async write(name, value) {
        await ask("secrets.write", { name, value });
      },
      async remove(name) {
        await ask("secrets.remove", { name });
      },
    },
    listen: (listener) => bridge.listen(listener),
  };
}

function bridgeJournal(ask: Ask, database: string): Journal {
  const name = database.replaceAll(/[^A-Za-z0-9._@-]/g, "_").slice(0, 120);
  return {
    open: () => ask("journal.open", { name }),
    async append(entry) {
      await ask("journal.append", { name, entry });
    },
    async readAll(from = 0) {
      const all: Uint8Array[] = [];
      for (let next: number | null = from; next !== null;) {
        const page: HostOutput<"journal.read"> = await ask("journal.read", { name, from: next });
        all.push(...page.entries);
        next = page.next;
      }
      return all;
    },
    async rewrite(entries) {
      await ask("journal.rewrite", { name, entries: [...entries] });
    },
    async remove() {
      await ask("journal.remove", { name });
    },
  };
}
