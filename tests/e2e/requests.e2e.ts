import type { Page } from "@playwright/test";
import { checkAccessibility } from "./check-accessibility.ts";
import { openList, submitBasket, submitOpen, typeOver } from "./edit-label.ts";
import { expect, test } from "./journey.ts";
import { takeScreenshots } from "./take-screenshots.ts";

const LIST = "Structures internes";

test("a request is composed, refused for a reason, and its published value never moves", async ({
  openAs,
}) => {
  const page = (await openAs("intendante")).page();
  const office = (await openAs("accreditrice")).page();

  const grid = await openList(page, LIST);
  await typeOver(page, grid, 1, 2, "Libellé qui sera refusé");
  await submitBasket(page, "Demande à refuser");
  // Whom to ask, by name, from the moment central has it until the decision is given (A8, A16).
  await expect(page.getByText(/^Peu(?:t|vent) décider\s: .*Camille Rochevert/)).toBeVisible({
    timeout: 180_000,
  });
  await checkAccessibility(page, "a submitted request");
  await takeScreenshots(page, "requests-1-submitted");

  await page.getByRole("link", { name: /^Mes demandes/ }).click();
  await expect(page.getByText(/Peuvent décider\s: .+ et 1 autre/)).toBeVisible();
  await takeScreenshots(page, "requests-1-mine");
  await page.getByRole("link", { name: "Demande à refuser" }).click();

  await openDecision(office, "Demande à refuser");
  await checkAccessibility(office, "the decision");
  await takeScreenshots(office, "requests-2-decide");
  await expect(office.getByRole("button", { name: "Refuser" })).toBeDisabled();
  await office.getByRole("textbox", { name: /^Motif/ }).fill("Ce libellé n’est pas le bon.");
  await office.getByRole("button", { name: "Refuser" }).click();
  await expect(office.getByText("Demande refusée.")).toBeVisible();

  await expect(page.getByText("Ce libellé n’est pas le bon.")).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText(/^Peu(?:t|vent) décider/)).toBeHidden();
  await takeScreenshots(page, "requests-3-rejected");
  const theirs = await openList(office, LIST);
  await expect(theirs.getByText("Libellé qui sera refusé")).toBeHidden();
});

test("a request sent back is corrected and submitted again, and the earlier vote no longer counts", async ({
  openAs,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  const office = (await openAs("accreditrice")).page();

  const grid = await openList(page, LIST);
  await typeOver(page, grid, 1, 2, "Première version");
  await submitBasket(page, "Demande à reprendre");
  const address = await laptop.address();

  await openDecision(office, "Demande à reprendre");
  await office.getByRole("textbox", { name: /^Motif/ }).fill("Il manque un mot.");
  await office.getByRole("button", { name: "Renvoyer à l’auteur" }).click();
  await expect(office.getByText("Demande renvoyée à son auteur.")).toBeVisible();

  await expect(page.getByText("Il manque un mot.")).toBeVisible({ timeout: 180_000 });
  await page.getByRole("button", { name: "Reprendre les modifications" }).click();
  await expect(page.getByRole("form", { name: "Soumettre la demande" })).toBeVisible();
  await takeScreenshots(page, "requests-4-reopened");
  await typeOver(page, await openList(page, LIST), 1, 2, "Seconde version");
  await laptop.goTo(address);
  await submitOpen(page);

  await openDecision(office, "Demande à reprendre");
  await expect(office.getByRole("insertion")).toHaveText("Seconde version");
  await expect(office.getByText(/avait renvoyé un contenu antérieur/)).toBeVisible();
  await takeScreenshots(office, "requests-5-again");
  // Approved by keyboard alone.
  await expect(office.getByRole("button", { name: "Approuver" })).toBeEnabled();
  await office.keyboard.press("Control+Enter");
  await expect(office.getByText("Demande approuvée.")).toBeVisible();
  await expect(page.getByText("Accréditée").first()).toBeVisible({ timeout: 180_000 });
  await checkAccessibility(page, "an accredited request");
});

test("what was typed about a request survives a look elsewhere, and no unreadable date is left out of it", async ({
  openAs,
}) => {
  const page = (await openAs("intendante")).page();
  const office = (await openAs("accreditrice")).page();
  const grid = await openList(page, LIST);
  await typeOver(page, grid, 1, 2, "Libellé à motiver");
  await typeOver(page, grid, 1, 4, "Type inconnu");
  await page
    .getByRole("region", { name: /brouillon/i })
    .getByRole("button", { name: "Voir" })
    .click();
  await page.getByRole("link", { name: "Brouillons" }).click();

  const form = page.getByRole("form", { name: "Soumettre la demande" });
  const field = (name: string) => form.getByRole("textbox", { name });
  // In a small window the whole form is there, and not a slit of it.
  await page.setViewportSize({ width: 900, height: 600 });
  const about = page.getByRole("complementary", { name: "À propos de la demande" });
  expect(await about.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThan(2);
  await form.getByRole("button").scrollIntoViewIfNeeded();
  await expect(form.getByRole("button")).toBeInViewport();
  await page.setViewportSize({ width: 1440, height: 900 });
  await field("Titre").fill("Demande motivée");
  await field("Motif").fill("Décision du conseil d’administration");
  await field("Texte de référence").fill("Arrêté n° 12");
  await field("Date d’effet").fill("31/02/2027");
  await expect(form.getByRole("button")).toBeDisabled();
  await expect(form.getByText("Corrigez la date d’effet, ou videz-la.")).toBeVisible();
  await field("Date d’effet").fill("28/02/2027");

  // What stops it is told with its field; one goes and mends it on the record, and comes back.
  await form.getByRole("button").click();
  const stops = form.getByRole("listitem");
  await expect(stops).toContainText("Type · « Type inconnu » ne correspond à aucune fiche connue.");
  await stops.getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Libellé à motiver" })).toBeVisible();
  await page.getByRole("button", { name: /^Annuler/ }).click();
  await expect(page.getByText("« Type inconnu »")).toBeHidden();
  await page.goBack();
  await expect(field("Titre")).toHaveValue("Demande motivée");
  await expect(field("Motif")).toHaveValue("Décision du conseil d’administration");
  await expect(field("Texte de référence")).toHaveValue("Arrêté n° 12");
  await expect(field("Date d’effet")).toHaveValue("28/02/2027");
  await submitOpen(page);
  await expect(page.getByText("28/02/2027")).toBeVisible();

  // The same for whoever decides.
  await openDecision(office, "Demande motivée");
  await office.getByRole("textbox", { name: /^Motif/ }).fill("Le texte cité est abrogé.");
  await office.getByRole("textbox", { name: "Commentaire" }).fill("Quel article ?");
  await office.getByRole("link", { name: "Accueil" }).click();
  await office.goBack();
  await expect(office.getByRole("textbox", { name: /^Motif/ })).toHaveValue(
    "Le texte cité est abrogé.",
  );
  await expect(office.getByRole("textbox", { name: "Commentaire" })).toHaveValue("Quel article ?");

  // The next basket starts from nothing.
  await typeOver(page, await openList(page, LIST), 2, 2, "Autre libellé");
  await page
    .getByRole("region", { name: /brouillon/i })
    .getByRole("button", { name: "Voir" })
    .click();
  await page.getByRole("link", { name: "Brouillons" }).click();
  await expect(field("Titre")).toHaveValue("");
  await expect(field("Motif")).toHaveValue("");
});

/** Waits for a request to reach the inbox, and opens it. */
async function openDecision(page: Page, title: string): Promise<void> {
  await page.getByRole("link", { name: /^À traiter/ }).click();
  await expect(page.getByRole("link", { name: title })).toBeVisible({ timeout: 180_000 });
  await checkAccessibility(page, "the inbox");
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByText(/modifications? vues? sur/)).toBeVisible();
}
