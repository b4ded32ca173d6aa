import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { openList, submitOpen, typeOver } from "../e2e/edit-label.ts";
import { passwordOf, signIn } from "../e2e/sign-in.ts";
import { findPlanted } from "./find-planted.ts";
import { onHost } from "./host.ts";
import { expect, test, type Shell } from "./open-shell.ts";

/** Two hundred texts that must be nowhere on the disk: names, INE numbers, e-mail addresses and tokens. */
const planted = Array.from({ length: 50 }, (_, n) => {
  const mark = String(n * 7919 + 104_729).padStart(6, "0");
  return {
    name: `Brugère-Quéméner Éloïse ${mark}`,
    ine: `${mark}${String(n).padStart(4, "0")}Z`,
    email: `eloise.brugere.${mark}@etablissement.example`,
    token: `jeton_${Buffer.from(`${mark}-secret-${mark}`).toString("base64url")}`,
  };
});
const texts = planted.flatMap(({ name, ine, email, token }) => [name, ine, email, token]);
/** What is put in clear on purpose, so that a search that finds nothing is believed. */
const CONTROL = "Témoin-de-la-recherche-4711";

test(`[L-8] of 200 planted texts and every secret of the session, none is on the disk in clear ${onHost}`, async ({
  openShell,
  central,
  folder,
}) => {
  test.setTimeout(1_200_000);
  const steward = await openShell({ profile: "steward" });
  const page = await steward.page();
  await watchTokens(page);

  // Calls that fail: a sign-in refused, with an address and a password that are nobody's.
  const [first, second, third] = planted;
  await page.getByLabel("Identifiant").fill(first?.email ?? "");
  await page.getByLabel("Mot de passe").fill(first?.token ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Identifiant").fill("");
  await page.getByLabel("Identifiant").focus();
  await page.getByLabel("Mot de passe").fill("");
  await page.getByLabel("Identifiant").focus();
  await signIn(page, central, "intendante");

  // Typed in drafts, without network.
  await steward.setOffline(true);
  const grid = await openList(page, "Structures internes");
  for (const [at, text] of [first?.name, second?.ine, third?.email, third?.token].entries())
    await typeOver(page, grid, at + 1, 2, text ?? "");

  // Searched in a list and everywhere, kept as settings of the screen.
  await page.getByRole("searchbox", { name: "Rechercher dans la liste" }).fill(second?.name ?? "");
  await expect(page.getByRole("status").first()).toBeAttached();
  await page.getByRole("searchbox", { name: "Rechercher dans la liste" }).fill("");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: /Rechercher/ })).toBeFocused();
  await page.keyboard.type(second?.email ?? "");
  await page.keyboard.press("Escape");

  // Imported, submitted, pushed, and decided by another person, on whose laptop it is pulled.
  await steward.setOffline(false);
  await page.getByRole("link", { name: "Importer un fichier" }).click();
  await page.getByRole("combobox", { name: "Référentiel à alimenter" }).click();
  await page.getByRole("option", { name: "NACRES", exact: true }).click();
  const file = join(folder, "personnes.csv");
  await writeFile(file, importFile());
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Choisir un (autre )?fichier$/ }).click();
  await (await chooser).setFiles(file);
  await page.getByRole("button", { name: "Choisir les colonnes" }).click();
  await page.getByRole("button", { name: "Contrôler" }).click();
  await expect(page.getByRole("group", { name: "Résultat du contrôle" })).toBeVisible({
    timeout: 180_000,
  });
  await page.getByRole("button", { name: "Préparer la demande" }).click();
  await page.getByRole("textbox", { name: "Titre de la demande" }).fill(third?.name ?? "");
  await page.getByRole("button", { name: /^Créer la demande/ }).click();
  await submitOpen(page);
  await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });

  const office = await openShell({ profile: "office", person: "office" });
  const decider = await office.page();
  await watchTokens(decider);
  await signIn(decider, central, "accreditrice");
  await decider.getByRole("link", { name: /^À traiter/ }).click();
  await decider.getByRole("link", { name: third?.name ?? "" }).click({ timeout: 180_000 });
  await expect(decider.getByText(/modifications? vues? sur/)).toBeVisible();
  await decider.getByRole("button", { name: "Approuver" }).click();
  await expect(decider.getByText("Demande approuvée.")).toBeVisible();
  await expect(page.getByText("Accréditée").first()).toBeVisible({ timeout: 180_000 });

  await plantControl(page);
  const [secrets, officeSecrets] = [await tokensOf(page), await tokensOf(decider)];
  await steward.quit();
  await office.quit();
  const passwords = ["intendante", "accreditrice"].map((login) => passwordOf(central, login));
  const all = [...texts, ...secrets, ...officeSecrets, ...passwords];
  for (const tokens of [secrets, officeSecrets]) expect(tokens.length).toBeGreaterThan(1);
  // In the storage of the page, in IndexedDB, and zipped in IndexedDB.
  expect((await search(steward, [CONTROL])).length).toBeGreaterThanOrEqual(3);
  expect(await search(steward, all)).toEqual([]);
  expect(await search(office, all)).toEqual([]);

  // Signed out: the key is gone, and still nothing is readable.
  const again = await openShell({ profile: "office", person: "office" });
  const last = await again.page();
  await expect(last.getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
  await last.getByRole("button", { name: /^Compte de/ }).click();
  await last.getByRole("menuitem", { name: "Se déconnecter" }).click();
  await last.getByRole("dialog").getByRole("button", { name: "Se déconnecter" }).click();
  await expect(last.getByLabel("Identifiant")).toBeFocused();
  const left = await last.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    kept: Object.keys(localStorage).filter((key) => /session|generation|refresh|key/.test(key)),
  }));
  expect(left).toEqual({ databases: [], kept: [] });
  await again.quit();
  expect(await search(again, all)).toEqual([]);
});

test("[L-8] the search sees what Snappy wrote as a copy in a LevelDB table", async ({ folder }) => {
  // "planted-" as it is, then sixteen bytes copied from eight before.
  const literal = Buffer.from("planted-");
  const data = Buffer.concat([
    Buffer.from([24, 7 << 2]),
    literal,
    Buffer.from([(15 << 2) | 2, 8, 0]),
  ]);
  const trailer = (type: number) => Buffer.from([type, 0, 0, 0, 0]);
  const index = Buffer.from([0, 1, 2, 107, 0, data.length, 0, 0, 0, 0, 1, 0, 0, 0]);
  const footer = Buffer.alloc(48);
  footer.set([0, 0, data.length + 5, index.length]);
  Buffer.from("57fb808b247547db", "hex").copy(footer, 40);
  const table = Buffer.concat([data, trailer(1), index, trailer(0), footer]);
  const place = join(folder, "tables");
  await mkdir(place);
  await writeFile(join(place, "000005.ldb"), table);

  expect(
    (await findPlanted(place, ["planted-planted-planted-", "planted-planted-x"])).found,
  ).toEqual([{ text: "planted-planted-planted-", file: "000005.ldb", as: "table block" }]);
});

interface Watched {
  readonly tokens: string[];
}

/** Notes every token that central hands to this page, in the page: the debugger may have lost an answer when it is asked for it. */
async function watchTokens(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tokens: string[] = [];
    Object.assign(window, { tokens } satisfies Watched);
    const { fetch } = window;
    window.fetch = async (...asked) => {
      const answer = await fetch(...asked);
      if (!answer.ok || !/\/session(\/refresh)?$/.test(answer.url)) return answer;
      const { accessToken, refreshToken } = (await answer.clone().json()) as {
        readonly accessToken?: string;
        readonly refreshToken?: string;
      };
      for (const token of [accessToken, refreshToken]) if (token) tokens.push(token);
      return answer;
    };
  });
}

const tokensOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as Watched).tokens);

/** A record for each planted person, under what it needs above it, and a line that is refused. */
function importFile(): string {
  const families = ["0", "1", "2", "3", "4", "5"];
  const parents = ["Z", "ZA", ...families.map((family) => `ZA.${family}`)];
  const lines = [
    ...parents.map((code) => `${code};Niveau ${code}`),
    ...planted.map(({ name, ine, email, token }, n) => {
      const code = `ZA.${families[Math.floor(n / 9)] ?? ""}${String((n % 9) + 1)}`;
      return `${code};${name} ${ine} ${email} ${token}`;
    }),
  ];
  return `\uFEFF${["code;libelle", ...lines].join("\r\n")}\r\n`;
}

/** The same word in clear, in every way that the search must see through. */
async function plantControl(page: Page): Promise<void> {
  const zipped = gzipSync(Buffer.from(`${"x".repeat(500)}${CONTROL}`));
  await page.evaluate(
    async ([word, bytes]) => {
      localStorage.setItem("control", word);
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open("control", 1);
        asked.addEventListener("upgradeneeded", () => asked.result.createObjectStore("rows"));
        asked.addEventListener("success", () => resolve(asked.result));
        asked.addEventListener("error", () => reject(new Error("control")));
      });
      const writing = database.transaction("rows", "readwrite", { durability: "strict" });
      writing.objectStore("rows").put({ text: word }, 1);
      writing.objectStore("rows").put(Uint8Array.from(bytes), 2);
      await new Promise((resolve) => writing.addEventListener("complete", resolve));
      database.close();
    },
    [CONTROL, [...zipped]] as const,
  );
}

async function search(shell: Shell, wanted: readonly string[]): Promise<readonly string[]> {
  const { found, files, bytes } = await findPlanted(shell.profile, wanted);
  test.info().annotations.push({ type: "searched", description: `${files} files, ${bytes} bytes` });
  return [...new Set(found.map(({ text, file, as }) => `${text} in ${file} (${as})`))];
}
