import { HOST_BRIDGE } from "../../shared/contract/host-methods.ts";
import type { HostBridge } from "../../shared/contract/host-api.ts";
import { onHost } from "./host.ts";
import { expect, test } from "./open-shell.ts";
import { runShell, runToItsEnd } from "./run-to-its-end.ts";

test(`[S-11] a second instance hands over what it was asked and steps aside ${onHost}`, async ({
  openAlone,
  shellApp,
  folder,
}) => {
  const shell = await openAlone();
  const page = await shell.page();
  await shell.app.evaluate(({ app }) => {
    const knocks: string[][] = [];
    Object.assign(globalThis, { knocks });
    app.on("second-instance", (_event, argv) => knocks.push(argv));
  });
  const { code, printed } = await runToItsEnd(shellApp, folder, ["--knock"]);
  expect({ code, printed }).toMatchObject({ code: 0 });
  await expect
    .poll(() =>
      shell.app.evaluate(() =>
        (globalThis as unknown as { knocks: string[][] }).knocks.map((argv) =>
          argv.includes("--knock"),
        ),
      ),
    )
    .toEqual([true]);
  expect(shell.app.windows()).toHaveLength(1);
  const reply = await page.evaluate(
    (bridge) => (window as unknown as Record<string, HostBridge>)[bridge]?.invoke("app.info", {}),
    HOST_BRIDGE,
  );
  expect(reply).toMatchObject({ ok: true });
});

test(`[S-11] of four started at once, one has the profile and three step aside ${onHost}`, async ({
  shellApp,
  folder,
}) => {
  const runs = Array.from({ length: 4 }, () => runShell(shellApp, folder));
  const left: number[] = [];
  const over = runs.map(async ({ ended }, rank) => {
    const { code } = await ended;
    left.push(rank);
    return code;
  });
  try {
    await expect.poll(() => left.length, { timeout: 180_000 }).toBe(3);
    const holder = runs.findIndex((_run, rank) => !left.includes(rank));
    // It stays: what a moment later would have been taken from it is asked of the system.
    expect(runs[holder]?.child.exitCode).toBeNull();
    runs[holder]?.child.kill("SIGTERM");
    expect(await Promise.all(over)).toEqual([0, 0, 0, 0]);
  } finally {
    for (const { child } of runs) child.kill("SIGKILL");
  }
});

test(`[S-11] a profile whose instance was killed opens again ${onHost}`, async ({ openAlone }) => {
  const first = await openAlone();
  await first.page();
  await first.kill();
  const second = await openAlone();
  await second.page();
  expect(second.app.windows()).toHaveLength(1);
  await second.quit();
});
