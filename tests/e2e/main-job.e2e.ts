import { join } from "node:path";
import { dataFolder } from "../fixtures/data-folder.ts";
import { askCentral } from "./ask-central.ts";
import { checkFile, chooseFile, countsOf } from "./import-file.ts";
import { expect, test } from "./journey.ts";
import type { FileToChoose, Profile } from "./profile.ts";
import type { CentralProcess } from "./central-process.ts";
import { makeNacresWorkbook } from "./make-nacres-workbook.ts";
import { readWholeList } from "./read-whole-list.ts";
import { takeScreenshots } from "./take-screenshots.ts";

type Expected = {
  readonly name: string;
  readonly file: FileToChoose;
  readonly codes: number;
  readonly byLength: Readonly<Record<string, number>>;
  /** What the file has and what is kept, each reported. */
  readonly tidied: readonly (readonly [string, string])[];
  /** What must be acknowledged before submitting. */
  readonly warnings: number;
  readonly correction: Correction;
};

/** The cell of the first record that is corrected by hand, and what the same file would change afterwards. */
type Correction = {
  readonly attribute: string;
  /** From the label, where the caret is put. */
  readonly keys: readonly string[];
  readonly typed: string;
  readonly kept: string;
  readonly changedAgain: number;
};

/** A column of the file: the same file would put its own value back, and says so. */
const LABEL: Correction = {
  attribute: "libelle",
  keys: [],
  typed: "Libellé corrigé à la main",
  kept: "Libellé corrigé à la main",
  changedAgain: 1,
};
/** A column that the file has not: the same file changes nothing. */
const START: Correction = {
  attribute: "dateDebut",
  keys: ["End", "ArrowLeft"],
  typed: "01/01/2022",
  kept: "2022-01-01",
  changedAgain: 0,
};

const REAL = {
  codes: 2005,
  byLength: { 1: 24, 2: 118, 4: 411, 5: 1452 },
  tidied: [
    ["AA.1␣", "AA.1"],
    ["AB.0␣", "AB.0"],
    ["TB.0␣", "TB.0"],
    ["TB.1␣", "TB.1"],
    ["XB.␣09", "XB.09"],
    ["XC.1␣", "XC.1"],
    ["XC.3␣", "XC.3"],
  ],
  warnings: 2,
  correction: START,
} as const;

test.describe("the main job on a small workbook of its own", () => {
  for (const type of ["xls", "xlsx"] as const)
    test(
      `from a .${type} to everyone's laptop`,
      onDesktop(type === "xlsx"),
      async ({ central, openAs }) => {
        const made = makeNacresWorkbook(type);
        await doMainJob(central, openAs, {
          name: `own-${type}`,
          file: {
            name: `nacres-essai.${type}`,
            mimeType: "application/octet-stream",
            buffer: made.bytes,
          },
          codes: made.codes,
          byLength: made.byLength,
          tidied: made.tidied,
          warnings: 0,
          correction: LABEL,
        });
      },
    );
});

test.describe("the main job on the real NACRES workbook (needs ../shared/data)", () => {
  test.skip(dataFolder === null, "the real files are not there");
  test.slow();
  for (const type of ["xls", "xlsx"] as const)
    test(`2005 codes from the .${type} to everyone's laptop`, async ({ central, openAs }) => {
      await doMainJob(central, openAs, {
        name: `real-${type}`,
        file: join(dataFolder ?? "", `nacres/nacres-janvier-2022.${type}`),
        ...REAL,
      });
    });
});

/** One of them runs in the desktop application every day. */
function onDesktop(yes: boolean): { readonly tag: string[] } {
  return { tag: yes ? ["@desktop"] : [] };
}

async function doMainJob(
  central: CentralProcess,
  openAs: (login: string) => Promise<Profile>,
  { name, file, codes, byLength, tidied, warnings, correction }: Expected,
): Promise<void> {
  const accreditor = await openAs("accreditrice");
  const office = accreditor.page();
  const steward = await openAs("intendante");
  const page = steward.page();
  await steward.kept();
  await accreditor.kept();

  // The steward works without network from here on: import, check, one correction, submission.
  await steward.setOffline(true);
  await expect(page.getByRole("button", { name: "hors ligne" })).toBeVisible();
  await chooseFile(steward, "NACRES", file);
  await expect(page.getByRole("region", { name: "Premières lignes du fichier" })).toBeVisible();
  await takeScreenshots(page, `${name}-1-file`);
  await page.getByRole("button", { name: "Choisir les colonnes" }).click();
  await takeScreenshots(page, `${name}-2-columns`);
  await page.getByRole("button", { name: "Contrôler" }).click();
  await expect(page.getByRole("group", { name: "Résultat du contrôle" })).toBeVisible({
    timeout: 180_000,
  });
  await takeScreenshots(page, `${name}-3-check`);
  expect(await countsOf(page)).toEqual({
    "Lignes lues": codes,
    Créées: codes,
    Modifiées: 0,
    Inchangées: 0,
    Refusées: 0,
    "À fermer": 0,
  });
  await page.getByRole("tab", { name: /remarques/ }).click();
  await takeScreenshots(page, `${name}-4-remarks`);
  await page.getByRole("combobox", { name: "Remarques affichées" }).click();
  await page.getByRole("option", { name: /Valeur normalisée · Codes Nacres/ }).click();
  const said = await readWholeList(page.getByRole("list", { name: /remarque/ }));
  await takeScreenshots(page, `${name}-5-normalised`);
  expect(said.map((line) => /« (.*?) »[^«]*« (.*?) »/.exec(line)?.slice(1, 3))).toEqual(tidied);

  await page.getByRole("button", { name: "Préparer la demande" }).click();
  await takeScreenshots(page, `${name}-6-request`);
  await page.getByRole("button", { name: /^Créer la demande/ }).click();
  const submit = page.getByRole("button", { name: /^Soumettre .* modifications$/ });
  await expect(submit).toBeVisible();
  await takeScreenshots(page, `${name}-7-prepared`);
  const request = await steward.address();

  await page.getByRole("link", { name: /^NACRES/ }).click();
  const grid = page.getByRole("grid", { name: "NACRES" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(codes + 1));
  const first = grid.getByRole("row").nth(1);
  await expect(first.getByRole("gridcell").first()).not.toHaveAttribute("aria-busy");
  const code = (await first.getByRole("gridcell").nth(0).innerText()).trim();
  await first.getByRole("gridcell").nth(1).click();
  for (const key of correction.keys) await page.keyboard.press(key);
  await page.keyboard.type(correction.typed);
  await page.keyboard.press("Enter");
  await expect(first).toContainText(correction.typed);
  await expect(first.locator("[aria-busy='true']")).toHaveCount(0);
  await expect(page.getByText(`${count(codes)} modifications non soumises`)).toBeVisible();
  await takeScreenshots(page, `${name}-8-corrected`);

  await page.goBack();
  await expect.poll(steward.address).toBe(request);
  await page.getByRole("textbox", { name: "Motif" }).fill("Nouvelle version nationale.");
  await page.getByRole("textbox", { name: "Texte de référence" }).fill("Note du 3 janvier 2022");
  await submit.click();
  if (warnings > 0) {
    await expect(page.getByRole("alert")).toContainText(`${warnings} avertissements`);
    await takeScreenshots(page, `${name}-9-warned`);
    await page.getByRole("checkbox").check();
    await submit.click();
  }
  await expect(page.getByText("en attente d’envoi").first()).toBeVisible();
  await takeScreenshots(page, `${name}-9-submitted`);
  await expect(page.getByRole("button", { name: /hors ligne.*1 envoi/ })).toBeVisible();
  await steward.setOffline(false);
  await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText("en attente d’envoi")).toBeHidden();

  // The accreditor has it, goes offline, sees every change to the last, decides.
  await expect(office.getByRole("link", { name: /À traiter.*1 demande/ })).toBeVisible({
    timeout: 180_000,
  });
  await expect(office.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });
  await accreditor.setOffline(true);
  await expect(office.getByRole("button", { name: "hors ligne" })).toBeVisible();
  await office.getByRole("link", { name: /À traiter/ }).click();
  await takeScreenshots(office, `${name}-10-inbox`);
  await office.getByRole("link", { name: /^Import du fichier/ }).click();
  const changes = office.getByRole("list", { name: /NACRES · .*créations/ });
  await expect(changes).toBeVisible();
  const lines = await readWholeList(changes);
  expect(lines).toHaveLength(codes);
  expect(lines.filter((line) => line.includes(correction.typed))).toHaveLength(1);
  await takeScreenshots(office, `${name}-11-decide`);
  await expect(
    office.getByText(`${count(codes)} modifications vues sur ${count(codes)}`),
  ).toBeVisible();
  await office.getByRole("button", { name: "Approuver" }).click();
  await expect(office.getByText("Demande approuvée.")).toBeVisible();
  await takeScreenshots(office, `${name}-12-approved`);
  await accreditor.setOffline(false);
  await expect(office.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });

  // Central holds them all, from one commit.
  const voice = await askCentral(central, "lectrice");
  await expect
    .poll(async () => (await voice.records("nacres")).length, { timeout: 180_000 })
    .toBe(codes);
  const records = await voice.records("nacres");
  const tally: Record<string, number> = {};
  for (const { data } of records) {
    const length = (data["code"] as string).length;
    tally[length] = (tally[length] ?? 0) + 1;
  }
  expect(tally).toEqual(byLength);
  expect(records.find(({ data }) => data["code"] === code)?.data[correction.attribute]).toBe(
    correction.kept,
  );
  const commits = new Set<number>();
  for (const at of [0, Math.floor(codes / 2), codes - 1]) {
    const record = records[at];
    const history = record ? await voice.history("nacres", record.id) : [];
    expect(history).toHaveLength(1);
    for (const entry of history) commits.add(entry.commit);
  }
  expect(commits.size).toBe(1);

  // A third laptop has them; on the first, the same file changes nothing any more but what was corrected.
  const reader = await openAs("lectrice");
  await reader
    .page()
    .getByRole("link", { name: /^NACRES/ })
    .click();
  await expect(reader.page().getByRole("grid", { name: "NACRES" })).toHaveAttribute(
    "aria-rowcount",
    String(codes + 1),
  );
  await takeScreenshots(reader.page(), `${name}-13-third`);

  await expect(page.getByText("accréditée").first()).toBeVisible({ timeout: 180_000 });
  await takeScreenshots(page, `${name}-14-accredited`);
  await chooseFile(steward, "NACRES", file);
  await checkFile(page);
  expect(await countsOf(page)).toEqual({
    "Lignes lues": codes,
    Créées: 0,
    Modifiées: correction.changedAgain,
    Inchangées: codes - correction.changedAgain,
    Refusées: 0,
    "À fermer": 0,
  });
  if (correction.changedAgain === 0)
    await expect(page.getByText("Ce fichier ne change rien")).toBeVisible();
  await takeScreenshots(page, `${name}-15-again`);
}

const count = (many: number): string => new Intl.NumberFormat("fr-FR").format(many);
