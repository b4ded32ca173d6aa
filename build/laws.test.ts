import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FAULTS } from "../shared/base/index.ts";
import { projectFolder } from "./project-folder.ts";

/** Laws of the house that no tool of `npm run check` knows. ARCHITECTURE.md lists them. */

const sources = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.ts", "*.tsx"],
  { cwd: projectFolder, encoding: "utf8" },
)
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(projectFolder, path)))
  .map((path) => ({ path, text: readFileSync(join(projectFolder, path), "utf8") }));

const isTest = (path: string): boolean => /[.](test|contract|browser|fault|e2e)[.]tsx?$/.test(path);

/** Attribute names that are also plain words of software, or the name of a tab; every other name belongs to the domain. */
const WORDS_OF_SOFTWARE = ["code", "type", "parent", "labels", "fiche", "historique"];

interface ModelDocument {
  readonly "x-referential": { readonly id: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

const documents = join(projectFolder, "shared/referentials/documents");
const models = readdirSync(documents)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(documents, name), "utf8")) as ModelDocument);

describe("the laws of the house", () => {
  it("nothing in renderer/, central/ or electron/ names a référentiel or one of its attributes", () => {
    const names = models
      .flatMap((model) => [model["x-referential"].id, ...Object.keys(model.properties)])
      .filter((name) => !WORDS_OF_SOFTWARE.includes(name));
    const named = new RegExp(`(["'\`])(${names.join("|")})\\1|[.](${names.join("|")})\\b`, "g");

    const found = sources
      .filter(({ path }) => /^(renderer|central|electron)\//.test(path) && !isTest(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(named)].map((match) => `${path}: ${match[0]}`),
      );

    expect(names.length).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });

  it("a check is switched off only with its reason on the same line", () => {
    const off = /(?:oxlint|eslint)-disable(?!.* -- \S.{9,})|@ts-(?:ignore|nocheck)/;

    const found = sources
      .filter(({ path }) => path !== "build/laws.test.ts" && path !== "build/guards.test.ts")
      .flatMap(({ path, text }) =>
        text.split("\n").flatMap((line, index) => (off.test(line) ? [`${path}:${index + 1}`] : [])),
      );

    expect(found).toEqual([]);
  });

  it("a random test is never skipped, and no test is left alone", () => {
    const found = sources
      .filter(({ path }) => isTest(path) && path !== "build/laws.test.ts")
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\b(?:it|test|describe)[.](?:only|todo|fixme)\b/g)].map(
          (match) => `${path}: ${match[0]}`,
        ),
      );

    expect(found).toEqual([]);
  });

  it("every fault is documented in docs/faults.md, and nothing else is", () => {
    const documented = [
      ...readFileSync(join(projectFolder, "docs/faults.md"), "utf8").matchAll(
        /^\| `([A-Z_]+)` \| (\d+) \| (yes|no) \|/gm,
      ),
    ];

    const table = documented.map(([, code, http, retry]) => [
      code,
      { http: Number(http), retry: retry === "yes" },
    ]);
    expect(Object.fromEntries(table)).toEqual(FAULTS);
  });
});
