import { checkAccessibility } from "./check-accessibility.ts";
import { expectKept, firstLineRead, openList } from "./edit-label.ts";
import { expect, test } from "./journey.ts";
import { takeScreenshots } from "./take-screenshots.ts";

test("the steward edits, pastes, undoes and comes back to the list as it was left, by keyboard", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();

  // Ctrl K leads anywhere.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: /Rechercher/ })).toBeFocused();
  await page.keyboard.type("structures internes");
  await page.getByRole("option", { name: "Structures internes", exact: true }).click();
  const grid = await firstLineRead(page, "Structures internes");
  await expect(grid).toHaveAttribute("aria-rowcount", /\d{3}/);
  await checkAccessibility(page, "the list of a référentiel");

  // Type over a cell, and undo it from anywhere.
  const label = grid.getByRole("row").nth(1).getByRole("gridcell").nth(1);
  const before = await label.innerText();
  await label.click();
  await page.keyboard.type("Un autre libellé");
  await page.keyboard.press("Enter");
  await expectKept(label, "Un autre libellé");
  await expect(page.getByText("1 modification non soumise")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(label).toContainText(before.split("\n")[0] ?? "");
  await expect(page.getByText(/non soumise/)).toBeHidden();
  await page.keyboard.press("Control+y");
  await expectKept(label, "Un autre libellé");

  // Search in the list and sort: the address says it, a restart brings it back.
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("searchbox", { name: "Rechercher dans la liste" })).toBeFocused();
  await page.keyboard.type("un autre libellé");
  await expect.poll(laptop.address).toContain("q=un+autre+libell%C3%A9");
  // the header and the one that was found
  await expect(grid).toHaveAttribute("aria-rowcount", "2");
  await page.getByRole("link", { name: "Accueil" }).click();
  await page.getByRole("link", { name: /^Structures internes/ }).click();
  await expect(page.getByRole("searchbox", { name: "Rechercher dans la liste" })).toHaveValue(
    "un autre libellé",
  );
  await expect(grid).toHaveAttribute("aria-rowcount", "2");

  // Everything typed survives a restart.
  await laptop.restart();
  const again = laptop.page();
  await expect(again.getByText("1 modification non soumise")).toBeVisible();
});

test("another date shows what was in force, tints the frame and forbids editing", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  const grid = await openList(page, "Structures internes");
  await expect(grid).toHaveAttribute("aria-rowcount", /\d{3}/);
  const all = Number(await grid.getAttribute("aria-rowcount"));

  await page.getByRole("button", { name: /^Au / }).click();
  await page.getByRole("textbox", { name: "Date" }).fill("01/01/1990");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Vous consultez la situation au 01/01/1990")).toBeVisible();
  await expect.poll(async () => Number(await grid.getAttribute("aria-rowcount"))).toBeLessThan(all);
  await expect(page.getByRole("button", { name: /^Créer/ })).toBeHidden();
  await checkAccessibility(page, "the list at another date");
  await page.getByRole("button", { name: "Revenir à aujourd’hui" }).click();
  await expect(page.getByRole("button", { name: /^Créer/ })).toBeVisible();
});

test("a record is created, completed, linked and closed; its draft can be dropped", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  await page.getByRole("link", { name: /^Structures internes/ }).click();
  await page.getByRole("button", { name: /^Créer/ }).click();
  await page.getByRole("textbox", { name: "Code" }).fill("NOUV-1");
  await page.getByRole("textbox", { name: "Libellé" }).fill("Service des essais");
  await checkAccessibility(page, "the new record dialog");
  await page.keyboard.press("Enter");

  // The form: findings as one types, kept without a button.
  await expect(page.getByRole("heading", { name: "Service des essais" })).toBeVisible();
  await expect(page.getByText("Ce champ est obligatoire").first()).toBeVisible();
  await page.getByLabel(/^Date de début/).fill("01/09/2026");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Brouillon enregistré")).toBeVisible();
  await checkAccessibility(page, "the record page");

  // A reference by its label.
  await page.getByRole("combobox", { name: /^Type/ }).fill("serv");
  await page
    .getByRole("option", { name: /Service/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Ajouter un lien" }).first().click();
  await expect(page.getByRole("combobox", { name: /lien 1/ }).first()).toBeFocused();
  await page.keyboard.type("agence comptable");
  await page
    .getByRole("option", { name: /Agence comptable/ })
    .first()
    .click();
  await page
    .getByLabel(/début du lien 1/)
    .first()
    .fill("01/09/2026");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("navigation", { name: "Place dans les hiérarchies" })).toContainText(
    "Agence comptable",
  );

  await expect(page.getByText("Brouillon enregistré")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(/^Date de début/)).toHaveValue("01/09/2026");
  await page.getByRole("tab", { name: "Liens" }).click();
  await expect(page.getByRole("link", { name: /Agence comptable/ }).first()).toBeVisible();
  await checkAccessibility(page, "the links of a record");

  await page.getByRole("button", { name: "Abandonner le brouillon" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Abandonner le brouillon" }).click();
  await expect(page.getByRole("grid", { name: "Structures internes" })).toBeVisible();
  await expect(page.getByText(/non soumise/)).toBeHidden();
});

test("findings lead to their cell, and a wrong key can be waived", async ({ openAs }) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  await page.getByRole("link", { name: /^Constats/ }).click();
  const group = page.getByRole("button", { name: /Clé de contrôle fausse/ }).first();
  await expect(group).toBeVisible();
  // the check that a start begins with is over: nothing moves any more
  await expect(page.getByRole("button", { name: "Contrôler de nouveau" })).toBeEnabled();
  await group.click();
  await expect(group).toHaveAttribute("aria-expanded", "true");
  await checkAccessibility(page, "the findings");

  await page.getByRole("button", { name: "Déroger…" }).first().click();
  await page.getByRole("textbox", { name: "Motif" }).fill("Clé ainsi dans le registre national.");
  await checkAccessibility(page, "the waiver dialog");
  await page.getByRole("button", { name: "Accorder la dérogation" }).click();
  await expect(page.getByRole("button", { name: "Lever la dérogation" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Lever la dérogation" }).first().click();
  await expect(page.getByRole("button", { name: "Lever la dérogation" })).toHaveCount(0);

  const line = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: "Déroger…" }) })
    .first();
  await line.getByRole("link").first().click();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(
    page.locator("[role='gridcell']:focus, [role='gridcell'][data-active]").first(),
  ).toBeVisible();
});

test("the tree re-attaches a record on a day, by keyboard, without rewriting the past", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  await page.getByRole("link", { name: /^Structures internes/ }).click();
  await page.getByRole("button", { name: "Arbre" }).click();
  const tree = page.getByRole("treegrid");
  await expect(tree).toBeVisible();
  await checkAccessibility(page, "the tree");
  const row = tree.getByRole("row", { name: /Agence comptable/ });
  await row.click();
  await page.keyboard.press("Control+x");
  // Its new parent: the next line of the same level.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+v");
  const dialog = page.getByRole("dialog", { name: "Rattacher « Agence comptable »" });
  await expect(dialog).toBeVisible();
  await checkAccessibility(page, "the re-attachment dialog");
  await dialog.getByRole("textbox", { name: "À partir du" }).fill("01/01/2027");
  await page.keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Rattacher" }).click();
  await expect(page.getByText("1 modification non soumise")).toBeVisible();

  // Today it is where it was; from that day on, under its new parent: the old link ends the day before.
  await row.dblclick();
  await expect(page.getByRole("heading", { name: "Agence comptable" })).toBeVisible();
  await expect(page.getByLabel(/dernier jour du lien 1/).first()).toHaveValue("31/12/2026");
  await expect(page.getByLabel(/début du lien 2/).first()).toHaveValue("01/01/2027");
});

test("cells copied from a spreadsheet are pasted at once, what is not understood is listed", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  const grid = await openList(page, "Structures internes");
  await grid.getByRole("row").nth(1).getByRole("gridcell").nth(4).click();
  await page.evaluate(() => {
    const pasted = new DataTransfer();
    pasted.setData("text/plain", "01/02/2020\r\npas une date\r\n03/02/2020\r\n");
    document.activeElement?.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByText("2 modifications non soumises")).toBeVisible();
  await expect(page.getByText("pas une date")).toBeVisible();
  await checkAccessibility(page, "the cells that were refused");
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/non soumise/)).toBeHidden();
});

test("[S2] a duplicate is withdrawn for a record that is there, and comes back when undone", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  const grid = await openList(page, "Structures internes");
  const line = grid.getByRole("row").nth(1);
  await line.getByRole("gridcell").nth(1).click();
  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Retirer 1 fiche…" }).click();

  const dialog = page.getByRole("dialog");
  const kept = dialog.getByRole("combobox", { name: /^Fiche conservée/ });
  await kept.fill("aucune-fiche");
  await expect(page.getByText("Aucun résultat")).toBeVisible();
  await expect(page.getByRole("option")).toHaveCount(0);
  await kept.fill("secrétariat");
  await page.getByRole("option").first().click();
  await checkAccessibility(page, "withdrawing");
  await dialog.getByRole("button", { name: "Retirer 1 fiche" }).click();
  await expect(
    page.getByText("1 fiche sera retirée une fois la demande accréditée."),
  ).toBeVisible();
  await expect(line.getByRole("img", { name: "Brouillon" })).toBeVisible();
  await expect(line).toHaveAttribute("data-muted");
  await takeScreenshots(page, "explorer-withdrawn");

  await page.getByRole("button", { name: /^Annuler/ }).click();
  await expect(line.getByRole("img", { name: "Brouillon" })).toBeHidden();
  await expect(line).not.toHaveAttribute("data-muted");
});
