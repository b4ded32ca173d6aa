import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { signIn } from "../e2e/sign-in.ts";
import { hostExecutable, onHost } from "./host.ts";
import { expect, shellArguments, shellEnvironment, test } from "./open-shell.ts";

const REQUEST = "0190d5c4-7a1e-7c3b-9f00-0123456789ab";
const pathOf = (page: Page): Promise<string> => page.evaluate(() => location.pathname);

interface Second {
  readonly app: string;
  readonly profile: string;
  readonly central: string;
  readonly folder: string;
  readonly cwd?: string;
}

/** Starts the application a second time on a profile in use; resolves with its exit code. */
function startAgain(second: Second, opened: readonly string[]): Promise<number | null> {
  const { app, profile, central, folder, cwd } = second;
  const child = spawn(hostExecutable, shellArguments(app, profile, central, opened), {
    env: shellEnvironment(folder),
    stdio: "ignore",
    ...(cwd === undefined ? {} : { cwd }),
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

test(`[S-11] a second instance steps aside, brings the first to the front and hands over its link ${onHost}`, async ({
  openShell,
  central,
  folder,
  shellApp,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await signIn(page, central, "intendante");
  await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = { app: shellApp, profile: shell.profile, central: central.url, folder };

  expect(await startAgain(second, [])).toBe(0);
  await expect
    .poll(() =>
      shell.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
      ),
    )
    .toEqual([false]);
  expect(await startAgain(second, ["intendance://inbox"])).toBe(0);
  await expect.poll(() => pathOf(page)).toBe("/a-traiter");
  expect(await startAgain(second, [`intendance://request/${REQUEST}`])).toBe(0);
  await expect.poll(() => pathOf(page)).toBe(`/demandes/${REQUEST}`);
  expect(shell.app.windows()).toHaveLength(1);
});

test(`[S-4] a link that is not one of ours opens nothing and is refused in words ${onHost}`, async ({
  openShell,
  central,
  folder,
  shellApp,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await signIn(page, central, "intendante");
  const before = await pathOf(page);
  await shell.app.evaluate(({ dialog }) => {
    const seen = globalThis as unknown as { asked: unknown[] };
    seen.asked = [];
    dialog.showMessageBox = async (...args: unknown[]) => {
      seen.asked.push(args.at(-1));
      return { response: 0, checkboxChecked: false };
    };
  });

  const second = { app: shellApp, profile: shell.profile, central: central.url, folder };
  const link = `intendance://request/${REQUEST}/../../../evil`;
  expect(await startAgain(second, [link, "--central=https://evil.example"])).toBe(0);

  await expect
    .poll(() =>
      shell.app.evaluate(() => (globalThis as unknown as { asked: { message: string }[] }).asked),
    )
    .toEqual([expect.objectContaining({ message: "Ce lien n’est pas valable" })]);
  expect(await pathOf(page)).toBe(before);
});

test(`a link opens a fresh application on its screen, and one opened by the system a running one ${onHost}`, async ({
  openShell,
  central,
}) => {
  const first = await openShell();
  await signIn(await first.page(), central, "intendante");
  await first.quit();

  const shell = await openShell({ args: [`intendance://request/${REQUEST}`] });
  const page = await shell.page();
  await expect.poll(() => pathOf(page)).toBe(`/demandes/${REQUEST}`);
  await shell.app.evaluate(({ app }) => {
    app.emit("open-url", { preventDefault() {} }, "intendance://inbox");
  });
  await expect.poll(() => pathOf(page)).toBe("/a-traiter");
});

test(`a file opened with the application, fresh or running, starts the import with it; another kind is refused ${onHost}`, async ({
  openShell,
  central,
  folder,
  shellApp,
}) => {
  const files = join(folder, "Mes fichiers");
  await mkdir(files);
  await writeFile(join(files, "premier.csv"), "code;libellé\nA1;Accueil\n");
  await writeFile(join(files, "second.csv"), "code;libellé\nB1;Bureau\nB2;Bibliothèque\n");
  await writeFile(join(files, "travail.intendance"), "pas encore");
  const first = await openShell();
  await signIn(await first.page(), central, "intendante");
  await first.quit();

  const shell = await openShell({ args: [join(files, "premier.csv")] });
  const page = await shell.page();
  await expect.poll(() => pathOf(page)).toBe("/import");
  await expect(page.getByText("premier.csv").first()).toBeVisible();

  const second = { app: shellApp, profile: shell.profile, central: central.url, folder };
  expect(await startAgain({ ...second, cwd: files }, ["second.csv"])).toBe(0);
  await expect(page.getByText("second.csv").first()).toBeVisible();
  await expect(page.getByText("Bibliothèque").first()).toBeVisible();

  expect(await startAgain(second, [join(files, "travail.intendance")])).toBe(0);
  await expect.poll(() => pathOf(page)).toBe("/poste");

  await shell.app.evaluate(({ app, dialog }) => {
    const seen = globalThis as unknown as { asked: unknown[] };
    seen.asked = [];
    dialog.showMessageBox = async (...args: unknown[]) => {
      seen.asked.push(args.at(-1));
      return { response: 0, checkboxChecked: false };
    };
    app.emit("open-file", { preventDefault() {} }, "/etc/passwd");
  });
  await expect
    .poll(() =>
      shell.app.evaluate(() => (globalThis as unknown as { asked: { detail: string }[] }).asked),
    )
    .toEqual([
      expect.objectContaining({
        message: "Ce fichier ne s’ouvre pas",
        detail: expect.stringContaining("Rien n’a été modifié.") as unknown,
      }),
    ]);
});
