import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { checkAccessibility } from "../e2e/check-accessibility.ts";
import { openList, typeOver } from "../e2e/edit-label.ts";
import { signIn } from "../e2e/sign-in.ts";
import { takeScreenshots } from "../e2e/take-screenshots.ts";
import { chooseMenu } from "./ask-page.ts";
import { onHost } from "./host.ts";
import { expect, test, type Shell } from "./open-shell.ts";

const LIST = "Structures internes";
const pathOf = (page: Page): Promise<string> => page.evaluate(() => location.pathname);
const labelsOf = (shell: Shell): Promise<readonly string[]> =>
  shell.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label),
  );

/** The save dialog answers `path`, and notes what it was asked. */
const saveTo = (shell: Shell, path: string): Promise<void> =>
  shell.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async (...args: unknown[]) => {
      (globalThis as unknown as { proposed: unknown }).proposed = args.at(-1);
      return { canceled: false, filePath };
    };
  }, path);

test(`the menus lead everywhere, and ask the page for what only it can do ${onHost}`, async ({
  openShell,
  central,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await signIn(page, central, "intendante");

  for (const [id, path] of [
    ["menu.goInbox", "/a-traiter"],
    ["menu.goRequests", "/demandes"],
    ["menu.goFindings", "/qualite"],
    ["menu.goSync", "/synchronisation"],
    ["menu.import", "/import"],
    ["menu.backup", "/poste"],
    ["menu.goHome", "/"],
  ] as const) {
    await chooseMenu(shell, id);
    await expect.poll(() => pathOf(page), id).toBe(path);
  }

  await chooseMenu(shell, "menu.search");
  await expect(page.getByRole("combobox", { name: /Rechercher/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await chooseMenu(shell, "menu.keyboard");
  await expect(page.getByRole("dialog", { name: "Raccourcis clavier" })).toBeVisible();
  await page.keyboard.press("Escape");
  await chooseMenu(shell, "menu.synchroniseNow");
  await expect(page.getByText("Synchronisation demandée").last()).toBeVisible();

  const grid = await openList(page, LIST);
  const cell = grid.getByRole("row").nth(1).getByRole("gridcell").nth(1);
  const before = await cell.innerText();
  await typeOver(page, grid, 1, 2, "Modifié au clavier");
  await chooseMenu(shell, "menu.undo");
  await expect(cell).toHaveText(before);
  await chooseMenu(shell, "menu.redo");
  await expect(cell).toContainText("Modifié au clavier");
});

test(`undo in a text field is the field's own ${onHost}`, async ({ openShell, central }) => {
  const shell = await openShell();
  const page = await shell.page();
  await signIn(page, central, "intendante");
  await chooseMenu(shell, "menu.search");
  const field = page.getByRole("combobox", { name: /Rechercher/ });
  // One letter: how many of them the browser takes back at once depends on what came between.
  await field.pressSequentially("l");
  await expect(field).toHaveValue("l");
  await chooseMenu(shell, "menu.undo");

  await expect(field).toHaveValue("");
});

test(`the menus speak the language of the screens, from the first moment of the next start ${onHost}`, async ({
  openShell,
  central,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  expect(await labelsOf(shell)).toEqual([
    "&Fichier",
    "É&dition",
    "&Affichage",
    "A&ller",
    "&Synchroniser",
    "A&ide",
  ]);
  await signIn(page, central, "intendante");
  await page.getByRole("button", { name: /^Compte de/ }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  const english = ["&File", "&Edit", "&View", "&Go", "&Synchronise", "&Help"];
  await expect.poll(() => labelsOf(shell)).toEqual(english);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect
    .poll(() => shell.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource))
    .toBe("dark");
  await shell.quit();

  const again = await openShell();
  await again.page();
  expect(await labelsOf(again)).toEqual(english);
  expect(await again.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
});

test(`the page goes to a PDF file without its navigation, and to none when the person gives up ${onHost}`, async ({
  openShell,
  central,
  folder,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await signIn(page, central, "intendante");
  await chooseMenu(shell, "menu.goSync");
  await expect(page).toHaveTitle(/^Synchro/);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  const file = join(folder, "page.pdf");
  await saveTo(shell, file);
  await chooseMenu(shell, "menu.print");
  await expect(page.getByText("Le document PDF est enregistré.").last()).toBeVisible();

  const pdf = await readFile(file);
  expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  expect(pdf.subarray(-7).toString("latin1")).toContain("%%EOF");
  expect(pdf.length).toBeGreaterThan(5_000);
  expect(
    await shell.app.evaluate(() => (globalThis as unknown as { proposed: unknown }).proposed),
  ).toMatchObject({ defaultPath: `${title} Intendance.pdf` });

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await takeScreenshots(page, "shell-print");
  await page.emulateMedia({ media: null });

  await mkdir(join(folder, "none"));
  await shell.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: "" });
  });
  const saved = await page.evaluate(() =>
    (
      window as unknown as {
        intendance: { invoke(method: string, input: unknown): Promise<unknown> };
      }
    ).intendance.invoke("page.print", { suggestedName: "../../x.pdf" }),
  );
  expect(saved).toEqual({ ok: true, value: { saved: false } });
});

test(`À propos tells versions, sealing, central and licences, signed in or not, and copies the facts ${onHost}`, async ({
  openShell,
  central,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await chooseMenu(shell, "menu.about");
  const about = page.getByRole("dialog", { name: "À propos d’Intendance" });
  await expect(about).toBeVisible();
  await expect(about.getByText(central.url)).toBeVisible();
  await expect(about.getByText(/^(Linux|macOS|Windows)$/)).toBeVisible();
  await page.keyboard.press("Escape");
  await signIn(page, central, "intendante");

  await page.getByRole("button", { name: /^Compte de/ }).click();
  await page.getByRole("menuitem", { name: "À propos d’Intendance" }).click();
  await about.getByRole("button", { name: "Copier les informations techniques" }).click();
  await expect(about.getByText("Informations techniques copiées")).toBeVisible();
  await about.getByRole("button", { name: "Afficher les licences" }).click();
  const licences = about.getByRole("list", { name: "Licences" });
  const one = licences
    .getByRole("listitem")
    .filter({ has: page.getByText("react-dom", { exact: true }) });
  await one.getByText("react-dom", { exact: true }).click();
  await expect(one.getByText(/Permission is hereby granted/)).toBeVisible();
  await checkAccessibility(page, "about");
  await takeScreenshots(page, "shell-about");
});

test(`documentation and logs open outside, where an address was set ${onHost}`, async ({
  openShell,
  folder,
}) => {
  const refused = await openShell({
    profile: "none",
    env: { INTENDANCE_HELP: "http://aide.univ.example" },
  });
  await refused.page();
  expect(
    await refused.app.evaluate(
      ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById("menu.documentation") ?? null,
    ),
  ).toBeNull();
  await refused.quit();

  await writeFile(join(folder, "x"), "");
  const shell = await openShell({
    env: { INTENDANCE_HELP: "https://aide.univ.example/intendance" },
  });
  await shell.page();
  await shell.app.evaluate(({ shell: system }) => {
    const seen = globalThis as unknown as { opened: string[] };
    seen.opened = [];
    system.openExternal = async (url) => void seen.opened.push(url);
    system.openPath = async (path) => {
      seen.opened.push(path);
      return "";
    };
  });
  await chooseMenu(shell, "menu.documentation");
  await chooseMenu(shell, "menu.logs");
  await expect
    .poll(() => shell.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual(["https://aide.univ.example/intendance", join(shell.profile, "logs")]);
});
