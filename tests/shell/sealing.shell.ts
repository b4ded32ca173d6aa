import { readdir, readFile, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { checkAccessibility } from "../e2e/check-accessibility.ts";
import { openList, typeOver } from "../e2e/edit-label.ts";
import { passwordOf, signIn } from "../e2e/sign-in.ts";
import { takeScreenshots } from "../e2e/take-screenshots.ts";
import { findPlanted } from "./find-planted.ts";
import { isDouble, onHost } from "./host.ts";
import { expect, test } from "./open-shell.ts";

const SECRET = "Maëlle Kervoal-Duhamel";
const WAITS = "1 modification non soumise";

// Up to six starts of the application in one test.
test.describe.configure({ timeout: 1_200_000 });

/** Types one draft with a name in it. */
async function draftSecret(page: Page): Promise<void> {
  await typeOver(page, await openList(page, "Structures internes"), 1, 2, SECRET);
  await expect(page.getByText(WAITS)).toBeVisible();
}

const sealedFiles = (profile: string): Promise<readonly string[]> =>
  readdir(join(profile, "sealed"), { recursive: true }).catch(() => []);

test.describe("S-12", () => {
  test.skip(!isDouble, "the key ring of a real machine cannot be changed from here");

  for (const backend of ["basic_text", "unavailable"] as const)
    test(`[S-12] ${backend}: nothing is kept on this machine, and the screen says why ${onHost}`, async ({
      openShell,
      central,
    }) => {
      const shell = await openShell({ backend });
      const page = await shell.page();
      await expect(
        page.getByRole("heading", { name: "Ce poste ne peut pas protéger vos données" }),
      ).toBeVisible();
      await expect(page.getByRole("alert")).toContainText("GNOME Keyring");
      await checkAccessibility(page, `refused on ${backend}`);
      await takeScreenshots(page, `sealing-${backend}`);
      expect(await sealedFiles(shell.profile)).toEqual([]);
      expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
      await shell.quit();

      // The key ring is turned on: everything works, and what was kept then is still refused without it.
      const again = await openShell();
      await signIn(await again.page(), central, "intendante");
      await draftSecret(await again.page());
      await again.quit();
      const without = await openShell({ backend });
      await expect(
        (await without.page()).getByRole("heading", { name: /ne peut pas protéger/ }),
      ).toBeVisible();
      await without.quit();
      expect((await findPlanted(shell.profile, [SECRET])).found).toEqual([]);
      const back = await openShell();
      await expect((await back.page()).getByText(WAITS)).toBeVisible();
    });

  test(`[S-12] key lost: told, kept aside, back with its key ring; starting over is a gesture ${onHost}`, async ({
    openShell,
    central,
  }) => {
    const first = await openShell({ person: "first" });
    await signIn(await first.page(), central, "intendante");
    await draftSecret(await first.page());
    await first.quit();
    const key = await readFile(join(first.profile, "sealed", "profile-key"));

    const lost = await openShell({ person: "another" });
    const page = await lost.page();
    await expect(
      page.getByRole("heading", { name: "La clé de ce poste est perdue" }),
    ).toBeVisible();
    await checkAccessibility(page, "the lost key");
    await takeScreenshots(page, "sealing-key-lost");
    await lost.quit();
    expect(await readFile(join(first.profile, "sealed", "profile-key"))).toEqual(key);
    expect((await findPlanted(first.profile, [SECRET, "intendante"])).found).toEqual([]);

    const back = await openShell({ person: "first" });
    await expect((await back.page()).getByText(WAITS)).toBeVisible();
    await back.quit();

    const over = await openShell({ person: "another" });
    const screen = await over.page();
    await screen.getByRole("button", { name: "Repartir du dépôt central" }).click();
    await expect(screen.getByLabel("Identifiant")).toBeFocused();
    await signIn(screen, central, "intendante");
    await expect(screen.getByText(WAITS)).toBeHidden();
    await over.quit();
    const aside = (await sealedFiles(first.profile)).filter((name) => name.includes("lost"));
    expect(aside).toHaveLength(1);
    expect(await readFile(join(first.profile, "sealed", aside[0] ?? ""))).toEqual(key);

    const later = await openShell({ person: "another" });
    await expect((await later.page()).getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
  });

  test(`[S-12] shouldReEncrypt: the key is sealed anew, and opens when the old one is gone ${onHost}`, async ({
    openShell,
    central,
    folder,
  }) => {
    const ring = join(folder, "keyring-person");
    const shell = await openShell();
    await signIn(await shell.page(), central, "intendante");
    await draftSecret(await shell.page());
    await shell.quit();
    const before = await readFile(join(shell.profile, "sealed", "profile-key"));
    const fresh = randomBytes(32).toString("hex");
    await writeFile(ring, `${fresh}\n${await readFile(ring, "utf8")}`);

    const rotated = await openShell();
    await expect((await rotated.page()).getByText(WAITS)).toBeVisible();
    await rotated.quit();
    const after = await readFile(join(shell.profile, "sealed", "profile-key"));
    expect(after.equals(before)).toBe(false);
    await writeFile(ring, fresh);

    const alone = await openShell();
    await expect((await alone.page()).getByText(WAITS)).toBeVisible();
    await alone.quit();
    expect((await findPlanted(shell.profile, [SECRET])).found).toEqual([]);
  });
});

test(`[O-6] another person sees nothing of the first, whose work waits sealed and comes back ${onHost}`, async ({
  openShell,
  central,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await signIn(page, central, "intendante");
  await draftSecret(page);
  await page.getByRole("button", { name: /^Compte de/ }).click();
  await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
  await takeScreenshots(page, "sealing-leave");
  await page.getByRole("button", { name: "Laisser la place" }).click();
  await expect(page.getByLabel("Identifiant")).toBeFocused();
  await expect(page.getByLabel("Identifiant")).toHaveValue("");

  await signIn(page, central, "intendant");
  await expect(page.getByText(WAITS)).toBeHidden();
  await openList(page, "Structures internes");
  await expect(page.getByText(SECRET)).toBeHidden();
  await page.getByRole("button", { name: /^Compte de/ }).click();
  await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByLabel("Identifiant")).toBeFocused();
  await shell.quit();
  const people = [SECRET, "intendante", passwordOf(central, "intendante")];
  expect((await findPlanted(shell.profile, people)).found).toEqual([]);

  const again = await openShell();
  await signIn(await again.page(), central, "intendante");
  await expect((await again.page()).getByText(WAITS)).toBeVisible();
});
