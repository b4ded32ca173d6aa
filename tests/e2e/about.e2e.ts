import { checkAccessibility } from "./check-accessibility.ts";
import { expect, test } from "./journey.ts";
import { takeScreenshots } from "./take-screenshots.ts";

test("À propos, in a browser: from the account menu, by keyboard, with the licences at hand", async ({
  openAs,
  central,
}) => {
  const laptop = await openAs("intendante");
  const page = laptop.page();
  await page.getByRole("button", { name: /^Compte de/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "À propos d’Intendance" }).press("Enter");
  const about = page.getByRole("dialog", { name: "À propos d’Intendance" });
  await expect(about.getByText(central.url)).toBeVisible();
  await expect(about.getByText("Electron")).toBeHidden();
  await checkAccessibility(page, "about");

  await about.getByRole("button", { name: "Afficher les licences" }).press("Enter");
  await expect(about.getByText(/^\d+ composants$/)).toBeVisible();
  await expect(about.getByText("react-dom", { exact: true })).toBeAttached();
  await checkAccessibility(page, "about, licences shown");
  await takeScreenshots(page, "about");
  await page.keyboard.press("Escape");
  await expect(about).toBeHidden();
  await expect(page.getByRole("button", { name: /^Compte de/ })).toBeFocused();

  // without network as well: the offline worker keeps this chunk like any other
  await laptop.setOffline(true);
  await page.getByRole("button", { name: /^Compte de/ }).click();
  await page.getByRole("menuitem", { name: "À propos d’Intendance" }).click();
  await expect(about.getByText("0.1.0")).toBeVisible();
});
