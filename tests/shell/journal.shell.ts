import {
  appendFile,
  readdir,
  readFile,
  rm,
  statfs,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { basename, join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { checkAccessibility } from "../e2e/check-accessibility.ts";
import { openList, submitBasket, typeOver } from "../e2e/edit-label.ts";
import { signIn } from "../e2e/sign-in.ts";
import { mountDisk, unmountDisk, whyNoPowerCut } from "../faults/cut-power.ts";
import { randomBelow, SEED } from "../faults/fault-chance.ts";
import { onHost } from "./host.ts";
import { expect, test, type Shell } from "./open-shell.ts";
import { indexedDbFiles, indexedDbFolders } from "./profile-files.ts";

// The second copy of what a person typed, on the whole application (reliability.md, L-2, L-3, L-4).

const LIST = "Structures internes";
const LISTS = [LIST, "Structures externes", "Pays"] as const;
const FULL = process.env["INTENDANCE_FAULTS"] === "full";
const MEGABYTE = 1024 * 1024;

test.beforeEach(() => {
  test.info().annotations.push({ type: "seed", description: String(SEED) });
});

/** The dialog that tells of a restoration. */
const told = (page: Page): Locator =>
  page.getByRole("dialog", { name: "Votre travail a été restauré" });
/** The bar that counts what is not submitted: it counts what is on the disk. */
const draftBar = (page: Page): Locator => page.getByRole("region", { name: /brouillon/i });
const home = (page: Page): Locator => page.getByRole("heading", { name: /^Bonjour/ });
/** What says that the disk is full, wherever it is said. */
const fullDisk = (page: Page): Locator => page.getByText(/Le disque de ce poste est plein/).first();

/** Waits until so many changes are on the disk: a cell shows a word before it is saved, the bar counts what is. */
const saved = (page: Page, count: number): Promise<void> =>
  expect(draftBar(page)).toContainText(`${count} modification`);

/** The list once its lines are read: what is typed into a line still on its way goes nowhere. */
async function openLines(page: Page, list = LIST): Promise<Locator> {
  const grid = await openList(page, list);
  await expect(grid.locator("[aria-busy=true]")).toHaveCount(0);
  return grid;
}

/** Types over the first lines of a list, and waits until all are saved. */
async function typeLines(page: Page, texts: readonly string[]): Promise<void> {
  const grid = await openLines(page);
  for (const [at, text] of texts.entries()) await typeOver(page, grid, at + 1, 2, text);
  await saved(page, texts.length);
}

/** The window once it shows the work of the person, who reads at once that it was restored; that may be told after the work is there. */
async function openWork(
  shell: Shell,
): Promise<{ readonly page: Page; readonly wasRestored: () => boolean }> {
  const page = await shell.page();
  let restored = false;
  await page.addLocatorHandler(told(page), async () => {
    restored = true;
    await page.getByRole("button", { name: "J’ai compris" }).click();
  });
  await expect(draftBar(page)).toBeVisible();
  return { page, wasRestored: () => restored };
}

test(`[L-4] IndexedDB deleted: the drafts are back, the person is told until he read it, and central takes them once ${onHost}`, async ({
  openShell,
  central,
}) => {
  const first = await openShell();
  await signIn(await first.page(), central, "intendante");
  await typeLines(await first.page(), ["Premier brouillon", "Deuxième brouillon"]);
  const { profile } = first;
  await first.quit();
  for (const folder of await indexedDbFolders(profile)) await rm(folder, { recursive: true });

  const second = await openShell();
  const page = await second.page();
  await expect(told(page)).toBeVisible();
  await expect(told(page)).toContainText("2 modifications non soumises");
  await page.screenshot({ path: test.info().outputPath("restored.png") });
  await checkAccessibility(page, "restauration");
  await second.quit();

  const third = await openShell();
  const again = await third.page();
  await expect(told(again)).toBeVisible();
  await again.keyboard.press("Enter");
  await expect(told(again)).toBeHidden();
  const grid = await openLines(again);
  await expect(grid).toContainText("Premier brouillon");
  await expect(grid).toContainText("Deuxième brouillon");
  await submitBasket(again, "Après la restauration");
  await third.quit();

  const fourth = await openShell();
  const last = await fourth.page();
  await expect(home(last)).toBeVisible();
  await expect(told(last)).toBeHidden();
});

test(`[L-4] IndexedDB and journal both gone: said at each start, exported and started over by a person's word only ${onHost}`, async ({
  openShell,
  central,
}) => {
  const first = await openShell();
  await signIn(await first.page(), central, "intendante");
  await typeLines(await first.page(), ["Perdu"]);
  const { profile } = first;
  await first.quit();
  for (const lost of await indexedDbFolders(profile)) await rm(lost, { recursive: true });
  const journals = join(profile, "journals");
  for (const file of await readdir(journals)) await writeFile(join(journals, file), "autre chose");

  for (const _start of [1, 2]) {
    const shell = await openShell();
    const page = await shell.page();
    await expect(page.getByRole("alert")).toContainText("et son journal sont tous les deux abîmés");
    await shell.quit();
  }
  const shell = await openShell();
  const page = await shell.page();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("both.png") });
  await checkAccessibility(page, "base et journal abîmés");
  await page.getByRole("button", { name: "Enregistrer ce qui peut être lu" }).click();
  await expect(page.getByRole("status")).toContainText("Plus rien ne peut être lu");
  await page.getByRole("button", { name: "Repartir du dépôt central" }).click();
  await signIn(page, central, "intendante");
  await expect(told(page)).toBeHidden();
  await typeLines(page, ["Repris"]);
  await shell.quit();
  expect((await readdir(journals)).some((file) => file.includes("damaged"))).toBe(true);
  const last = await openWork(await openShell());
  await expect(await openLines(last.page)).toContainText("Repris");
  expect(last.wasRestored()).toBe(false);
});

const DAMAGES = FULL ? 24 : 3;
test(`[L-4] IndexedDB's files cut short, or one byte of each flipped, ${DAMAGES} times on one profile: everything typed is there, restored and told where needed ${onHost}`, async ({
  openShell,
  central,
}) => {
  test.setTimeout(300_000 + DAMAGES * 180_000);
  const first = await openShell({ expectsFaults: true });
  await signIn(await first.page(), central, "intendante");
  await typeLines(await first.page(), ["Premier brouillon", "Deuxième brouillon"]);
  const { profile } = first;
  await first.quit();

  const outcomes: string[] = [];
  for (let damage = 0; damage < DAMAGES; damage += 1) {
    const files = await indexedDbFiles(profile);
    const at = FULL ? damage >> 1 : randomBelow(files.length);
    const file = files[at % files.length] ?? "";
    const bytes = await readFile(file);
    const place = randomBelow(Math.max(1, bytes.length));
    if (damage % 2 === 0) await truncate(file, place);
    else {
      bytes[place] = (bytes[place] ?? 0) ^ 0x20;
      await writeFile(file, bytes);
    }
    const shell = await openShell({ expectsFaults: true });
    const { page, wasRestored } = await openWork(shell);
    await saved(page, 2);
    const grid = await openLines(page);
    for (const text of ["Premier brouillon", "Deuxième brouillon"])
      await expect(grid).toContainText(text);
    const what = `${damage % 2 === 0 ? "cut" : "flipped"} at ${String(place)} of ${basename(file)}`;
    outcomes.push(`${what}: ${wasRestored() ? "restored" : "whole"}`);
    await shell.quit();
  }
  test.info().annotations.push({ type: "outcomes", description: outcomes.join("; ") });
  expect(outcomes).toHaveLength(DAMAGES);
});

const KILLS = FULL ? 20 : 2;
test(`[L-2] the whole application killed right after a word was saved, ${KILLS} times: every word is there ${onHost}`, async ({
  openShell,
  central,
}) => {
  test.setTimeout(300_000 + KILLS * 180_000);
  const first = await openShell({ expectsFaults: true });
  await signIn(await first.page(), central, "intendante");
  await first.quit();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const shell = await openShell({ expectsFaults: true });
    const page = await shell.page();
    const opened = kill > 1 ? await openWork(shell) : null;
    const { list, line } = placeOf(kill);
    const grid = await openLines(page, list);
    await expectWords(grid, list, kill - 1);
    expect(opened?.wasRestored() ?? false).toBe(false);
    await typeOver(page, grid, line, 2, `Mot ${String(kill)}.`);
    await saved(page, kill);
    // One more, under way when everything stops: on the line of the next word, which goes over it.
    if (placeOf(kill + 1).list === list) {
      await page.keyboard.type("Mot perdu ou non");
      await page.keyboard.press("Enter");
    }
    await page.waitForTimeout(randomBelow(30));
    await shell.kill();
  }
  const { page } = await openWork(await openShell({ expectsFaults: true }));
  for (const list of new Set([placeOf(1).list, placeOf(KILLS).list]))
    await expectWords(await openLines(page, list), list, KILLS);
});

/** Where the n-th word goes: fourteen lines of one list, then of another, all in sight without scrolling. */
function placeOf(word: number): { readonly list: string; readonly line: number } {
  return { list: LISTS[Math.floor((word - 1) / 14)] ?? "", line: ((word - 1) % 14) + 1 };
}

/** The words up to the n-th that were typed into this list are in it. */
async function expectWords(grid: Locator, list: string, upTo: number): Promise<void> {
  for (let word = 1; word <= upTo; word += 1)
    if (placeOf(word).list === list) await expect(grid).toContainText(`Mot ${String(word)}.`);
}

const obstacle = whyNoPowerCut();
const CYCLES = FULL ? 20 : 2;
const note = obstacle === null ? "on a volume of its own" : `SKIPPED: ${obstacle}`;
test(`[L-3] the disk fills up, ${CYCLES} times: told before, nothing acknowledged lost, restarts while full, goes on after (${note}) ${onHost}`, async ({
  openShell,
  central,
  folder,
}) => {
  test.skip(obstacle !== null, obstacle ?? "");
  test.setTimeout(300_000 + CYCLES * 600_000);
  const disk = mountDisk(null, 320);
  await symlink(disk.folder, join(folder, "disk"));
  const ballast = join(disk.folder, "ballast");
  const options = {
    profile: "disk/profile",
    env: { INTENDANCE_LEAST_FREE_MB: "24" },
    expectsFaults: true,
  };
  try {
    const first = await openShell(options);
    await signIn(await first.page(), central, "intendante");
    await first.quit();
    let words = 0;
    let restorations = 0;
    for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
      const { list, line } = placeOf(2 * cycle - 1);
      const shell = await openShell(options);
      const page = await shell.page();
      await expect(home(page)).toBeVisible();
      const grid = await openLines(page, list);
      await typeOver(page, grid, line, 2, `Avant ${String(cycle)}.`);
      words += 1;
      await saved(page, words);
      const filling = fillDisk(disk.folder, ballast, [0, 1, 5, 20][randomBelow(4)] ?? 0);
      await page.waitForTimeout(randomBelow(400));
      await grid
        .getByRole("row")
        .nth(line + 1)
        .getByRole("gridcell")
        .nth(1)
        .click();
      await page.keyboard.type(`Pendant ${String(cycle)}.`);
      await page.keyboard.press("Enter");
      const during = draftBar(page).getByText(`${String(words + 1)} modification`);
      await expect(during.or(fullDisk(page)).first()).toBeVisible();
      await filling;
      // Told before anything else is tried.
      await expect(fullDisk(page)).toBeVisible();
      // What the bar counts is acknowledged; what it does not may yet have come to the disk.
      const acknowledged = await during.isVisible();
      if (cycle === 1) await page.screenshot({ path: test.info().outputPath("full.png") });
      await shell.quit();

      // Again on the full disk: what is here is shown, or why not; a word more is refused and said to be.
      const full = await openShell(options);
      const fullPage = await full.page();
      await expect(fullDisk(fullPage)).toBeVisible();
      if (await home(fullPage).isVisible()) {
        const again = await openLines(fullPage, list);
        await again.getByRole("row").nth(line).getByRole("gridcell").nth(1).click();
        await fullPage.keyboard.type("Mot de trop");
        await fullPage.keyboard.press("Enter");
        await expect(again).not.toContainText("Mot de trop");
        const counts = acknowledged ? `${words + 1}` : `(${words}|${words + 1})`;
        await expect(draftBar(fullPage)).toContainText(new RegExp(`\\b${counts} modification`));
      }
      await full.quit();
      await rm(ballast);

      const after = await openShell(options);
      const { page: afterPage, wasRestored } = await openWork(after);
      const read = await openLines(afterPage, list);
      await expect(read).toContainText(`Avant ${String(cycle)}.`);
      const kept = (await read.getByText(`Pendant ${String(cycle)}.`).count()) > 0;
      if (acknowledged) expect(kept).toBe(true);
      if (kept) words += 1;
      await saved(afterPage, words);
      if (wasRestored()) restorations += 1;
      await expect(read).not.toContainText("Mot de trop");
      await after.quit();
    }
    test.info().annotations.push({ type: "restorations", description: String(restorations) });
  } finally {
    unmountDisk(disk);
  }
});

/** Fills a volume, a megabyte at a time, until so many are left. */
async function fillDisk(volume: string, ballast: string, left: number): Promise<void> {
  const megabyte = Buffer.alloc(MEGABYTE, 1);
  for (;;) {
    const { bavail, bsize } = await statfs(volume);
    if (bavail * bsize <= (left + 1) * MEGABYTE) break;
    try {
      await appendFile(ballast, megabyte);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === "ENOSPC") break;
      throw thrown;
    }
  }
}
