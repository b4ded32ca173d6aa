import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { signIn } from "../e2e/sign-in.ts";
import { copyShell } from "./built-shell.ts";
import { checkBundlePaths, plantOutsideFiles } from "./checks/check-bundle-paths.ts";
import { checkContentPolicy } from "./checks/check-content-policy.ts";
import { checkDurableAppend } from "./checks/check-durable-append.ts";
import { checkForeignSender } from "./checks/check-foreign-sender.ts";
import { checkNavigation } from "./checks/check-navigation.ts";
import { checkPageGlobals } from "./checks/check-page-globals.ts";
import { checkPermissions } from "./checks/check-permissions.ts";
import { checkWindows } from "./checks/check-windows.ts";
import { startForeignSite } from "./checks/foreign-site.ts";
import { onHost } from "./host.ts";
import { expect, test } from "./open-shell.ts";

// reliability.md 4.1. Each check lists what it finds wrong; weakened.shell.ts shows that it would find it.

test(`[S-1] [S-2] [S-7] the window is isolated and sandboxed, the page sees its bridge and nothing else, every permission but the few it needs is denied ${onHost}`, async ({
  openAlone,
}) => {
  const shell = await openAlone({ expectsFaults: true });
  const page = await shell.page();
  expect(await checkWindows(shell.app)).toEqual([]);
  expect(await checkPageGlobals(page)).toEqual([]);
  expect(await checkPermissions(page)).toEqual([]);
  expect(await page.evaluate(() => navigator.storage.persist()), "IndexedDB lasts").toBe(true);
});

test(`[S-3] a page of another site in the window is served on no channel ${onHost}`, async ({
  openAlone,
}) => {
  const site = await startForeignSite();
  const shell = await openAlone();
  const page = await shell.page();
  expect(await checkForeignSender(shell.app, page, site)).toEqual([]);
  await site.stop();
});

test(`[S-4] the page neither leaves the application, nor opens a window, nor has the system open anything by itself ${onHost}`, async ({
  openAlone,
}) => {
  const site = await startForeignSite();
  const shell = await openAlone({ expectsFaults: true });
  const page = await shell.page();
  expect(await checkNavigation(shell.app, page, site)).toEqual([]);
  await site.stop();
});

test(`[S-5] every answer has its policy, and the policy holds ${onHost}`, async ({
  openAlone,
  shellApp,
}) => {
  test.skip(shellApp.endsWith(".asar"), "the bundle's files are listed from a folder");
  const site = await startForeignSite();
  const shell = await openAlone({ expectsFaults: true });
  const page = await shell.page();
  const files = await readdir(join(shellApp, "dist", "renderer"), { recursive: true });
  const paths = files.filter((file) => file.includes(".")).map((file) => `/${file}`);
  const screens = ["/", "/demandes/1", "/absent.js", "/assets/absent.css", "/..%2fmain.js"];
  expect(await checkContentPolicy(page, site, [...screens, ...paths])).toEqual([]);
  await site.stop();
});

test(`[S-5] no policy is broken by signing in and looking at records ${onHost}`, async ({
  central,
  openShell,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await signIn(page, central, "intendante");
  await page.getByRole("link", { name: /^Structures internes/ }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await shell.quit();
});

test(`[S-6] the scheme serves the bundle's files, to GET, on its own host, and nothing else ${onHost}`, async ({
  openAlone,
  shellApp,
  folder,
}) => {
  test.skip(shellApp.endsWith(".asar"), "files are planted in a copy of the folder");
  const app = join(folder, "app");
  await copyShell(shellApp, app);
  await plantOutsideFiles(app);
  const shell = await openAlone({ app });
  await shell.page();
  expect(await checkBundlePaths(shell.app)).toEqual([]);
});

test(`[L-1] the journal says an entry is kept once the disk has it, not before ${onHost}`, async ({
  openAlone,
}) => {
  const shell = await openAlone();
  const page = await shell.page();
  expect(await checkDurableAppend(shell.app, page)).toEqual([]);
});
