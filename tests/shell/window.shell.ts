import { HOST_BRIDGE } from "../../shared/contract/host-methods.ts";
import { onHost } from "./host.ts";
import { expect, test } from "./open-shell.ts";

test(`[S-2] the page sees the bridge, frozen, and nothing of Node or Electron; a sub-frame sees nothing ${onHost}`, async ({
  openShell,
}) => {
  const shell = await openShell();
  const page = await shell.page();

  const seen = await page.evaluate((bridge) => {
    const held = (window as unknown as Record<string, object>)[bridge] ?? {};
    const attempt = (change: () => void): string => {
      try {
        change();
        return "done";
      } catch (thrown) {
        return thrown instanceof TypeError ? "refused" : String(thrown);
      }
    };
    return {
      keys: Object.keys(held).sort(),
      kinds: Object.values(held).map((value) => typeof value),
      frozen: Object.isFrozen(held),
      replaced: attempt(() => Object.assign(window, { [bridge]: {} })),
      extended: attempt(() => Object.assign(held, { more: 1 })),
      globals: [
        "require",
        "module",
        "exports",
        "process",
        "Buffer",
        "global",
        "ipcRenderer",
        "electron",
      ].filter((name) => name in window),
      left: Object.getOwnPropertyNames(window).filter((name) =>
        /electron|ipc|^__(?!react)/i.test(name),
      ),
    };
  }, HOST_BRIDGE);
  expect(seen).toEqual({
    keys: ["invoke", "listen"],
    kinds: ["function", "function"],
    frozen: true,
    replaced: "refused",
    extended: "refused",
    globals: [],
    left: [],
  });

  const inFrame = await page.evaluate((bridge) => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const names = [bridge, "require", "process", "ipcRenderer"];
    return names.filter((name) => name in (frame.contentWindow ?? {}));
  }, HOST_BRIDGE);
  expect(inFrame).toEqual([]);
});
