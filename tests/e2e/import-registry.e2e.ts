import { join } from "node:path";
import type { MasterRecord } from "../../shared/record/index.ts";
import { dataFolder } from "../fixtures/data-folder.ts";
import { askCentral } from "./ask-central.ts";
import { chooseFile, countsOf } from "./import-file.ts";
import { expect, test } from "./journey.ts";
import { takeScreenshots } from "./take-screenshots.ts";

const FILE = "rnsr/fr-esr-structures-recherche-publiques-actives_2022-02.csv";

const EXTERNAL = "structures-externes";

const severalParents = (records: readonly MasterRecord[]): number =>
  records.filter(({ data }) => Array.isArray(data["parents"]) && data["parents"].length > 1).length;

test.describe("the national register of structures (needs ../shared/data)", () => {
  test.skip(dataFolder === null, "the real files are not there");

  test("4506 rows accounted for, mapping saved, doubts listed, several parents kept, nothing to do the second time", async ({
    central,
    openAs,
  }) => {
    const file = join(dataFolder ?? "", FILE);
    const steward = await openAs("intendante");
    const page = steward.page();
    await chooseFile(steward, "Structures externes", file);
    await expect(page.getByRole("combobox", { name: "Séparateur" })).toContainText("Point-virgule");
    await expect(page.getByRole("combobox", { name: "Encodage" })).toContainText("UTF-8");
    await takeScreenshots(page, "rnsr-1-file");

    // The mapping gets a name of the person's, and is found again for files with the same columns.
    await page.getByRole("button", { name: "Choisir les colonnes" }).click();
    await page.getByRole("textbox", { name: "Nom de la correspondance" }).fill("RNSR mensuel");
    await page.getByRole("button", { name: "Enregistrer la correspondance" }).click();
    await expect(page.getByText("correspondance enregistrée « RNSR mensuel »")).toBeVisible();
    await takeScreenshots(page, "rnsr-2-columns");
    await page.getByRole("button", { name: "Contrôler" }).click();
    await expect(page.getByRole("group", { name: "Résultat du contrôle" })).toBeVisible({
      timeout: 180_000,
    });
    const counts = await countsOf(page);
    expect(counts).toMatchObject({ "Lignes lues": 4506, Créées: 4506, Refusées: 0 });
    await takeScreenshots(page, "rnsr-3-check");

    await page.getByRole("tab", { name: /remarques/ }).click();
    await page.getByRole("combobox", { name: "Remarques affichées" }).click();
    await takeScreenshots(page, "rnsr-4-groups");
    const option = (name: RegExp) => page.getByRole("option", { name }).first();
    await expect(option(/numero_de_structure_parent \(163\)/)).toBeAttached();
    await expect(option(/siret_des_tutelles \(2\)/)).toBeAttached();
    await page.getByRole("option", { name: /siret_des_tutelles \(2\)/ }).click();
    await expect(page.getByRole("list", { name: /remarques/ })).toContainText("18007003901804");
    await takeScreenshots(page, "rnsr-5-siret");

    await page.getByRole("button", { name: "Préparer la demande" }).click();
    await page.getByRole("button", { name: /^Créer la demande/ }).click();
    const submit = page.getByRole("button", { name: /^Soumettre .* modifications$/ });
    await expect(submit).toBeVisible({ timeout: 180_000 });
    await submit.click();
    await expect(page.getByRole("alert")).toContainText("avertissements", { timeout: 180_000 });
    await takeScreenshots(page, "rnsr-6-warned");
    await page.getByRole("checkbox").check();
    await submit.click();
    await expect(page.getByRole("button", { name: /à jour/ })).toBeVisible({ timeout: 180_000 });

    const voice = await askCentral(central, "lectrice");
    const before = await voice.records(EXTERNAL);
    const accreditor = await openAs("accreditrice");
    const office = accreditor.page();
    await office.getByRole("link", { name: /^À traiter/ }).click();
    await office.getByRole("link", { name: /^Import du fichier/ }).click();
    await expect(office.getByText(/modifications vues sur/)).toBeVisible();
    await takeScreenshots(office, "rnsr-7-decide");
    await office.getByRole("button", { name: "Approuver" }).click();
    await expect(office.getByText("Demande approuvée.")).toBeVisible();

    await expect
      .poll(async () => (await voice.records(EXTERNAL)).length, { timeout: 180_000 })
      .toBe(before.length + 4506);
    const after = await voice.records(EXTERNAL);
    expect(severalParents(after) - severalParents(before)).toBe(274);

    await expect(page.getByText("Accréditée").first()).toBeVisible({ timeout: 180_000 });
    await chooseFile(steward, "Structures externes", file);
    await page.getByRole("button", { name: "Choisir les colonnes" }).click();
    await expect(page.getByText("correspondance enregistrée « RNSR mensuel »")).toBeVisible();
    await page.getByRole("button", { name: "Contrôler" }).click();
    await expect(page.getByRole("group", { name: "Résultat du contrôle" })).toBeVisible({
      timeout: 180_000,
    });
    expect(await countsOf(page)).toEqual({
      "Lignes lues": 4506,
      Créées: 0,
      Modifiées: 0,
      Inchangées: 4506,
      Refusées: 0,
      "À fermer": 0,
    });
    await expect(page.getByText("Ce fichier ne change rien")).toBeVisible();
  });
});
