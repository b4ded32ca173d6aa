import { expect, type Locator, type Page } from "@playwright/test";

/** Opens the list of a référentiel and gives its grid, its first line read. */
export async function openList(page: Page, referential: string): Promise<Locator> {
  await page.getByRole("link", { name: new RegExp(`^${referential}`) }).click();
  return firstLineRead(page, referential);
}

/** The grid of a list under way, once its first line is read: what is typed into a line still on its way goes nowhere. */
export async function firstLineRead(page: Page, referential: string): Promise<Locator> {
  const grid = page.getByRole("grid", { name: referential });
  const line = grid.getByRole("row").nth(1);
  await expect(line.getByRole("gridcell").first()).not.toHaveAttribute("aria-busy");
  return grid;
}

/** Types over a cell of a line, as one does in a spreadsheet, and waits until it is kept; lines and columns count from 1. */
export async function typeOver(
  page: Page,
  grid: Locator,
  line: number,
  column: number,
  text: string,
): Promise<void> {
  const cell = grid
    .getByRole("row")
    .nth(line)
    .getByRole("gridcell")
    .nth(column - 1);
  await cell.click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await expectKept(cell, text);
}

/** The mark of a draft is on a cell once what was typed is durable on the laptop. */
export async function expectKept(cell: Locator, text: string): Promise<void> {
  await expect(cell).toContainText(text);
  await expect(cell).toHaveAttribute("data-state", "draft");
}

/** Submits the basket under a title, acknowledging warnings where there are some. */
export async function submitBasket(page: Page, title: string): Promise<void> {
  await page
    .getByRole("region", { name: /brouillon/i })
    .getByRole("button", { name: "Voir" })
    .click();
  await page.getByRole("link", { name: "Brouillons" }).click();
  await page.getByRole("textbox", { name: "Titre" }).fill(title);
  await submitOpen(page);
}

/** Submits the preparation on screen. */
export async function submitOpen(page: Page): Promise<void> {
  const submit = page.getByRole("form", { name: "Soumettre la demande" }).getByRole("button");
  const acknowledge = page.getByRole("checkbox", { name: /connaissance/ });
  await submit.click();
  const over = page.getByRole("heading", { name: "Suivi" });
  await over.or(acknowledge).first().waitFor({ timeout: 180_000 });
  if (await acknowledge.isVisible()) {
    await acknowledge.check();
    await submit.click();
  }
  await expect(over).toBeVisible({ timeout: 180_000 });
}
