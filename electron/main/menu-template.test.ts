import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOST_COMMANDS } from "../../shared/contract/host-api.ts";
import { wordsIn, type Language } from "../i18n/words.ts";
import { menuTemplate, type MenuEntry } from "./menu-template.ts";

const RENDERER = join(import.meta.dirname, "../../renderer");
type Leaf = Exclude<MenuEntry, { kind: "line" } | { kind: "menu" }>;

const templateFor = (
  language: Language,
  { mac = false, development = false, documentation = true } = {},
): readonly MenuEntry[] =>
  menuTemplate({ words: wordsIn(language), mac, development, documentation });

const leavesOf = (entries: readonly MenuEntry[]): readonly Leaf[] =>
  entries.flatMap((entry) => {
    switch (entry.kind) {
      case "line":
        return [];
      case "menu":
        return leavesOf(entry.entries);
      case "role":
      case "act":
        return [entry];
    }
  });

const outline = (entries: readonly MenuEntry[]): readonly unknown[] =>
  entries.map((entry) => {
    if (entry.kind === "line") return "—";
    return entry.kind === "menu" ? { [entry.label]: outline(entry.entries) } : entry.label;
  });

/** Keys that the page listens to, as it writes them. */
const keysOfThePage = new Set(
  globSync("{app,features,grid,ui}/**/*.{ts,tsx}", { cwd: RENDERER })
    .filter((path) => !path.includes(".test."))
    .flatMap((path) =>
      [...readFileSync(join(RENDERER, path), "utf8").matchAll(/\bkeys: "([^"]+)"/g)].map(
        ([, keys]) => (keys ?? "").replace("Mod", "CommandOrControl"),
      ),
    ),
);

describe("menuTemplate", () => {
  it("in French, packaged", () => {
    expect(outline(templateFor("fr"))).toEqual([
      {
        "&Fichier": [
          "&Importer un fichier…",
          "&Sauvegarder ce poste…",
          "—",
          "Imprimer / &PDF…",
          "—",
          "&Quitter Intendance",
        ],
      },
      {
        "É&dition": [
          "&Annuler",
          "&Rétablir",
          "—",
          "Co&uper",
          "&Copier",
          "C&oller",
          "&Tout sélectionner",
          "—",
          "Rec&hercher partout…",
        ],
      },
      {
        "&Affichage": ["&Agrandir", "&Réduire", "&Taille normale", "—", "&Plein écran"],
      },
      {
        "A&ller": ["&Accueil", "À &traiter", "&Mes demandes", "&Constats", "&Synchronisation"],
      },
      { "&Synchroniser": ["Synchroniser &maintenant", "&Voir ce qui attend et ce qui est parti"] },
      {
        "A&ide": [
          "&Raccourcis clavier",
          "&Documentation",
          "—",
          "Ouvrir le dossier des &journaux",
          "—",
          "À &propos d’Intendance",
        ],
      },
    ]);
  });

  it("has the same entries in English and on a Mac, where about and quit stand under the application's name", () => {
    const idsOf = (entries: readonly MenuEntry[]) => leavesOf(entries).map(({ id }) => id);

    expect(idsOf(templateFor("en"))).toEqual(idsOf(templateFor("fr")));
    expect(
      idsOf(templateFor("fr", { mac: true })).filter(
        (id) => !idsOf(templateFor("fr")).includes(id),
      ),
    ).toEqual(["menu.hide", "menu.hideOthers", "menu.unhide"]);
    expect(templateFor("fr", { mac: true })[0]).toMatchObject({ label: "Intendance" });
  });

  it("reload and developer tools are for development only, documentation only where there is one", () => {
    const roles = (development: boolean) =>
      leavesOf(templateFor("fr", { development })).flatMap((leaf) =>
        leaf.kind === "role" ? [leaf.role] : [],
      );
    const ids = leavesOf(templateFor("fr", { documentation: false })).map(({ id }) => id);

    expect(roles(true).filter((role) => !roles(false).includes(role))).toEqual([
      "reload",
      "toggleDevTools",
    ]);
    expect(ids).not.toContain("menu.documentation");
  });

  it("every command of the contract is in the menus", () => {
    const commands = leavesOf(templateFor("fr")).flatMap((leaf) =>
      leaf.kind === "act" && leaf.act.kind === "say" && leaf.act.event.type === "command"
        ? [leaf.act.event.command]
        : [],
    );

    expect(commands.toSorted()).toEqual([...HOST_COMMANDS]);
  });

  it.each([true, false])("no key leads to two entries, no id is there twice (mac: %s)", (mac) => {
    const leaves = leavesOf(templateFor("fr", { mac, development: true }));
    const keys = leaves.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));

    expect(keys).toEqual([...new Set(keys)]);
    expect(leaves.map(({ id }) => id)).toEqual([...new Set(leaves.map(({ id }) => id))]);
  });

  it("never takes from the page a key that the page listens to", () => {
    const taken = leavesOf(templateFor("fr", { development: true })).flatMap((leaf) =>
      leaf.kind === "act" && leaf.registerAccelerator !== false && leaf.accelerator
        ? [leaf.accelerator, leaf.accelerator.replace(/^Control/, "CommandOrControl")]
        : [],
    );

    expect(keysOfThePage).toContain("CommandOrControl+K");
    expect(taken.filter((keys) => keysOfThePage.has(keys))).toEqual([]);
  });
});
