import type { Page } from "@playwright/test";
import { referentialDocuments } from "../../shared/referentials/index.ts";
import { checkAccessibility } from "./check-accessibility.ts";
import type { CentralProcess } from "./central-process.ts";
import { openList, typeOver } from "./edit-label.ts";
import { expect, test } from "./journey.ts";
import { passwordOf, signIn } from "./sign-in.ts";
import { takeScreenshots } from "./take-screenshots.ts";

const SECRET = "Brugère-Quéméner Éloïse";

/** A référentiel of persons, which nobody knew before. */
function personalModel(): object {
  const [known] = referentialDocuments;
  const words = (fr: string, en: string) => ({ fr, en });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    "x-referential": {
      ...(known?.["x-referential"] as object),
      id: "personnes",
      version: 1,
      personal: true,
      label: words("Personnes", "Persons"),
      singular: words("Personne", "Person"),
      description: words("Les personnes.", "Persons."),
      key: ["matricule"],
      title: "nom",
      layout: {
        list: ["matricule", "nom"],
        form: [{ label: words("Personne", "Person"), attributes: ["matricule", "nom"] }],
        search: ["nom"],
      },
      period: undefined,
      unique: undefined,
      hierarchies: undefined,
      workflow: "accreditation-simple",
    },
    type: "object",
    additionalProperties: false,
    required: ["matricule", "nom"],
    properties: {
      matricule: {
        type: "string",
        pattern: "^[0-9]{6}$",
        maxLength: 6,
        "x-kind": "code",
        "x-label": words("Matricule", "Number"),
      },
      nom: {
        type: "string",
        minLength: 1,
        maxLength: 100,
        "x-class": "personnel",
        "x-label": words("Nom", "Name"),
      },
    },
  };
}

async function putPersonalModel(central: CentralProcess): Promise<void> {
  const json = { "content-type": "application/json" };
  const login = "administrateur";
  const session = await fetch(`${central.url}/api/v1/session`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ login, password: passwordOf(central, login) }),
  });
  const { accessToken } = (await session.json()) as { readonly accessToken: string };
  const answer = await fetch(`${central.url}/api/v1/documents`, {
    method: "PUT",
    headers: { ...json, authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({
      documents: [{ kind: "referential", id: "personnes", version: 1, document: personalModel() }],
    }),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}

/** Every row of every database, as one text. */
const rawDatabase = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(new Error("raw")));
      });
    /** Null where it was deleted meanwhile: it must not be made again. */
    const open = (name: string): Promise<IDBDatabase | null> => {
      const request = indexedDB.open(name);
      let made = false;
      request.addEventListener("upgradeneeded", () => {
        made = true;
        request.transaction?.abort();
      });
      return done(request).catch((thrown: unknown) => {
        if (made) return null;
        throw thrown;
      });
    };
    const rows: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await open(name ?? "");
      if (database === null) continue;
      for (const store of database.objectStoreNames)
        rows.push(await done(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    return JSON.stringify(rows);
  });

test.skip(({ host }) => host === "shell", "the desktop shell always seals, by the key ring");

test("[S-12] nothing personal: no password is asked; once a personal référentiel comes, all is sealed and a reload asks for it", async ({
  central,
  openProfile,
}) => {
  const laptop = await openProfile("intendante");
  const page = laptop.page();
  await signIn(page, central, "intendante");
  await typeOver(page, await openList(page, "Structures internes"), 1, 2, SECRET);
  expect(await rawDatabase(page)).toContain(SECRET);
  const other = await openProfile("intendant");
  await signIn(other.page(), central, "intendant");
  await other.page().reload();
  await expect(other.page().getByRole("heading", { name: /^Bonjour/ })).toBeVisible();

  // The page that signed in holds the key: it seals without a word. The one that was reloaded asks for the password first.
  await putPersonalModel(central);
  await expect.poll(() => rawDatabase(page), { timeout: 180_000 }).not.toContain(SECRET);
  const locked = other.page().getByRole("heading", { name: "Déverrouiller" });
  await expect(locked).toBeVisible({ timeout: 180_000 });
  expect(await rawDatabase(other.page())).not.toContain("personnes");
  await other.page().getByLabel("Mot de passe").fill(passwordOf(central, "intendant"));
  await other.page().keyboard.press("Enter");
  await expect(other.page().getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
  await expect(other.page().getByRole("link", { name: /^Personnes/ })).toBeVisible({
    timeout: 180_000,
  });

  // Without network, after a reload.
  await laptop.kept();
  await central.kill();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Déverrouiller" })).toBeVisible();
  await checkAccessibility(page, "the locked database");
  await takeScreenshots(page, "unlock");
  await page.getByLabel("Mot de passe").fill("un autre");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("n’ouvre pas les données");
  await takeScreenshots(page, "unlock-wrong");
  await page.getByLabel("Mot de passe").fill(passwordOf(central, "intendante"));
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 modification non soumise")).toBeVisible();
  expect(await rawDatabase(page)).not.toContain(SECRET);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).toContain("sealed:");
});
