import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails with one line per violation that axe finds on the screen once nothing moves. `name`: the screen, for the report. */
export async function checkAccessibility(page: Page, name: string): Promise<void> {
  // Half faded in, words have a lesser contrast. What turns for ever is not waited for, what was cut short has ended.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === "running" &&
            effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        )
        .map(({ finished }) => finished),
    ),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} (${help}): ${target.join(" ")}`),
  );
  expect(found, `accessibility of ${name}`).toEqual([]);
}
