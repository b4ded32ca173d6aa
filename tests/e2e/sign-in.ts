import { expect, type Page } from "@playwright/test";
import type { CentralProcess } from "./central-process.ts";

/** The password that central printed for one of the demonstration's accounts. */
export function passwordOf(central: CentralProcess, login: string): string {
  const line = central.printed.find((one) => one.split(/\s+/)[0] === login);
  const password = line?.split(/\s+/)[1];
  if (password === undefined) throw new Error(`central printed no account ${login}`);
  return password;
}

/** Signs in by keyboard alone and waits for Accueil, once the first pull has filled the store. */
export async function signIn(page: Page, central: CentralProcess, login: string): Promise<void> {
  await expect(page.getByLabel("Identifiant")).toBeFocused();
  await page.keyboard.type(login);
  await page.keyboard.press("Tab");
  await page.keyboard.type(passwordOf(central, login));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
}
