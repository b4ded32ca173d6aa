import type { Page } from "@playwright/test";
import { choose } from "./by-keyboard.ts";
import { checkAccessibility } from "./check-accessibility.ts";
import { chooseFile, countsOf } from "./import-file.ts";
import { expect, test } from "./journey.ts";
import {
  inflatingWorkbook,
  otherColumns,
  renamedPdf,
  truncatedWorkbook,
  unclosedQuote,
} from "./make-bad-files.ts";
import { makeLargeCsv } from "./make-large-file.ts";
import { makeNacresWorkbook } from "./make-nacres-workbook.ts";
import { takeScreenshots } from "./take-screenshots.ts";
import { watchPauses } from "./watch-pauses.ts";

const CHECKED = "Résultat du contrôle";
const ROWS = 200_000;
const NOTHING_WAITS = "Aucune modification n’attend d’être soumise.";

test("bad files are refused with what is wrong and where, and change nothing", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  for (const [file, ...said] of [
    [truncatedWorkbook(), "Le fichier est incomplet."],
    [renamedPdf(), "n’est pas reconnu", "C’est un document PDF."],
    [inflatingWorkbook(), "prend une place anormale"],
    [unclosedQuote(), "n’est jamais fermé", "Ligne 3, colonne B."],
  ] as const) {
    await chooseFile(laptop, "NACRES", file);
    const notice = page.getByRole("alert");
    for (const words of said) await expect(notice, file.name).toContainText(words);
    await expect(notice).toContainText("Rien n’a été écrit");
    await takeScreenshots(page, `bad-${file.name}`);
    await checkAccessibility(page, `the refusal of ${file.name}`);
  }
  await chooseFile(laptop, "NACRES", otherColumns());
  await page.getByRole("button", { name: "Choisir les colonnes" }).click();
  await expect(page.getByText("Une colonne doit donner la clé des fiches.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Contrôler" })).toBeDisabled();
  await nothingPrepared(page);
});

test("the import is done by keyboard alone, and the annotated file comes back", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  const { bytes, codes } = makeNacresWorkbook("xlsx");
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page.getByRole("heading", { name: "Importer un fichier" })).toBeVisible();
  await checkAccessibility(page, "the empty import");
  await choose(page, page.getByRole("combobox", { name: "Référentiel à alimenter" }), "NACRES");
  await page.getByRole("button", { name: "Choisir un fichier" }).focus();
  await laptop.giveFile(
    { name: "nacres-essai.xlsx", mimeType: "application/octet-stream", buffer: bytes },
    () => page.keyboard.press("Enter"),
  );
  await pressButton(page, "Choisir les colonnes");
  await checkAccessibility(page, "the columns of an import");
  await pressButton(page, "Contrôler");
  await expect(page.getByRole("group", { name: CHECKED })).toBeVisible();
  await checkAccessibility(page, "the check of an import");
  expect((await countsOf(page))["Créées"]).toBe(codes);

  await page.getByRole("tab", { selected: true }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Remarques affichées" })).toBeVisible();
  await checkAccessibility(page, "the remarks of an import");
  expect(await laptop.takeFile(() => pressButton(page, "Télécharger le fichier annoté"))).toBe(
    "nacres-essai - annoté.xlsx",
  );

  await pressButton(page, "Préparer la demande");
  await expect(page.getByRole("textbox", { name: "Titre de la demande" })).toBeFocused();
  await checkAccessibility(page, "the request of an import");
  await pressButton(page, /^Créer la demande/);
  await expect(page.getByRole("form", { name: "Soumettre la demande" })).toBeVisible();
  await checkAccessibility(page, "a prepared request");
  await expect(page.getByRole("button", { name: /^Soumettre .*modifications$/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "Suivi" })).toBeVisible();
});

test("200,000 rows: progress, a page that answers, a cancel and a killed page that leave nothing", async ({
  openAs,
}) => {
  test.setTimeout(1_200_000);
  const laptop = await openAs("intendante");
  const page = laptop.page();
  await chooseFile(laptop, "Structures externes", makeLargeCsv(ROWS));
  await page.getByRole("button", { name: "Choisir les colonnes" }).click();

  // Cancelled in the middle: nothing of it is left, and the settings are.
  await page.getByRole("button", { name: "Contrôler" }).click();
  await expect(page.getByText("Lecture des lignes")).toBeVisible();
  await checkAccessibility(page, "an import under way");
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect(page.getByText("Le fichier n’a pas encore été contrôlé.")).toBeVisible();
  await nothingPrepared(page);
  await page.goBack();

  // To the end of the check, the page answering all the while.
  const pauses = await watchPauses(page);
  await page.getByRole("main").getByRole("button", { name: "Contrôler" }).last().click();
  await expect(page.getByText("Contrôle des règles")).toBeVisible({ timeout: 300_000 });
  await expect(page.getByRole("group", { name: CHECKED })).toBeVisible({ timeout: 300_000 });
  expect(await countsOf(page)).toMatchObject({ "Lignes lues": ROWS, Créées: ROWS, Refusées: 0 });
  // said, not judged: how long a page pauses depends on the machine; `npm run bench` and a quiet machine judge speed
  const { longestTask } = await pauses();
  test.info().annotations.push({ type: "longest task", description: `${longestTask} ms` });

  // Killed while the request is being made: all of it, or nothing.
  await page.getByRole("button", { name: "Préparer la demande" }).click();
  await page.getByRole("button", { name: /^Créer la demande/ }).click();
  await expect(page.getByText("Création de la demande")).toBeVisible();
  await laptop.restart();
  const again = laptop.page();
  await expect(again.getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
  await again.getByRole("link", { name: /^Mes demandes/ }).click();
  const waiting = again.getByText(/non soumises?$/);
  const nothing = again.getByText(NOTHING_WAITS);
  await expect(waiting.or(nothing).first()).toBeVisible();
  expect(
    (await waiting.isVisible()) ? (await waiting.innerText()).replaceAll(/\D/g, "") : "0",
    "whole, or not at all",
  ).toMatch(/^(0|200000)$/);
});

/** Presses a button as the keyboard does. */
async function pressButton(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole("button", { name });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press("Enter");
}

/** Nothing waits on this laptop: neither draft nor request. */
async function nothingPrepared(page: Page): Promise<void> {
  await page.getByRole("link", { name: /^Mes demandes/ }).click();
  await expect(page.getByText(NOTHING_WAITS)).toBeVisible();
  await expect(page.getByText(/non soumise/)).toBeHidden();
}
