import { askCentral } from "./ask-central.ts";
import { checkAccessibility } from "./check-accessibility.ts";
import { openList, submitBasket, typeOver } from "./edit-label.ts";
import { expect, test } from "./journey.ts";
import { listRoutes } from "./list-routes.ts";
import { takeScreenshots } from "./take-screenshots.ts";

const LIST = "Structures internes";

// axe reads some thirty screens.
test.describe.configure({ timeout: 1_800_000 });

test("every route of the application is accessible, in the light and in the dark", async ({
  central,
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const office = await openAs("accreditrice");
  const [record] = await (await askCentral(central, "lectrice")).records("structures-internes");
  await typeOver(laptop.page(), await openList(laptop.page(), LIST), 1, 2, "Libellé");
  await submitBasket(laptop.page(), "Pour voir");
  const request = (await laptop.address()).split("/").at(-1);
  await office
    .page()
    .getByRole("link", { name: /^À traiter/ })
    .click();
  await office.page().getByRole("link", { name: "Pour voir" }).waitFor({ timeout: 180_000 });

  /** Who visits each route of the table, and at which address. A route of no visit fails the test. */
  const visits = {
    "/": [laptop, "/"],
    "/a-traiter": [office, "/a-traiter"],
    "/a-traiter/:id": [office, `/a-traiter/${request}`],
    "/demandes": [laptop, "/demandes"],
    "/demandes/:id": [laptop, `/demandes/${request}`],
    "/referentiels/:referential": [laptop, "/referentiels/structures-internes"],
    "/referentiels/:referential/arbre": [laptop, "/referentiels/structures-internes/arbre"],
    "/referentiels/:referential/fiches/:record": [
      laptop,
      `/referentiels/structures-internes/fiches/${record?.id}`,
    ],
    "/qualite": [laptop, "/qualite"],
    "/import": [laptop, "/import"],
    "/import/:referential": [laptop, "/import/nacres"],
    "/conflits": [laptop, "/conflits"],
    "/synchronisation": [laptop, "/synchronisation"],
    "/poste": [laptop, "/poste"],
  } as const;
  expect(listRoutes()).toEqual(Object.keys(visits).toSorted());
  for (const [visitor, address] of Object.values(visits)) {
    const page = visitor.page();
    await visitor.goTo(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[aria-busy='true']")).toHaveCount(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await checkAccessibility(page, `${address}, ${colorScheme}`);
      await takeScreenshots(
        page,
        `route${address.replaceAll("/", "-").slice(0, 40)}-${colorScheme}`,
      );
    }
  }
});

test("the synchronisation screen is accessible when all is well, offline with work waiting, refused and in error", async ({
  central,
  openAs,
}) => {
  const author = (await openAs("intendante")).page();
  const laptop = await openAs("accreditrice");
  const other = (await openAs("accrediteur")).page();
  const page = laptop.page();
  await typeOver(author, await openList(author, LIST), 1, 2, "Libellé disputé");
  await submitBasket(author, "Pour deux");
  await page.getByRole("link", { name: /^Synchronisation/ }).click();
  await expect(page.getByText("À jour : ce poste")).toBeVisible();
  await checkAccessibility(page, "the synchronisation, all well");
  await takeScreenshots(page, "synchronisation-1-well");

  // Two accreditors decide, the one without network after the other.
  await page.getByRole("link", { name: /^À traiter.*1 demande/ }).click({ timeout: 180_000 });
  await laptop.kept();
  await laptop.setOffline(true);
  await expect(page.getByRole("button", { name: /hors ligne/ })).toBeVisible();
  await page.getByRole("link", { name: "Pour deux" }).click();
  await expect(page.getByText(/modifications? vues? sur/)).toBeVisible();
  await page.getByRole("textbox", { name: /^Motif/ }).fill("Trop tard.");
  await page.getByRole("button", { name: "Refuser" }).click();
  await expect(page.getByText("Demande refusée.")).toBeVisible();
  await page.getByRole("link", { name: /^Synchronisation/ }).click();
  await expect(page.getByText("À envoyer").first()).toBeVisible();
  await checkAccessibility(page, "the synchronisation, offline with work waiting");
  await takeScreenshots(page, "synchronisation-2-offline");

  await other.getByRole("link", { name: /^À traiter/ }).click();
  await other.getByRole("link", { name: "Pour deux" }).click({ timeout: 180_000 });
  await expect(other.getByText(/modifications? vues? sur/)).toBeVisible();
  await other.getByRole("button", { name: "Approuver" }).click();
  await expect(other.getByText("Demande approuvée.")).toBeVisible();
  await expect(author.getByText("Accréditée").first()).toBeVisible({ timeout: 180_000 });

  await laptop.setOffline(false);
  await expect(page.getByText("Refusée", { exact: true }).first()).toBeVisible({
    timeout: 180_000,
  });
  await checkAccessibility(page, "the synchronisation, an operation refused");
  await takeScreenshots(page, "synchronisation-3-refused");

  // Central answers what no central should.
  await page.route(`${central.url}/api/**`, (route) =>
    route.fulfill({
      status: 400,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "BAD_REQUEST", detail: "no", details: {} }),
    }),
  );
  await page.getByRole("button", { name: "Synchroniser maintenant" }).click();
  await expect(page.getByRole("button", { name: /synchronisation arrêtée/ })).toBeVisible();
  await checkAccessibility(page, "the synchronisation, stopped");
  await takeScreenshots(page, "synchronisation-4-stopped");
});
