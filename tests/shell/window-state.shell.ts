import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onHost } from "./host.ts";
import { expect, test, type Shell } from "./open-shell.ts";

const facts = (shell: Shell) =>
  shell.app.evaluate(({ BrowserWindow, screen }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return {
      bounds: window?.getNormalBounds(),
      maximised: window?.isMaximized(),
      area: screen.getPrimaryDisplay().workArea,
    };
  });

test(`the window comes back where it was, and on a display that exists ${onHost}`, async ({
  openShell,
}) => {
  const shell = await openShell();
  await shell.page();
  const { area: display } = await facts(shell);
  const bounds = { x: display.x + 40, y: display.y + 30, width: 1000, height: 640 };
  await shell.app.evaluate(({ BrowserWindow }, wish) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wish);
  }, bounds);
  await shell.quit();
  const path = join(shell.profile, "window-state.json");
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual({ bounds, maximised: false });

  const again = await openShell();
  await again.page();
  expect(await facts(again)).toMatchObject({ bounds, maximised: false });
  await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
  await again.quit();
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ maximised: true });

  await writeFile(
    path,
    JSON.stringify({ bounds: { x: 90_000, y: -9_000, width: 1000, height: 640 }, maximised: true }),
  );
  const moved = await openShell();
  await moved.page();
  await expect.poll(async () => (await facts(moved)).maximised).toBe(true);
  const { bounds: now, area } = await facts(moved);
  expect(now?.x).toBeLessThan(area.x + area.width);
  await moved.quit();

  await writeFile(path, '{"bounds":');
  await (await openShell()).page();
});
