import { readFile, writeFile } from "node:fs/promises";
import type { Locator, Page, TestInfo } from "@playwright/test";
import type { CentralProcess } from "./central-process.ts";
import { pressOn, tabTo, test as keyboardJourney, typeInto } from "./by-keyboard.ts";
import { checkAccessibility } from "./check-accessibility.ts";
import { openList, submitBasket, typeOver } from "./edit-label.ts";
import { expect, test } from "./journey.ts";
import { passwordOf } from "./sign-in.ts";
import { takeScreenshots } from "./take-screenshots.ts";

const LIST = "Structures internes";
const PASSPHRASE = "neuf cerises dans un panier";

test.skip(({ host }) => host === "shell", "the machine’s dialogs: tests/shell/backup.shell.ts");

/** The list once its lines are read: what is typed into a line still on its way goes nowhere. */
async function openLines(page: Page, list: string): Promise<Locator> {
  const grid = await openList(page, list);
  await expect(grid.locator("[aria-busy=true]")).toHaveCount(0);
  return grid;
}

/** `/poste`, by the navigation. */
async function openStation(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Ce poste" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ce poste" })).toBeVisible();
  await expect(page.getByText("Identifiant de ce poste")).toBeVisible();
}

/** Makes a sealed file and gives its place on the disk of the test. */
async function seal(page: Page, start: string, act: string, info: TestInfo): Promise<string> {
  await openStation(page);
  await page.getByRole("button", { name: start }).click();
  await page.getByLabel("Phrase de passe du fichier").fill(PASSPHRASE);
  await page.getByLabel("La même, une seconde fois").fill(PASSPHRASE);
  await expect(page.getByText("Solide.")).toBeVisible();
  await checkAccessibility(page, `« ${start} »`);
  await takeScreenshots(page, `workstation-${act}`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: act, exact: true }).click();
  const saved = await download;
  const path = info.outputPath(saved.suggestedFilename());
  await saved.saveAs(path);
  await expect(page.getByRole("dialog")).toBeHidden();
  return path;
}

/** Chooses a file behind a button and opens it with a passphrase. */
async function openFile(page: Page, start: string, path: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: start }).click();
  await (await chooser).setFiles(path);
  await page.getByLabel("Phrase de passe").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
}

/** The restored person proves who he is to central, from the header. */
async function signInAgain(page: Page, central: CentralProcess): Promise<void> {
  await page.getByRole("button", { name: /reconnectez-vous/ }).click();
  await page.getByLabel("Mot de passe").fill(passwordOf(central, "intendante"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("a whole laptop goes on elsewhere from its backup, and what waited is sent once", async ({
  central,
  openAs,
  openProfile,
}, info) => {
  const first = await openAs("intendante");
  const page = first.page();
  await first.kept();
  await first.setOffline(true);
  await typeOver(page, await openLines(page, LIST), 1, 2, "Parti sans réseau");
  await submitBasket(page, "Demande sauvegardée");
  await typeOver(page, await openLines(page, LIST), 2, 2, "Brouillon sauvegardé");
  await openStation(page);
  await checkAccessibility(page, "« Ce poste »");
  await takeScreenshots(page, "workstation-1-screen");
  const path = await seal(page, "Sauvegarder…", "Sauvegarder", info);
  expect(path).toMatch(/intendance-[a-z0-9-]+-intendante-\d{4}-\d{2}-\d{2}\.intendance$/);

  // A machine where nobody is signed in, that cannot reach central.
  const second = await openProfile("un autre poste");
  const other = second.page();
  await expect(other.getByLabel("Identifiant")).toBeVisible();
  await openFile(other, "Restaurer une sauvegarde…", path);
  await expect(other.getByText("1 modification non soumise")).toBeVisible();
  await expect(other.getByText("1 envoi en attente")).toBeVisible();
  await checkAccessibility(other, "the content of a backup");
  await takeScreenshots(other, "workstation-2-sign-in");
  await other.getByRole("button", { name: "Restaurer", exact: true }).click();
  await expect(other.getByRole("heading", { name: /^Bonjour/ })).toBeVisible({ timeout: 180_000 });
  await expect(
    (await openLines(other, LIST)).getByRole("row").nth(2).getByRole("gridcell").nth(1),
  ).toContainText("Brouillon sauvegardé");

  // Signed in, it sends what waited; then the first laptop comes back and sends the same.
  await signInAgain(other, central);
  await expect(other.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  await first.setOffline(false);
  await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  const office = (await openAs("accreditrice")).page();
  await office.getByRole("link", { name: /^À traiter/ }).click();
  await expect(office.getByRole("link", { name: "Demande sauvegardée" })).toHaveCount(1, {
    timeout: 180_000,
  });
  await other.getByRole("link", { name: /^Synchronisation/ }).click();
  await expect(other.getByText("Soumission · Demande sauvegardée")).toHaveCount(1);
  await expect(other.getByText("Acceptée.")).toHaveCount(1);
});

test("work under way is handed over to a colleague, who chooses where both typed", async ({
  openAs,
}, info) => {
  const giver = (await openAs("intendante")).page();
  const grid = await openLines(giver, LIST);
  await typeOver(giver, grid, 1, 2, "De la première");
  await typeOver(giver, grid, 2, 2, "Repris par un collègue");
  const path = await seal(giver, "Emporter…", "Emporter", info);
  const taker = (await openAs("intendant")).page();
  await typeOver(taker, await openLines(taker, LIST), 1, 2, "Du second");

  await openStation(taker);
  await openFile(taker, "Reprendre un travail…", path);
  await expect(taker.getByText("Ce qui sera ajouté")).toBeVisible();
  await expect(taker.getByText("1 valeur saisie différemment ici")).toBeVisible();
  await checkAccessibility(taker, "carried work");
  await takeScreenshots(taker, "workstation-3-carried");
  await taker.getByRole("radio", { name: /celle du fichier : De la première/ }).check();
  await taker.getByRole("button", { name: "Reprendre ce travail" }).click();
  await expect(taker.getByRole("dialog")).toBeHidden();
  const list = await openLines(taker, LIST);
  await expect(list.getByRole("row").nth(1)).toContainText("De la première");
  await expect(list.getByRole("row").nth(2)).toContainText("Repris par un collègue");

  // The same file again brings nothing.
  await openStation(taker);
  await openFile(taker, "Reprendre un travail…", path);
  await expect(taker.getByText("Rien de nouveau à ajouter")).toBeVisible();
});

test("a file that is damaged, cut or another product’s says so, and nothing changes", async ({
  openAs,
}, info) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  await typeOver(page, await openLines(page, LIST), 1, 2, "Gardé tel quel");
  const sound = await seal(page, "Sauvegarder…", "Sauvegarder", info);
  const bytes = await readFile(sound);
  const flipped = Buffer.from(bytes);
  flipped[bytes.length - 9] = (flipped[bytes.length - 9] ?? 0) ^ 4;
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ["abîmé", flipped, "Le fichier est abîmé."],
    ["coupé", bytes.subarray(0, bytes.length - 40), "Le fichier est incomplet : la fin manque."],
    ["vide", new Uint8Array(), "Le fichier est vide."],
    ["tableur", Buffer.from("code;libelle"), "Ce fichier n’est pas une sauvegarde"],
  ];
  for (const [name, content, sentence] of cases) {
    const path = info.outputPath(`${name}.intendance`);
    await writeFile(path, content);
    await openFile(page, "Restaurer une sauvegarde…", path);
    await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  // Work is here: even a sound backup is only added to it.
  await openFile(page, "Restaurer une sauvegarde…", sound);
  await expect(page.getByText("Ce poste contient du travail")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

keyboardJourney(
  "a backup made and a wrong passphrase refused, by keyboard alone",
  async ({ openByKeyboard }, info) => {
    const page = (await openByKeyboard("intendante")).page();
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await pressOn(page, page.getByRole("button", { name: "Sauvegarder…" }));
    await typeInto(page, page.getByLabel("Phrase de passe du fichier"), "trop court");
    await expect(page.getByText("Trop courte.")).toBeVisible();
    await typeInto(page, page.getByLabel("Phrase de passe du fichier"), PASSPHRASE);
    await typeInto(page, page.getByLabel("La même, une seconde fois"), `${PASSPHRASE}s`);
    await expect(page.getByText("Les deux phrases diffèrent.")).toBeVisible();
    await typeInto(page, page.getByLabel("La même, une seconde fois"), PASSPHRASE);
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const path = info.outputPath("clavier.intendance");
    await (await download).saveAs(path);
    await expect(page.getByRole("dialog")).toBeHidden();

    const chooser = page.waitForEvent("filechooser");
    await pressOn(page, page.getByRole("button", { name: "Restaurer une sauvegarde…" }));
    await (await chooser).setFiles(path);
    await expect(page.getByLabel("Phrase de passe")).toBeFocused();
    await page.keyboard.type("une autre phrase de passe");
    await page.keyboard.press("Enter");
    await expect(
      page.getByRole("alert").filter({ hasText: "n’ouvre pas ce fichier" }),
    ).toBeVisible();
    await expect(page.getByLabel("Phrase de passe")).toBeFocused();
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press("Enter");
    await expect(
      page.getByText("Que faire de cette sauvegarde").or(page.getByRole("radiogroup")).first(),
    ).toBeVisible();
    await pressOn(page, page.getByRole("checkbox", { name: /J’ai compris/ }), "Space");
    await tabTo(page, page.getByRole("button", { name: "Restaurer", exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: /^Bonjour/ })).toBeVisible({ timeout: 180_000 });
    await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  },
);
