import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { checkAccessibility } from "../e2e/check-accessibility.ts";
import { openList, submitBasket, typeOver } from "../e2e/edit-label.ts";
import { passwordOf, signIn } from "../e2e/sign-in.ts";
import { onHost } from "./host.ts";
import { expect, test, type Shell } from "./open-shell.ts";

// Backup and restore through the dialogs of the machine, between two key rings, with the journal behind both databases.

const LIST = "Structures internes";
const PASSPHRASE = "quatre voiles sur la rade";

/** The list once its lines are read. */
async function openLines(page: Page): Promise<Locator> {
  const grid = await openList(page, LIST);
  await expect(grid.locator("[aria-busy=true]")).toHaveCount(0);
  return grid;
}

const saveTo = (shell: Shell, path: string): Promise<void> =>
  shell.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);

const openFrom = (shell: Shell, path: string): Promise<void> =>
  shell.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);

/** Opens the file asked about on screen. */
async function unseal(page: Page): Promise<void> {
  await page.getByLabel("Phrase de passe").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
}

test(`[BK30] a laptop goes on under another key ring from its backup, without network, and a power cut later it still does ${onHost}`, async ({
  openShell,
  central,
  folder,
}) => {
  const path = join(folder, "poste.intendance");
  const first = await openShell({ profile: "first", person: "first" });
  const page = await first.page();
  await signIn(page, central, "intendante");
  await first.setOffline(true);
  await typeOver(page, await openLines(page), 1, 2, "Parti sans réseau");
  await submitBasket(page, "Demande sauvegardée");
  await typeOver(page, await openLines(page), 2, 2, "Brouillon sauvegardé");
  await page.getByRole("link", { name: "Ce poste" }).click();
  await expect(page.getByText("Sur le disque de ce poste, dans votre profil.")).toBeVisible();
  await expect(page.getByText("Clés gardées par le trousseau du système.")).toBeVisible();
  await checkAccessibility(page, "« Ce poste » in the shell");
  await page.screenshot({ path: test.info().outputPath("poste.png") });
  await saveTo(first, path);
  await page.getByRole("button", { name: "Sauvegarder…" }).click();
  await page.getByLabel("Phrase de passe du fichier").fill(PASSPHRASE);
  await page.getByLabel("La même, une seconde fois").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  const bytes = await readFile(path);
  expect(bytes.includes(Buffer.from("intendante"))).toBe(false);

  const second = await openShell({ profile: "second", person: "second" });
  const other = await second.page();
  await second.setOffline(true);
  await openFrom(second, path);
  await other.getByRole("button", { name: "Restaurer une sauvegarde…" }).click();
  await unseal(other);
  await expect(other.getByText("1 envoi en attente")).toBeVisible();
  await other.getByRole("button", { name: "Restaurer", exact: true }).click();
  await expect(other.getByRole("heading", { name: /^Bonjour/ })).toBeVisible({ timeout: 180_000 });
  await expect((await openLines(other)).getByRole("row").nth(2)).toContainText(
    "Brouillon sauvegardé",
  );
  await second.kill();

  const again = await openShell({ profile: "second", person: "second" });
  const back = await again.page();
  await expect((await openLines(back)).getByRole("row").nth(2)).toContainText(
    "Brouillon sauvegardé",
  );
  await back.getByRole("button", { name: /reconnectez-vous/ }).click();
  await back.getByLabel("Mot de passe").fill(passwordOf(central, "intendante"));
  await back.keyboard.press("Enter");
  await expect(back.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  await first.setOffline(false);
  await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  await page.getByRole("link", { name: /^Synchronisation/ }).click();
  await expect(page.getByText("Acceptée.")).toHaveCount(1);
});

test(`[BK31] a sealed file opened with the application is asked about once somebody is signed in ${onHost}`, async ({
  openShell,
  central,
  folder,
}) => {
  const path = join(folder, "travail.intendance");
  const first = await openShell();
  const page = await first.page();
  await signIn(page, central, "intendante");
  await typeOver(page, await openLines(page), 1, 2, "Emporté");
  await page.getByRole("link", { name: "Ce poste" }).click();
  await saveTo(first, path);
  await page.getByRole("button", { name: "Emporter…" }).click();
  await page.getByLabel("Phrase de passe du fichier").fill(PASSPHRASE);
  await page.getByLabel("La même, une seconde fois").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await first.quit();

  const second = await openShell({ args: [path] });
  const other = await second.page();
  await expect(other.getByRole("dialog", { name: "Ouvrir un fichier scellé" })).toBeVisible();
  await unseal(other);
  await expect(other.getByText("Rien de nouveau à ajouter")).toBeVisible();
});
