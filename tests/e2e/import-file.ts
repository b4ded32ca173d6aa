import { expect, type Page } from "@playwright/test";

/** A file as a person has it on the disk, or as a test makes it. */
export type FileToChoose =
  | string
  | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Opens the import screen on a référentiel and chooses a file. */
export async function chooseFile(
  page: Page,
  referential: string,
  file: FileToChoose,
): Promise<void> {
  await page.getByRole("link", { name: "Importer un fichier" }).click();
  await page.getByRole("combobox", { name: "Référentiel à alimenter" }).click();
  await page.getByRole("option", { name: referential, exact: true }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Choisir un (autre )?fichier$/ }).click();
  await (await chooser).setFiles(file);
}

/** From the chosen file to the end of its check; the mapping is the one that was guessed or saved. */
export async function checkFile(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Choisir les colonnes" }).click();
  await page.getByRole("button", { name: "Contrôler" }).click();
  await expect(page.getByRole("group", { name: "Résultat du contrôle" })).toBeVisible({
    timeout: 60_000,
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
