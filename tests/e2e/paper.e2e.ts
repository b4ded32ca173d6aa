import type { Page } from "@playwright/test";
import { openList, typeOver } from "./edit-label.ts";
import { expect, test } from "./journey.ts";

/** Paper as it lay when the page was printed: the lines of its table, each with its cells. */
async function printByKeyboard(page: Page): Promise<readonly (readonly string[])[]> {
  await page.evaluate(() => {
    Object.assign(window, { printed: null });
    window.print = () => {
      const lines = [...document.querySelectorAll("#paper tr")];
      const printed = lines.map((line) => [...line.children].map((cell) => cell.textContent));
      Object.assign(window, { printed });
    };
  });
  await page.keyboard.press("Control+p");
  const printed = (): Promise<string[][] | null> =>
    page.evaluate(() => (window as unknown as { printed: string[][] | null }).printed);
  await expect.poll(printed).not.toBeNull();
  await expect(page.locator("#paper")).toHaveCount(0);
  return (await printed()) ?? [];
}

test("a list goes to paper whole, with its columns, its drafts said in words; a tree with its levels; another screen as it is", async ({
  openAs,
}) => {
  const page = (await openAs("intendante")).page();
  const grid = await openList(page, "Structures internes");
  const lines = Number(await grid.getAttribute("aria-rowcount")) - 1;
  expect(lines).toBeGreaterThan(200);
  await typeOver(page, grid, 1, 2, "Agence sur papier");

  const [titles, first, ...others] = await printByKeyboard(page);
  expect(titles?.slice(0, 2)).toEqual(["Code", "Libellé"]);
  expect(first?.slice(0, 2)).toEqual(["AC", "Agence sur papier (Brouillon)"]);
  expect(others).toHaveLength(lines - 1);
  expect(new Set(others.map(([code]) => code)).size).toBe(lines - 1);

  await page.getByRole("button", { name: "Arbre" }).click();
  const tree = page.getByRole("treegrid");
  await expect(tree.getByRole("row").nth(2)).toBeVisible();
  const [head, root, child] = await printByKeyboard(page);
  expect(head?.[0]).toBe(await tree.getByRole("columnheader").first().innerText());
  expect(root?.[0]).not.toMatch(/^\u2003/);
  expect(child?.[0]).toMatch(/^\u2003\S/);

  await page.getByRole("link", { name: "Synchronisation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await printByKeyboard(page)).toEqual([]);
});
