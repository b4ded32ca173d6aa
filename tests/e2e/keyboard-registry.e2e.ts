import { join } from "node:path";
import { dataFolder } from "../fixtures/data-folder.ts";
import {
  arrowTo,
  choose,
  pressOn,
  submitOpenByKeyboard,
  tabTo,
  test,
  typeInto,
} from "./by-keyboard.ts";
import { countsOf } from "./import-file.ts";
import { expect } from "./journey.ts";

const FILE = "rnsr/fr-esr-structures-recherche-publiques-actives_2022-02.csv";

test.describe("the national register of structures (needs ../shared/data)", () => {
  test.skip(dataFolder === null, "the real files are not there");

  test("is read, mapped, checked, looked through and submitted without touching the mouse", async ({
    openByKeyboard,
  }) => {
    const laptop = await openByKeyboard("intendante");
    const page = laptop.page();
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    const referential = page.getByRole("combobox", { name: "Référentiel à alimenter" });
    await choose(page, referential, "Structures externes");
    await expect(referential).toHaveText("Structures externes");
    await tabTo(page, page.getByRole("button", { name: "Choisir un fichier" }));
    await laptop.giveFile(join(dataFolder ?? "", FILE), () => page.keyboard.press("Enter"));
    await pressOn(page, page.getByRole("button", { name: "Choisir les colonnes" }));

    // The target of a column is changed and put back with arrows; the mapping gets a name.
    const target = page.getByRole("combobox", { name: /sigle/i }).first();
    const before = await target.innerText();
    await pressOn(page, target);
    await expect(page.locator("[role='option']:focus")).toBeAttached();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(target).not.toHaveText(before);
    await pressOn(page, target);
    await expect(page.locator("[role='option']:focus")).toBeAttached();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(target).toHaveText(before);
    await typeInto(
      page,
      page.getByRole("textbox", { name: "Nom de la correspondance" }),
      "RNSR au clavier",
    );
    await pressOn(page, page.getByRole("button", { name: "Enregistrer la correspondance" }));
    await expect(page.getByText("correspondance enregistrée « RNSR au clavier »")).toBeVisible();

    await pressOn(page, page.getByRole("button", { name: "Contrôler" }));
    await expect(page.getByRole("group", { name: "Résultat du contrôle" })).toBeVisible({
      timeout: 180_000,
    });
    expect(await countsOf(page)).toMatchObject({ "Lignes lues": 4506, Créées: 4506 });

    // The remarks: a tab reached with arrows, one group among them, its list scrolled to the end.
    await tabTo(page, page.getByRole("tab", { selected: true }));
    const remarks = page.getByRole("tab", { name: /remarques/ });
    await arrowTo(page, remarks, "ArrowRight", 6);
    await page.keyboard.press("Enter");
    const shown = page.getByRole("combobox", { name: "Remarques affichées" });
    await pressOn(page, shown);
    await expect(page.locator("[role='option']:focus")).toBeAttached();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    const list = page.getByRole("list", { name: /remarque/ });
    await tabTo(page, list);
    const last = list.getByRole("listitem").last();
    await page.keyboard.press("End");
    await expect(last).toBeVisible();

    await pressOn(page, page.getByRole("button", { name: "Préparer la demande" }));
    await expect(page.getByRole("textbox", { name: "Titre de la demande" })).toBeFocused();
    await typeInto(page, page.getByRole("textbox", { name: "Titre de la demande" }), "RNSR");
    await pressOn(page, page.getByRole("button", { name: /^Créer la demande/ }));

    // Thousands of changes are one stop: arrows walk them, Tab goes on to the form.
    const changes = page.getByRole("list", { name: /créations/ });
    await expect(changes.getByRole("link").first()).toBeVisible({ timeout: 180_000 });
    await tabTo(page, changes);
    await page.keyboard.press("Tab");
    await expect(changes.getByRole("link").first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(changes.getByRole("link").nth(1)).toBeFocused();
    await page.keyboard.press("End");
    await expect(changes.getByRole("listitem").last().getByRole("link")).toBeFocused();
    await page.keyboard.press("Home");
    await expect(changes.getByRole("link").first()).toBeFocused();
    await tabTo(page, page.getByRole("textbox", { name: "Titre", exact: true }), 4);
    await submitOpenByKeyboard(page);
    await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  });
});
