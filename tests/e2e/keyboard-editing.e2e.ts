import type { Page } from "@playwright/test";
import {
  arrowTo,
  goToList,
  pressOn,
  submitByKeyboard,
  submitOpenByKeyboard,
  tabTo,
  test,
  typeInto,
  typeOverByKeyboard,
} from "./by-keyboard.ts";
import { expect } from "./journey.ts";

const LIST = "Structures internes";

test("a record is created, completed, linked, looked at and dropped without touching the mouse", async ({
  openByKeyboard,
}) => {
  const page = (await openByKeyboard("intendante")).page();
  const grid = await goToList(page, LIST);

  // In the grid: a cell typed over, undone; a column sorted from its header; the panel with Ctrl I.
  await typeOverByKeyboard(page, grid, 1, 2, "Au clavier");
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/non soumise/)).toBeHidden();
  await page.keyboard.press("Control+i");
  await expect(page.getByRole("complementary")).toBeVisible();
  await page.keyboard.press("Control+i");

  // A new record, from the dialog to the form; dialogs give the focus back.
  await pressOn(page, page.getByRole("button", { name: /^Créer/ }));
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Créer/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  await page.keyboard.type("CLAV-1");
  await typeInto(page, page.getByRole("textbox", { name: "Libellé" }), "Service du clavier");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Service du clavier" })).toBeVisible();
  await typeInto(page, page.getByLabel(/^Date de début/), "01/09/2026");
  await tabTo(page, page.getByRole("combobox", { name: /^Type/ }));
  await page.keyboard.type("serv");
  await expect(page.getByRole("option").first()).toContainText("Service");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await pressOn(page, page.getByRole("button", { name: "Ajouter un lien" }).first());
  await expect(page.getByRole("combobox", { name: /lien 1/ }).first()).toBeFocused();
  await page.keyboard.type("agence comptable");
  await expect(page.getByRole("option").first()).toContainText("Agence comptable");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await typeInto(page, page.getByLabel(/début du lien 1/).first(), "01/09/2026");
  await page.keyboard.press("Tab");
  const place = page.getByRole("navigation", { name: "Place dans les hiérarchies" });
  await expect(place).toContainText("Agence comptable");

  // Its tabs with arrows; a link followed, and back.
  await tabTo(page, page.getByRole("tab", { selected: true }));
  for (const tab of ["Liens", "Historique", "Constats", "Demandes"]) {
    const named = page.getByRole("tab", { name: new RegExp(`^${tab}`) });
    await arrowTo(page, named, "ArrowRight", 6);
    await page.keyboard.press("Enter");
    await expect(named).toHaveAttribute("aria-selected", "true");
  }
  await pressOn(page, place.getByRole("link", { name: /Agence comptable/ }).first());
  await expect(page.getByRole("heading", { name: "Agence comptable" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Service du clavier" })).toBeVisible();

  await pressOn(page, page.getByRole("button", { name: "Abandonner le brouillon" }));
  const dialog = page.getByRole("dialog");
  await pressOn(page, dialog.getByRole("button", { name: "Abandonner le brouillon" }));
  await expect(page.getByText(/non soumise/)).toBeHidden();
  await expect(page.getByRole("grid", { name: LIST })).toBeVisible();
});

test("the tree is walked and a record re-attached without touching the mouse", async ({
  openByKeyboard,
}) => {
  const page = (await openByKeyboard("intendante")).page();
  await goToList(page, LIST);
  await tabTo(page, page.getByRole("button", { name: "Grille" }));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const tree = page.getByRole("treegrid");
  const inside = tree.locator("[role='row']:focus");
  await expect(tree.getByRole("row").nth(1)).toBeVisible();
  for (let presses = 0; (await inside.count()) === 0 && presses < 80; presses++)
    await page.keyboard.press("Tab");
  const row = tree.getByRole("row", { name: /Agence comptable/ });
  await arrowTo(page, row, "ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(row).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(row).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Control+x");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+v");
  const dialog = page.getByRole("dialog", { name: "Rattacher « Agence comptable »" });
  await typeInto(page, dialog.getByRole("textbox", { name: "À partir du" }), "01/01/2027");
  await pressOn(page, dialog.getByRole("button", { name: "Rattacher" }));
  await expect(page.getByText("1 modification non soumise")).toBeVisible();
});

test("findings are opened, waived, and lead to their cell without touching the mouse", async ({
  openByKeyboard,
}) => {
  const page = (await openByKeyboard("intendante")).page();
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  const group = page.getByRole("button", { name: /Clé de contrôle fausse/ }).first();
  await expect(group).toBeVisible();
  // the check that a start begins with is over: nothing moves any more
  await expect(page.getByRole("button", { name: "Contrôler de nouveau" })).toBeEnabled();
  await pressOn(page, group);
  await pressOn(page, page.getByRole("button", { name: "Déroger…" }).first());
  await typeInto(page, page.getByRole("textbox", { name: "Motif" }), "Clé du registre.");
  await pressOn(page, page.getByRole("button", { name: "Accorder la dérogation" }));
  await pressOn(page, page.getByRole("button", { name: "Lever la dérogation" }).first());
  await expect(page.getByRole("button", { name: "Lever la dérogation" })).toHaveCount(0);
  const line = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: "Déroger…" }) })
    .first();
  await pressOn(page, line.getByRole("link").first());
  await expect(page.locator("[role='gridcell']:focus")).toBeVisible();
  // F8 goes on to the next one.
  const before = await whereInGrid(page);
  await page.keyboard.press("F8");
  await expect.poll(async () => whereInGrid(page)).not.toBe(before);
});

test("a request is sent back, taken up again, refused, commented and abandoned without touching the mouse", async ({
  openByKeyboard,
}) => {
  const page = (await openByKeyboard("intendante")).page();
  const office = (await openByKeyboard("accreditrice")).page();
  await typeOverByKeyboard(page, await goToList(page, LIST), 1, 2, "Première version");
  await submitByKeyboard(page, "Au clavier");

  await office.keyboard.press("g");
  await office.keyboard.press("d");
  await pressOn(office, office.getByRole("link", { name: "Au clavier" }));
  await expect(office.getByText(/modifications? vues? sur/)).toBeVisible();
  await typeInto(office, office.getByRole("textbox", { name: /^Motif/ }), "Il manque un mot.");
  await pressOn(office, office.getByRole("button", { name: "Renvoyer à l’auteur" }));
  await expect(office.getByText("Demande renvoyée à son auteur.")).toBeVisible();

  await pressOn(page, page.getByRole("button", { name: "Reprendre les modifications" }));
  await tabTo(page, page.getByRole("textbox", { name: "Titre" }));
  await submitOpenByKeyboard(page);

  await office.keyboard.press("Escape");
  await pressOn(office, office.getByRole("link", { name: "Au clavier" }).first());
  await expect(office.getByText(/modifications? vues? sur/)).toBeVisible();
  await typeInto(office, office.getByRole("textbox", { name: /^Motif/ }), "Pas le bon.");
  await pressOn(office, office.getByRole("button", { name: "Refuser" }));
  await expect(office.getByText("Demande refusée.")).toBeVisible();
  await expect(page.getByText("Pas le bon.")).toBeVisible({ timeout: 180_000 });
  await typeInto(page, page.getByRole("textbox", { name: "Commentaire" }), "Entendu.");
  await pressOn(page, page.getByRole("button", { name: "Commenter" }));
  await expect(page.getByText("Entendu.")).toBeVisible();

  // Another one, abandoned by its author.
  await typeOverByKeyboard(page, await goToList(page, LIST), 2, 2, "Autre");
  await submitByKeyboard(page, "À abandonner");
  await pressOn(page, page.getByRole("button", { name: "Abandonner la demande" }));
  const dialog = page.getByRole("dialog");
  await typeInto(page, dialog.getByRole("textbox", { name: "Motif" }), "Erreur.");
  await pressOn(page, dialog.getByRole("button", { name: "Abandonner la demande" }));
  await expect(page.getByText("Abandonnée").first()).toBeVisible({ timeout: 180_000 });
});

test("settings, another date, synchronisation and sign-out without touching the mouse", async ({
  openByKeyboard,
}) => {
  const page = (await openByKeyboard("intendante")).page();
  await page.keyboard.press("g");
  await page.keyboard.press("y");
  await pressOn(page, page.getByRole("button", { name: "Synchroniser maintenant" }));
  await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible();

  await pressOn(page, page.getByRole("button", { name: /^Au / }));
  await typeInto(page, page.getByRole("textbox", { name: "Date" }), "01/01/1990");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Vous consultez la situation au 01/01/1990")).toBeVisible();
  await pressOn(page, page.getByRole("button", { name: "Revenir à aujourd’hui" }));
  await expect(page.getByText(/Vous consultez/)).toBeHidden();

  const account = page.getByRole("button", { name: /^Compte de/ });
  await pressOn(page, account);
  await arrowTo(page, page.getByRole("menuitemradio", { name: "Sombre" }), "ArrowDown");
  await page.keyboard.press("Enter");
  await expect(account).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("[role='menu'] :focus")).toBeAttached();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Se déconnecter" })).toBeFocused();
  await page.keyboard.press("Enter");
  await pressOn(page, page.getByRole("dialog").getByRole("button", { name: "Se déconnecter" }));
  await expect(page.getByLabel("Identifiant")).toBeFocused();
});

/** Line and column of the cell that has the focus, as the grid tells them to a screen reader. */
const whereInGrid = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const cell = document.activeElement;
    return `${cell?.closest("[role='row']")?.getAttribute("aria-rowindex")}/${cell?.getAttribute("aria-colindex")}`;
  });
