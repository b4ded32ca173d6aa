import { checkAccessibility } from "./check-accessibility.ts";
import { openList, typeOver } from "./edit-label.ts";
import { expect, test } from "./journey.ts";
import { passwordOf, signIn } from "./sign-in.ts";

const LIST = "Structures internes";

test(
  "a person signs in, works without network after a restart, and cannot sign out before the work has left",
  {
    tag: "@desktop",
  },
  async ({ central, openProfile }) => {
    const laptop = await openProfile("intendante");
    let page = laptop.page();
    await expect(page.getByLabel("Identifiant")).toBeFocused();
    await checkAccessibility(page, "the sign-in screen");

    // A wrong password keeps what was typed, and says so.
    await page.keyboard.type("intendante");
    await page.keyboard.press("Tab");
    await page.keyboard.type("not the password");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("n’est pas le bon");
    await expect(page.getByLabel("Identifiant")).toHaveValue("intendante");
    // Without central nobody gets in, and nobody is told to go on working.
    await central.kill();
    await page.getByLabel("Mot de passe").fill(passwordOf(central, "intendante"));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("Le dépôt central ne répond pas.");
    await expect(page.getByRole("alert")).toContainText("La première connexion a besoin du réseau");
    await expect(page.getByRole("alert")).not.toContainText("continuer à travailler");
    await central.start();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible();
    await checkAccessibility(page, "Accueil");
    // Référentiels that begin alike are told apart by their last word: no name is cut.
    const names = page.getByRole("navigation").first().locator("a > .label");
    await expect(names.first()).toBeVisible();
    expect(
      await names.evaluateAll((labels) =>
        labels
          .filter((label) => label.scrollWidth > label.clientWidth)
          .map((label) => label.textContent),
      ),
    ).toEqual([]);

    // Central is down, the browser restarts: the work goes on.
    await laptop.kept();
    await central.kill();
    await laptop.restart();
    page = laptop.page();
    await expect(page.getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /hors ligne/ })).toBeVisible();
    await typeOver(page, await openList(page, LIST), 1, 2, "Libellé corrigé hors ligne");
    await expect(page.getByText("1 modification non soumise")).toBeVisible();

    // Signing out would lose it: refused, saying what waits.
    await page.getByRole("button", { name: /^Compte de/ }).click();
    await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
    const dialog = page.getByRole("dialog", { name: "Votre travail n’est pas encore parti" });
    await expect(dialog).toContainText("1 modification non soumise");
    await checkAccessibility(page, "the refused sign-out");
    await page.keyboard.press("Escape");

    // Undone, nothing waits: the laptop is emptied and the sign-in screen comes back.
    await central.start();
    await page.locator("main").click({ position: { x: 400, y: 20 } });
    await page.keyboard.press("Control+z");
    await expect(page.getByText("1 modification non soumise")).toBeHidden();
    await page.getByRole("button", { name: /^Compte de/ }).click();
    await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page.getByLabel("Identifiant")).toBeVisible();
  },
);

test("two persons of one laptop never see each other's drafts", async ({
  central,
  openProfile,
}) => {
  const laptop = await openProfile("shared");
  const page = laptop.page();
  await signIn(page, central, "intendante");
  await typeOver(page, await openList(page, LIST), 1, 2, "Brouillon privé");
  await expect(page.getByText("1 modification non soumise")).toBeVisible();

  await page.evaluate(() => localStorage.removeItem("intendance.session"));
  await laptop.goTo("/");
  await signIn(page, central, "intendant");
  await openList(page, LIST);
  await expect(page.getByText(/non soumise/)).toBeHidden();
  await expect(page.getByText("Brouillon privé")).toBeHidden();
});
