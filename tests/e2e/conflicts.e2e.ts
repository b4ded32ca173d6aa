import { checkAccessibility } from "./check-accessibility.ts";
import { askCentral } from "./ask-central.ts";
import { openList, submitBasket, submitOpen, typeOver } from "./edit-label.ts";
import { expect, test, type Profile } from "./journey.ts";
import { takeScreenshots } from "./take-screenshots.ts";

const LIST = "Structures internes";

/** Two stewards on two laptops without network, and one accreditor with it. */
async function openThree(
  openAs: (login: string) => Promise<Profile>,
): Promise<{ readonly one: Profile; readonly two: Profile; readonly office: Profile }> {
  const one = await openAs("intendante");
  const two = await openAs("intendant");
  const office = await openAs("accreditrice");
  for (const laptop of [one, two]) {
    await laptop.kept();
    await laptop.setOffline(true);
  }
  return { one, two, office };
}

async function approve(office: Profile, title: string): Promise<void> {
  const page = office.page();
  await page.getByRole("link", { name: /^À traiter/ }).click();
  await page.getByRole("link", { name: title }).click({ timeout: 180_000 });
  await expect(page.getByText(/modifications? vues? sur/)).toBeVisible();
  await page.getByRole("button", { name: "Approuver" }).click();
  await expect(page.getByText("Demande approuvée.")).toBeVisible();
}

test("two stewards change different fields of one structure offline: both are kept, and the merge is listed", async ({
  central,
  openAs,
}) => {
  const { one, two, office } = await openThree(openAs);
  const voice = await askCentral(central, "lectrice");
  await typeOver(one.page(), await openList(one.page(), LIST), 1, 2, "Libellé de la première");
  const grid = await openList(two.page(), LIST);
  const columns = await grid.getByRole("columnheader").allInnerTexts();
  const acronym = columns.findIndex((text) => text.startsWith("Sigle"));
  expect(acronym).toBeGreaterThan(0);
  await typeOver(two.page(), grid, 1, acronym, "SGL2");
  await submitBasket(one.page(), "Libellé");
  await one.setOffline(false);
  await approve(office, "Libellé");
  await expect(one.page().getByText("Accréditée").first()).toBeVisible({ timeout: 180_000 });

  await two.setOffline(false);
  await expect(two.page().getByRole("button", { name: /à jour/ })).toBeVisible({
    timeout: 180_000,
  });
  await two
    .page()
    .getByRole("link", { name: /^Conflits/ })
    .click();
  await expect(two.page().getByText("Libellé de la première")).toBeVisible();
  await checkAccessibility(two.page(), "a merge to look at");
  await takeScreenshots(two.page(), "conflicts-1-soft");
  await submitBasket(two.page(), "Sigle");
  await approve(office, "Sigle");
  await expect
    .poll(
      async () =>
        (await voice.records("structures-internes")).filter(
          ({ data }) => data["libelle"] === "Libellé de la première" && data["sigle"] === "SGL2",
        ).length,
      { timeout: 180_000 },
    )
    .toBe(1);
});

test("two stewards change the same field offline: nothing is lost, the choice is made on screen once and for all", async ({
  central,
  openAs,
}) => {
  const { one, two, office } = await openThree(openAs);
  const voice = await askCentral(central, "lectrice");
  await typeOver(one.page(), await openList(one.page(), LIST), 1, 2, "Libellé du centre");
  await typeOver(two.page(), await openList(two.page(), LIST), 1, 2, "Mon libellé");
  await submitBasket(one.page(), "Le premier");
  await one.setOffline(false);
  await approve(office, "Le premier");
  await expect(one.page().getByText("Accréditée").first()).toBeVisible({ timeout: 180_000 });

  const page = two.page();
  await two.setOffline(false);
  await expect(page.getByRole("button", { name: /conflit/i }).first()).toBeVisible({
    timeout: 180_000,
  });
  await page.getByRole("link", { name: /^Conflits/ }).click();
  await expect(page.getByText("Libellé du centre").first()).toBeVisible();
  await expect(page.getByText("Mon libellé").first()).toBeVisible();
  await checkAccessibility(page, "a conflict to resolve");
  await takeScreenshots(page, "conflicts-2-hard");

  // By keyboard: a fourth value, and why.
  await page.getByRole("radio", { name: "la mienne" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "une autre valeur" })).toBeChecked();
  await page.getByRole("textbox", { name: "Autre valeur" }).fill("Libellé des deux");
  await page.getByRole("textbox", { name: "Motif" }).fill("Vu ensemble.");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Retenu : « Libellé des deux ».")).toBeVisible();
  await checkAccessibility(page, "a resolved conflict");
  await takeScreenshots(page, "conflicts-3-resolved");

  await page.getByRole("button", { name: "Ouvrir la demande" }).click();
  await page.getByRole("textbox", { name: "Titre" }).fill("Le second");
  await submitOpen(page);
  await approve(office, "Le second");
  await expect
    .poll(
      async () =>
        (await voice.records("structures-internes")).filter(
          ({ data }) => data["libelle"] === "Libellé des deux",
        ).length,
      { timeout: 180_000 },
    )
    .toBe(1);
  // Resolved once, it never comes back.
  await page.getByRole("link", { name: /^Conflits/ }).click();
  await expect(page.getByText("Aucun conflit.")).toBeVisible();
});
