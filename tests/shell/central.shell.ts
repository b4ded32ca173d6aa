import type { Locator, Page } from "@playwright/test";
import { checkAccessibility } from "../e2e/check-accessibility.ts";
import { signIn } from "../e2e/sign-in.ts";
import { takeScreenshots } from "../e2e/take-screenshots.ts";
import { onHost } from "./host.ts";
import { expect, test } from "./open-shell.ts";

const change = (page: Page): Locator => page.getByRole("button", { name: "Changer" });

test(`the central repository is chosen where nobody fixed it, refused when it is none, and remembered ${onHost}`, async ({
  openShell,
  central,
}) => {
  const shell = await openShell({ central: null });
  const page = await shell.page();
  await expect(page.getByText("Dépôt central : http://127.0.0.1:7420")).toBeVisible();
  await change(page).focus();
  await page.keyboard.press("Enter");
  const field = page.getByLabel("Adresse du dépôt central");
  await expect(field).toBeFocused();
  await page.keyboard.type("http://depot.univ.example");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/n’est pas celle d’un dépôt central/)).toBeVisible();
  await expect(field).toHaveValue("http://depot.univ.example");
  await checkAccessibility(page, "central refused");
  await takeScreenshots(page, "central-refused");

  await page.getByRole("button", { name: "Annuler" }).click();
  await change(page).click();
  await expect(field).toHaveValue("http://127.0.0.1:7420");
  await expect(page.getByText("Donnée par votre établissement")).toBeVisible();

  await field.fill(central.url);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`Dépôt central : ${central.url}`)).toBeVisible();
  await signIn(page, central, "intendante");
  await shell.quit();

  const again = await openShell({ central: null });
  await expect(
    (await again.page()).getByRole("heading", { name: /^Bonjour/ }),
    "the session goes on with the central that was chosen",
  ).toBeVisible();
});

test(`a central that was given at the start is shown, and not chosen ${onHost}`, async ({
  openShell,
  central,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await expect(page.getByText(`Dépôt central : ${central.url}`)).toBeVisible();
  await expect(change(page)).toHaveCount(0);
  const answer = await page.evaluate(() =>
    (
      window as unknown as {
        intendance: { invoke(method: string, input: unknown): Promise<unknown> };
      }
    ).intendance.invoke("app.central", { address: "https://ailleurs.example" }),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: "BAD_REQUEST" } });
  await expect(page.getByText(`Dépôt central : ${central.url}`)).toBeVisible();
});
