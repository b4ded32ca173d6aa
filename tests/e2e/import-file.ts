import { expect, type Page } from "@playwright/test";
import type { FileToChoose, Profile } from "./profile.ts";

/** Opens the import screen on a référentiel and chooses a file. */
export async function chooseFile(
  laptop: Profile,
  referential: string,
  file: FileToChoose,
): Promise<void> {
  const page = laptop.page();
  await page.getByRole("link", { name: "Importer un fichier" }).click();
  await page.getByRole("combobox", { name: "Référentiel à alimenter" }).click();
  await page.getByRole("option", { name: referential, exact: true }).click();
  await laptop.giveFile(file, () =>
    page.getByRole("button", { name: /^Choisir un (autre )?fichier$/ }).click(),
  );
}

/** From the chosen file to the end of its check; the mapping is the one that was guessed or saved. */
export async function checkFile(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Choisir les colonnes" }).click();
  await page.getByRole("button", { name: "Contrôler" }).click();
  await expect(page.getByRole("group", { name: "Résultat du contrôle" })).toBeVisible({
    timeout: 180_000,
  });
}

/** The figures of the check, by their French names. */
export async function countsOf(page: Page): Promise<Readonly<Record<string, number>>> {
  const group = page.getByRole("group", { name: "Résultat du contrôle" });
  const names = await group.getByRole("term").allInnerTexts();
  const values = await group.getByRole("definition").allInnerTexts();
  return Object.fromEntries(
    names.map((name, at) => [name, Number((values[at] ?? "").replaceAll(/\D/g, ""))]),
  );
}
