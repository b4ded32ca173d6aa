import type { ElectronApplication, Page } from "@playwright/test";
import { HOST_BRIDGE } from "../../../shared/contract/host-methods.ts";
import type { HostBridge } from "../../../shared/contract/host-api.ts";

interface Probe {
  flushes: number;
  letFlush: () => void;
}
interface Appended {
  appended: string;
}

/** Whether the journal says "kept" before the disk has: every flush of the main process is held back meanwhile. */
export async function checkDurableAppend(
  app: ElectronApplication,
  page: Page,
): Promise<readonly string[]> {
  await page.evaluate(async (bridge) => {
    const { invoke } = (window as unknown as Record<string, HostBridge>)[bridge] as HostBridge;
    const first = { name: "essai", entry: new Uint8Array([0]) };
    const opened = await invoke("journal.open", { name: "essai" });
    // The first entry makes the file, which is another matter.
    const began = opened.ok ? await invoke("journal.append", first) : opened;
    if (!began.ok) throw new Error(began.error.message);
  }, HOST_BRIDGE);
  await app.evaluate(async () => {
    const { open } = process.getBuiltinModule("node:fs/promises");
    const file = await open(process.execPath);
    const handle = Object.getPrototypeOf(file) as Record<"sync" | "datasync", () => Promise<void>>;
    await file.close();
    const gate = Promise.withResolvers<void>();
    const probe: Probe = { flushes: 0, letFlush: gate.resolve };
    Object.assign(globalThis, { probe });
    for (const name of ["sync", "datasync"] as const) {
      const flush = handle[name];
      handle[name] = async function hold(this: unknown) {
        probe.flushes += 1;
        await gate.promise;
        return flush.call(this);
      };
    }
  });
  await page.evaluate((bridge) => {
    const { invoke } = (window as unknown as Record<string, HostBridge>)[bridge] as HostBridge;
    const state: Appended = { appended: "" };
    Object.assign(window, { state });
    void invoke("journal.append", { name: "essai", entry: new Uint8Array([1, 2, 3]) }).then(
      (reply) => {
        state.appended = reply.ok ? "kept" : reply.error.code;
      },
    );
  }, HOST_BRIDGE);
  const appended = (): Promise<string> =>
    page.evaluate(() => (window as unknown as { state: Appended }).state.appended);
  const flushes = (): Promise<number> =>
    app.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.flushes);

  while ((await appended()) === "" && (await flushes()) === 0);
  // A flush has begun: one that is waited for holds the answer back as long as it lasts.
  for (let turns = 0; turns < 20; turns += 1) await flushes();
  const early = await appended();
  await app.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.letFlush());
  await page.waitForFunction(
    () => (window as unknown as { state: Appended }).state.appended !== "",
  );
  const late = await appended();
  return [
    ...(early === "" ? [] : [`"${early}" was said before the disk had it`]),
    ...(late === "kept" ? [] : [`the entry was not kept: ${late}`]),
  ];
}
