import { HOST_BRIDGE, HOST_METHODS } from "../../shared/contract/host-methods.ts";
import type { HostBridge } from "../../shared/contract/host-api.ts";
import { faultCycles } from "../faults/fault-browser.ts";
import { SEED } from "../faults/fault-chance.ts";
import { GOOD_INPUTS } from "./channel-inputs.ts";
import { fuzzChannel } from "./checks/fuzz-channel.ts";
import { onHost } from "./host.ts";
import { expect, type Shell, test } from "./open-shell.ts";

const TIMES = faultCycles(40, 500);
/** Strings of 10 MB: of each channel in full; they cost seconds on the double. */
const LARGE = faultCycles(0, 5);
const MEGABYTE = 1024 * 1024;

test(`[S-3] ${TIMES} made-up arguments on each of ${HOST_METHODS.length} channels${
  TIMES === 500 ? "" : " (500 in full)"
}: each refused in good order, memory stable ${onHost}`, async ({ openAlone }) => {
  test.setTimeout(LARGE === 0 ? 900_000 : 7_200_000);
  // The title must be the same in every process: the seed is said here, and with what is found.
  console.log(`seed ${SEED}`);
  const shell = await openAlone();
  const page = await shell.page();
  await standIn(shell);
  const fuzzAll = async (times: number, large: number): Promise<number> => {
    let total = 0;
    for (const [rank, method] of HOST_METHODS.entries()) {
      const seed = SEED + rank;
      const { wrong, refused } = await fuzzChannel(page, method, GOOD_INPUTS[method], {
        times,
        large,
        seed,
      });
      expect({ method, seed: SEED, wrong }).toEqual({ method, seed: SEED, wrong: [] });
      total += refused;
    }
    return total;
  };
  // What the first calls set up is not a leak.
  await fuzzAll(5, 0);
  const before = await heldMemory(shell);
  const refused = await fuzzAll(TIMES, LARGE);
  expect(refused).toBeGreaterThan((TIMES * HOST_METHODS.length) / 4);
  if (LARGE === 0) await fuzzChannel(page, "secrets.write", {}, { times: 1, large: 1, seed: SEED });
  const grown = (await heldMemory(shell)) - before;

  expect(grown / MEGABYTE).toBeLessThan(32);
  expect(await infoOf(page)).toMatchObject({ ok: true });
  expect(await shell.app.evaluate(() => Object.hasOwn(Object.prototype, "polluted"))).toBe(false);
});

test(`[S-3] the bridge knows the contract's names and no other ${onHost}`, async ({
  openAlone,
}) => {
  const shell = await openAlone();
  const page = await shell.page();
  const names = ["host.event", "__proto__", "constructor", "toString", "", "app.info ", "APP.INFO"];
  const answers = await page.evaluate(
    async ([bridge, all]) => {
      const { invoke } = (window as unknown as Record<string, HostBridge>)[bridge] as HostBridge;
      return Promise.all(
        all.map((name) =>
          invoke(name as never, {}).then(
            () => "served",
            (thrown: unknown) => String(thrown),
          ),
        ),
      );
    },
    [HOST_BRIDGE, names] as const,
  );
  expect(answers).toEqual(names.map((name) => `TypeError: no such method: ${name}`));
});

test(`[S-3] calls of a window that is being destroyed end with it, and the process goes on ${onHost}`, async ({
  openAlone,
}) => {
  const shell = await openAlone();
  const page = await shell.page();
  await shell.app.evaluate(({ app }) => {
    app.removeAllListeners("window-all-closed");
    app.on("window-all-closed", () => {});
  });
  await page.evaluate((bridge) => {
    const { invoke } = (window as unknown as Record<string, HostBridge>)[bridge] as HostBridge;
    const call = (): void => void invoke("app.info", {}).finally(call);
    for (let line = 0; line < 20; line += 1) call();
  }, HOST_BRIDGE);
  await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
  await expect
    .poll(() => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0);
  expect(await shell.app.evaluate(({ app }) => app.isReady())).toBe(true);
  expect(shell.printed()).not.toMatch(/UNCAUGHT|TypeError|Object has been destroyed/);
});

const infoOf = (page: Awaited<ReturnType<Shell["page"]>>): Promise<unknown> =>
  page.evaluate(
    (bridge) => (window as unknown as Record<string, HostBridge>)[bridge]?.invoke("app.info", {}),
    HOST_BRIDGE,
  );

/** What good inputs would have the person or the system do. */
async function standIn({ app }: Shell): Promise<void> {
  await app.evaluate(({ dialog, shell, Notification }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: "" });
    shell.openExternal = async () => {};
    Notification.prototype.show = () => {};
  });
}

/** Bytes the main process really holds: after collecting. */
async function heldMemory({ app }: Shell): Promise<number> {
  return app.evaluate(async () => {
    const { setFlagsFromString } = process.getBuiltinModule("node:v8");
    const { runInNewContext } = process.getBuiltinModule("node:vm");
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    for (let turn = 0; turn < 3; turn += 1) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  });
}
