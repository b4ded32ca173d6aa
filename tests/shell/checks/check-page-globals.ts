import type { Page } from "@playwright/test";
import { HOST_BRIDGE } from "../../../shared/contract/host-methods.ts";

/** S-2: what the page sees that it must not, or no longer sees of its bridge. */
export async function checkPageGlobals(page: Page): Promise<readonly string[]> {
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
    const foreign = /electron|ipc|^__(?!react)|^(require|module|exports|process|Buffer|global)$/i;
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const inFrame = Object.getOwnPropertyNames(frame.contentWindow ?? {});
    frame.remove();
    return {
      bridge: Object.entries(held).map(([name, value]) => `${name}: ${typeof value}`),
      frozen: Object.isFrozen(held),
      replacing: attempt(() => Object.assign(window, { [bridge]: {} })),
      extending: attempt(() => Object.assign(held, { more: 1 })),
      globals: Object.getOwnPropertyNames(window).filter((name) => foreign.test(name)),
      inFrame: inFrame.filter((name) => name === bridge || foreign.test(name)),
    };
  }, HOST_BRIDGE);
  const wanted = {
    bridge: ["invoke: function", "listen: function"],
    frozen: true,
    replacing: "refused",
    extending: "refused",
    globals: [],
    inFrame: [],
  };
  return Object.entries(wanted).flatMap(([name, value]) => {
    const found = JSON.stringify(seen[name as keyof typeof seen]);
    return found === JSON.stringify(value) ? [] : [`the page's ${name}: ${found}`];
  });
}
