import { join } from "node:path";
import type { Page } from "@playwright/test";
import { checkBundlePaths, plantOutsideFiles } from "./checks/check-bundle-paths.ts";
import { checkContentPolicy } from "./checks/check-content-policy.ts";
import { checkDurableAppend } from "./checks/check-durable-append.ts";
import { checkForeignSender } from "./checks/check-foreign-sender.ts";
import { checkNavigation } from "./checks/check-navigation.ts";
import { checkPageGlobals } from "./checks/check-page-globals.ts";
import { checkPermissions } from "./checks/check-permissions.ts";
import { type ForeignSite, startForeignSite } from "./checks/foreign-site.ts";
import { isDouble, onHost } from "./host.ts";
import { expect, type Shell, test } from "./open-shell.ts";
import { runToItsEnd } from "./run-to-its-end.ts";
import { weakenShell, type Weakness } from "./weaken-shell.ts";

// The tests of the shell are worth what they notice: twelve shells, each weakened in one place, each caught.

interface Case extends Weakness {
  /** What must be found, by the check of the rule it breaks. */
  readonly caught: RegExp;
  readonly check: (shell: Shell, page: Page, site: ForeignSite) => Promise<readonly string[]>;
  readonly ownScreens?: true;
}

const CASES: readonly Case[] = [
  {
    name: "[S-5] without its Content-Security-Policy",
    file: "main.js",
    patches: [['"Content-Security-Policy": contentSecurityPolicy(path, connect),', ""]],
    check: (_shell, page, site) => checkContentPolicy(page, site, ["/"]),
    caught: /an inline script ran.*no policy/,
  },
  {
    name: "[S-4] without its navigation guard",
    file: "main.js",
    patches: [["if (!isAppUrl(event.url)) event.preventDefault();", ""]],
    check: ({ app }, page, site) => checkNavigation(app, page, site),
    caught: /the page left the application|the other site received/,
  },
  {
    name: "[S-6] without its path guards",
    file: "main.js",
    patches: [
      ["!SAFE_PATH.test(path)", "false"],
      ['segment === ".." || segment === "."', "false"],
      ["target.startsWith(root + sep)", "true"],
    ],
    ownScreens: true,
    check: ({ app }) => checkBundlePaths(app),
    caught: /reads outside the bundle/,
  },
  {
    name: "[S-7] granting every permission that is asked",
    file: "main.js",
    patches: [["decide(isGranted(permission, details.requestingUrl))", "decide(true)"]],
    check: (_shell, page) => checkPermissions(page),
    caught: /notifications is granted/,
  },
  {
    name: "[S-2] showing ipcRenderer to the page",
    file: "preload.cjs",
    patches: [
      [
        "electron.contextBridge.exposeInMainWorld(HOST_BRIDGE",
        'electron.contextBridge.exposeInMainWorld("ipcRenderer", { invoke: (...all) => electron.ipcRenderer.invoke(...all) });\nelectron.contextBridge.exposeInMainWorld(HOST_BRIDGE',
      ],
    ],
    check: (_shell, page) => checkPageGlobals(page),
    caught: /globals: \["ipcRenderer"\]/,
  },
  {
    name: "[S-3] serving any sender",
    file: "main.js",
    patches: [["isTrusted: isTrustedSender", "isTrusted: () => true"]],
    check: ({ app }, page, site) => checkForeignSender(app, page, site),
    caught: /app\.info to a foreign page: served/,
  },
  {
    name: "[L-1] saying kept before the disk has it",
    file: "main.js",
    patches: [["await file.datasync();", ""]],
    check: ({ app }, page) => checkDurableAppend(app, page),
    caught: /"kept" was said before the disk had it/,
  },
];

for (const { caught, check, ownScreens, ...weakness } of CASES)
  test(`a shell ${weakness.name} is caught ${onHost}`, async ({ openAlone, shellApp, folder }) => {
    const app = join(folder, "weak");
    await weakenShell(shellApp, app, weakness, ownScreens);
    if (ownScreens) await plantOutsideFiles(app);
    const site = await startForeignSite();
    const shell = await openAlone({ app, expectsFaults: true });
    const findings = await check(shell, await shell.page(), site);
    await site.stop();
    expect(findings.join("\n")).toMatch(new RegExp(caught.source, "s"));
  });

/** Those that the double refuses to run at all; Electron runs them, and the checks say what they are. */
const REFUSED: readonly (Weakness & { readonly refusal: string; readonly caught: RegExp })[] = [
  {
    name: "[S-1] with a page outside the sandbox",
    file: "main.js",
    patches: [["sandbox: true", "sandbox: false"]],
    refusal: "webPreferences.sandbox: false",
    caught: /a window has sandbox: false/,
  },
  {
    name: "[S-1] with a preload in the page's own world",
    file: "main.js",
    patches: [["contextIsolation: true", "contextIsolation: false"]],
    refusal: "webPreferences.contextIsolation: false",
    caught: /a window has contextIsolation: false/,
  },
  {
    name: "[S-6] with a scheme of no standing",
    file: "main.js",
    patches: [
      ["standard: true,", ""],
      ["secure: true,", ""],
    ],
    refusal: "a scheme (app) that is not declared standard and secure",
    caught: /./,
  },
];

for (const { refusal, caught, ...weakness } of REFUSED)
  test(`a shell ${weakness.name} is caught ${onHost}`, async ({ openAlone, shellApp, folder }) => {
    const app = join(folder, "weak");
    await weakenShell(shellApp, app, weakness);
    if (isDouble) {
      const { code, printed } = await runToItsEnd(app, folder);
      expect({ code, printed }).toEqual({ code: 75, printed: expect.stringContaining(refusal) });
      return;
    }
    const shell = await openAlone({ app, expectsFaults: true });
    const fault = await shell.page().then(
      () => "",
      (thrown: unknown) => String(thrown),
    );
    expect(fault).toMatch(caught);
  });

test(`a shell [S-2] with Node's files in its preload is caught ${onHost}`, async ({
  openAlone,
  shellApp,
  folder,
}) => {
  const app = join(folder, "weak");
  const whole = 'let electron = require("electron");';
  await weakenShell(shellApp, app, {
    name: "fs in the preload",
    file: "preload.cjs",
    patches: [[whole, `${whole}\nconst fs = require("fs");`]],
  });
  // Its page has no bridge: it cannot begin.
  const shell = await openAlone({ app, expectsFaults: true });
  const page = await shell.app.firstWindow();
  await page.waitForURL(/intendance/);
  expect((await checkPageGlobals(page)).join("\n")).toContain("the page's bridge: []");
});

test(`a shell [S-4] that lets pages open windows is caught ${onHost}`, async ({
  openAlone,
  shellApp,
  folder,
}) => {
  const app = join(folder, "weak");
  await weakenShell(shellApp, app, {
    name: "windows allowed",
    file: "main.js",
    patches: [
      [
        'setWindowOpenHandler(() => ({ action: "deny" }))',
        'setWindowOpenHandler(() => ({ action: "allow" }))',
      ],
    ],
  });
  const site = await startForeignSite();
  const shell = await openAlone({ app, expectsFaults: true });
  const page = await shell.page();
  // The double ends rather than open one; on Electron there are two windows.
  const findings = await checkNavigation(shell.app, page, site).catch((thrown: unknown) => [
    String(thrown),
  ]);
  await site.stop();
  expect(findings.join("\n")).toMatch(/there are \d+ windows|has been closed/);
  if (isDouble) expect(shell.printed()).toContain("a window opened by the page is not covered");
});
