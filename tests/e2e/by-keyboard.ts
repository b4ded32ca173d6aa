import type { Locator, Page } from "@playwright/test";
import { expectKept, firstLineRead } from "./edit-label.ts";
import { expect, test as journey, type Profile } from "./journey.ts";

/** Without a mouse: whatever the pointer does on such a page is thrown, and the journey fails. */
export const test = journey.extend<{
  /** Opens the laptop of this account, signed in; its page refuses the mouse. */
  readonly openByKeyboard: (login: string) => Promise<Profile>;
}>({
  openByKeyboard: async ({ openAs }, provide) => {
    await provide(async (login) => {
      const laptop = await openAs(login);
      const page = laptop.page();
      await page.addInitScript(refuseMouse);
      await page.evaluate(refuseMouse);
      return laptop;
    });
  },
});

function refuseMouse(): void {
  addEventListener(
    "pointerdown",
    () => {
      throw new Error("a mouse was used");
    },
    true,
  );
}

/** Moves the focus with Tab until it is on the element, and sees it there; fails where it cannot be reached. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < most; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect
        .poll(() => target.evaluate(showsFocus), `the focus is seen on ${String(target)}`)
        .toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never reached ${String(target)}`);
}

/** Reaches a control and presses a key on it. */
export async function pressOn(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await expect(target).toBeEnabled();
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Reaches a field, replaces what it says. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Moves with an arrow along a menu, a list, tabs or a tree that has the focus, or is about to have it, to one of its lines. */
export async function arrowTo(page: Page, target: Locator, key: string, most = 40): Promise<void> {
  const role = await target.getAttribute("role");
  await expect(page.locator(`[role='${role}']:focus`)).toBeAttached();
  for (let presses = 0; presses < most; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the focus never reached ${String(target)}`);
}

/** Opens a list of choices and takes one of them with an arrow. */
export async function choose(
  page: Page,
  field: Locator,
  choice: string | RegExp,
  key = "ArrowDown",
): Promise<void> {
  await pressOn(page, field);
  await arrowTo(page, page.getByRole("option", { name: choice }), key);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeHidden();
}

/** Goes to a référentiel by name with the palette, as Ctrl K does from anywhere; its first line is read. */
export async function goToList(page: Page, referential: string): Promise<Locator> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: /Rechercher/ })).toBeFocused();
  await page.keyboard.type(referential);
  await expect(page.getByRole("option", { name: referential, exact: true })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  return firstLineRead(page, referential);
}

/** Types over a cell reached with arrows; lines and columns count from 1. */
export async function typeOverByKeyboard(
  page: Page,
  grid: Locator,
  line: number,
  column: number,
  text: string,
): Promise<void> {
  const cell = await goToCell(page, grid, line, column);
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await expectKept(cell, text);
}

/** Enters the grid with Tab and goes to a cell with arrows. */
async function goToCell(page: Page, grid: Locator, line: number, column: number): Promise<Locator> {
  // The palette or the panel that was left gives the focus back where it likes.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const inside = grid.locator("[role='gridcell']:focus");
  for (let presses = 0; (await inside.count()) === 0; presses++) {
    if (presses > 80) throw new Error("the focus never entered the grid");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Control+Home");
  for (let at = 1; at < line; at++) await page.keyboard.press("ArrowDown");
  for (let at = 1; at < column; at++) await page.keyboard.press("ArrowRight");
  const cell = grid
    .getByRole("row")
    .nth(line)
    .getByRole("gridcell")
    .nth(column - 1);
  await expect(cell).toBeFocused();
  await expect(cell).not.toHaveAttribute("aria-busy");
  return cell;
}

/** Submits the basket under a title with the keyboard; warnings are acknowledged with the space bar. */
export async function submitByKeyboard(page: Page, title: string): Promise<void> {
  await page.keyboard.press("Escape");
  await pressOn(
    page,
    page.getByRole("region", { name: /brouillon/i }).getByRole("button", { name: "Soumettre" }),
  );
  await typeInto(page, page.getByRole("textbox", { name: "Titre" }), title);
  await submitOpenByKeyboard(page);
}

/** Submits the preparation on screen with Ctrl Enter. */
export async function submitOpenByKeyboard(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /^Soumettre .*modifications?$/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  const over = page.getByRole("heading", { name: "Suivi" });
  const acknowledge = page.getByRole("checkbox", { name: /connaissance/ });
  await over.or(acknowledge).first().waitFor({ timeout: 180_000 });
  if (await acknowledge.isVisible()) {
    await pressOn(page, acknowledge, "Space");
    await page.keyboard.press("Control+Enter");
  }
  await expect(over).toBeVisible({ timeout: 180_000 });
}

/** True when a person sees where the focus is: an outline, a field's thicker border, or a marked row around it. */
function showsFocus(element: Element): boolean {
  for (
    let one: Element | null = element, depth = 0;
    one !== null && depth < 4;
    one = one.parentElement, depth++
  ) {
    if (one.matches(".Mui-focusVisible, .Mui-focused")) return true;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) return true;
  }
  return false;
}
