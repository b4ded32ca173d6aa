import { choose, pressOn, submitOpenByKeyboard, tabTo, test, typeInto } from "./by-keyboard.ts";
import { expect } from "./journey.ts";

const CSV = [
  "Codes Nacres;Libellé étendu",
  "Z;Essais",
  "ZA;Essais au clavier",
  "ZA.0;Essai premier",
].join("\r\n");

test("import, correct, submit and approve without touching the mouse", async ({
  openByKeyboard,
}) => {
  const laptop = await openByKeyboard("intendante");
  const page = laptop.page();
  const office = (await openByKeyboard("accreditrice")).page();

  // G then I goes to the import; the référentiel is chosen with arrows, the file with Enter.
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  const referential = page.getByRole("combobox", { name: "Référentiel à alimenter" });
  await choose(page, referential, "NACRES");
  await expect(referential).toHaveText("NACRES");
  await tabTo(page, page.getByRole("button", { name: "Choisir un fichier" }));
  await laptop.giveFile({ name: "essai.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) }, () =>
    page.keyboard.press("Enter"),
  );
  for (const next of [
    "Choisir les colonnes",
    "Contrôler",
    "Préparer la demande",
    "Créer la demande (3 modifications)",
  ])
    await pressOn(page, page.getByRole("button", { name: next, exact: true }));

  // The preparation is submitted with Ctrl Enter, warnings acknowledged with the space bar where there are some.
  await expect(page.getByRole("form", { name: "Soumettre la demande" })).toBeVisible();
  await typeInto(page, page.getByRole("textbox", { name: "Titre" }), "Au clavier");
  await submitOpenByKeyboard(page);

  // G then D leads the accreditor to what waits; Enter opens it, Ctrl Enter approves once the changes were shown.
  await office.keyboard.press("g");
  await office.keyboard.press("d");
  const link = office.getByRole("link", { name: "Au clavier" });
  await link.waitFor({ timeout: 180_000 });
  await pressOn(office, link);
  await expect(office.getByText("3 modifications vues sur 3.")).toBeVisible();
  await expect(office.getByRole("button", { name: "Approuver" })).toBeEnabled();
  await office.keyboard.press("Control+Enter");
  await expect(office.getByText("Demande approuvée.")).toBeVisible();

  await expect(page.getByText("Accréditée").first()).toBeVisible({ timeout: 180_000 });
});
