import { askCentral } from "./ask-central.ts";
import {
  goToList,
  pressOn,
  submitByKeyboard,
  submitOpenByKeyboard,
  tabTo,
  test,
  typeInto,
  typeOverByKeyboard,
} from "./by-keyboard.ts";
import { expect, type Profile } from "./journey.ts";

const LIST = "Structures internes";

/** The accreditor opens what waits under this title and approves it. */
async function approve(office: Profile, title: string): Promise<void> {
  const page = office.page();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  const link = page.getByRole("link", { name: title });
  await link.waitFor({ timeout: 180_000 });
  await pressOn(page, link);
  await expect(page.getByRole("button", { name: "Approuver" })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Demande approuvée.")).toBeVisible();
}

test("conflicts are read, chosen one by one or together, undone and submitted again without touching the mouse", async ({
  central,
  openByKeyboard,
}) => {
  const one = await openByKeyboard("intendante");
  const two = await openByKeyboard("intendant");
  const office = await openByKeyboard("accreditrice");
  await two.setOffline(true);
  const voice = await askCentral(central, "lectrice");
  const first = await goToList(one.page(), LIST);
  await typeOverByKeyboard(one.page(), first, 1, 2, "Premier du centre");
  await typeOverByKeyboard(one.page(), first, 2, 2, "Deuxième du centre");
  await submitByKeyboard(one.page(), "Celle du centre");
  const page = two.page();
  const grid = await goToList(page, LIST);
  await typeOverByKeyboard(page, grid, 1, 2, "Mon premier");
  await typeOverByKeyboard(page, grid, 2, 2, "Mon deuxième");
  await approve(office, "Celle du centre");
  await two.setOffline(false);
  await expect(page.getByRole("link", { name: /^Conflits.*2 conflits/ })).toBeVisible({
    timeout: 180_000,
  });

  // The palette or G then C; every choice of a conflict is one stop, its answers are reached with arrows.
  await page.keyboard.press("Escape");
  await pressOn(page, page.getByRole("link", { name: /^Conflits/ }));
  const mine = page.getByRole("form").filter({ hasText: "la mienne" }).first();
  await expect(mine).toBeVisible();
  await tabTo(page, mine.getByRole("radio", { name: "la mienne" }));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(mine.getByRole("radio", { name: "une autre valeur" })).toBeChecked();
  await typeInto(page, mine.getByRole("textbox", { name: "Autre valeur" }), "Le nôtre");
  await typeInto(page, mine.getByRole("textbox", { name: "Motif" }), "Vu ensemble.");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Retenu : « Le nôtre ».")).toBeVisible();

  // The focus stays on the conflict: the choice is taken back at once, then both are made together.
  await expect(page.getByRole("button", { name: "Revenir sur ce choix" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Retenu : « Le nôtre ».")).toBeHidden();
  await expect(mine.getByRole("radio", { checked: true })).toBeFocused();
  await pressOn(page, page.getByRole("button", { name: "Tout sélectionner" }));
  await expect(page.getByText("2 sélectionnés")).toBeVisible();
  await pressOn(page, page.getByRole("checkbox").first(), "Space");
  await expect(page.getByText("1 sélectionné", { exact: true })).toBeVisible();
  await pressOn(page, page.getByRole("checkbox").first(), "Space");
  await pressOn(page, page.getByRole("button", { name: "Retenir les miennes" }));
  await expect(page.getByText("Retenu : la vôtre")).toHaveCount(2);

  await pressOn(page, page.getByRole("button", { name: "Ouvrir la demande" }));
  await typeInto(page, page.getByRole("textbox", { name: "Titre" }), "La mienne");
  await submitOpenByKeyboard(page);
  await approve(office, "La mienne");
  await expect
    .poll(
      async () =>
        (await voice.records("structures-internes"))
          .map(({ data }) => data["libelle"])
          .filter((label) => label === "Mon premier" || label === "Mon deuxième").length,
      { timeout: 180_000 },
    )
    .toBe(2);
});
