import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder, scriptOf } from "./project-folder.ts";
import { runProcess } from "./run-process.ts";

/**
 * Every guard of `npm run check` is proved on a small planted project with one violation each: a guard that
 * nothing can turn red guards nothing.
 */

const IMPORT_VIOLATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "no-cycles": {
    "shared/base/cycle-a.ts": 'import type { B } from "./cycle-b.ts";\nexport type A = B;',
    "shared/base/cycle-b.ts": 'import type { A } from "./cycle-a.ts";\nexport type B = A;',
  },
  "everything-resolves": { "central/lost.ts": 'import "./nowhere.ts";' },
  "shared-imports": { "shared/base/up.ts": 'import "../../renderer/app/page.ts";' },
  "renderer-imports": {
    "renderer/app/up.ts":
      'import type { Server } from "../../central/server.ts";\nexport type S = Server;',
  },
  "electron-imports": { "electron/main/up.ts": 'import "../../renderer/app/page.ts";' },
  "central-imports": { "central/up.ts": 'import "../renderer/app/page.ts";' },
  "build-imports": { "build/up.ts": 'import "../central/server.ts";' },
  "shared-base-imports": {
    "shared/base/model.ts": 'import type { M } from "../model/index.ts";\nexport type X = M;',
  },
  "shared-record-imports": { "shared/record/rules.ts": 'import "../rules/index.ts";' },
  "shared-referentials-imports": { "shared/referentials/sync.ts": 'import "../sync/index.ts";' },
  "shared-is-pure": { "shared/base/node.ts": 'import "node:fs";' },
  "modules-by-their-front-door": { "shared/record/inside.ts": 'import "../model/deep.ts";' },
  "features-by-their-front-door": { "renderer/features/one/peek.ts": 'import "../two/inside.ts";' },
  "features-by-their-front-door-from-outside": {
    "renderer/app/peek.ts": 'import "../features/two/inside.ts";',
  },
  "pieces-know-no-master-data": { "renderer/ui/knows.ts": 'import "../app/page.ts";' },
  "sql-in-one-place": {
    "central/routes/sql.ts":
      'import type { Kysely } from "kysely";\nexport type K = Kysely<object>;',
  },
  "electron-in-one-place": {
    "central/shell.ts": 'import { app } from "electron";\nexport const a = app;',
  },
  "indexeddb-in-one-place": {
    "renderer/features/one/db.ts": 'import { Dexie } from "dexie";\nexport const d = Dexie;',
  },
  "no-test-code-in-the-product": {
    "central/tested.ts": 'import { it } from "vitest";\nexport const i = it;',
  },
  "no-undeclared-package": {
    "central/undeclared.ts": 'import * as acorn from "acorn";\nexport const a = acorn;',
  },
  "no-development-package-in-the-product": {
    "central/dev.ts": 'import * as vite from "vite";\nexport const v = vite;',
  },
};

const LINT_VIOLATIONS: Readonly<Record<string, string>> = {
  "no-restricted-globals": "export const now = () => new Date();",
  "no-restricted-properties": "export const chance = () => Math.random();",
  "typescript(no-explicit-any)": "export const loose = (value: any) => value;",
  "typescript(no-floating-promises)":
    "export const forget = (work: () => Promise<void>) => { work(); };",
  "typescript(switch-exhaustiveness-check)":
    'export function half(kind: "a" | "b") { let out = 0; switch (kind) { case "a": out = 1; break; } return out; }',
  "import(no-default-export)": "export default 1;",
  "typescript(ban-ts-comment)": "// @ts-ignore\nexport const wrong: number = 1;",
};

let folder = "";
const write = (name: string, content: string): void => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${content}\n`);
};
const run = (packageName: string, command: string, args: readonly string[]) =>
  runProcess(process.execPath, [scriptOf(packageName, command), ...args], {
    cwd: folder,
    env: { FORCE_COLOR: "0" },
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "planted-"));
  for (const file of [
    "package.json",
    "tsconfig.json",
    "shared/tsconfig.json",
    ".oxlintrc.json",
    ".oxfmtrc.json",
    ".dependency-cruiser.cjs",
    "knip.json",
  ])
    cpSync(join(projectFolder, file), join(folder, file), { recursive: true });
  symlinkSync(join(projectFolder, "node_modules"), join(folder, "node_modules"), "junction");
  for (const [name, content] of Object.entries({
    "shared/model/index.ts": "export type M = string;",
    "shared/model/deep.ts": "export const deep = 1;",
    "shared/rules/index.ts": "export const rules = 1;",
    "shared/sync/index.ts": "export const sync = 1;",
    "renderer/app/page.ts": "export const page = 1;",
    "renderer/features/two/index.ts": "export const two = 1;",
    "renderer/features/two/inside.ts": "export const inside = 1;",
    "central/server.ts": "export type Server = string;",
  }))
    write(name, content);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the guards of npm run check", () => {
  it("each import rule catches its violation, type imports included, and lets the rest pass", async () => {
    const cruise = () =>
      run("dependency-cruiser", "depcruise", [
        "--config",
        ".dependency-cruiser.cjs",
        "--output-type",
        "json",
        ".",
      ]);
    const clean = JSON.parse((await cruise()).output) as CruiseReport;
    const files = Object.values(IMPORT_VIOLATIONS).flatMap((violation) =>
      Object.entries(violation),
    );
    for (const [name, content] of files) write(name, content);
    const planted = JSON.parse((await cruise()).output) as CruiseReport;
    for (const [name] of files) rmSync(join(folder, name));

    expect(clean.summary.violations).toEqual([]);
    const caught = planted.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
    for (const [rule, violation] of Object.entries(IMPORT_VIOLATIONS))
      expect(caught).toContain(`${rule} ${Object.keys(violation)[0]}`);
  }, 180_000);

  it("each lint rule catches its violation, and shared/ alone is denied clock and chance", async () => {
    const violations = Object.entries(LINT_VIOLATIONS);
    violations.forEach(([, code], index) => write(`shared/base/lint-${index}.ts`, code));
    write("central/clock.ts", "export const now = () => [new Date(), Math.random()];");
    const { output, code } = await run("oxlint", "oxlint", ["--format=unix", "shared", "central"]);
    violations.forEach((_violation, index) => rmSync(join(folder, `shared/base/lint-${index}.ts`)));

    expect(code).not.toBe(0);
    const lines = output.split("\n");
    const missed = violations.filter(
      ([rule], index) =>
        !lines.some((line) => line.includes(`lint-${index}.ts`) && line.includes(rule)),
    );
    expect(missed.map(([rule]) => rule)).toEqual([]);
    expect(lines.filter((line) => line.includes("clock.ts"))).toEqual([]);
  }, 180_000);

  it("shared/ does not know a browser, Node or a timer", async () => {
    write("shared/base/impure.ts", "export const impure = [window, process, fetch, setTimeout];");
    const { output, code } = await run("typescript", "tsc", [
      "-p",
      "shared/tsconfig.json",
      "--noEmit",
    ]);
    rmSync(join(folder, "shared/base/impure.ts"));

    expect(code).not.toBe(0);
    for (const name of ["window", "process", "fetch", "setTimeout"])
      expect(output).toContain(`Cannot find name '${name}'`);
  }, 180_000);

  it("a file nobody uses and a file nobody formatted are found", async () => {
    write("central/forgotten.ts", "export   const forgotten = 1");
    const [dead, unformatted] = await Promise.all([
      run("knip", "knip", ["--no-progress", "--include", "files"]),
      run("oxfmt", "oxfmt", ["--check", "central"]),
    ]);
    rmSync(join(folder, "central/forgotten.ts"));

    expect(dead.output).toContain("central/forgotten.ts");
    expect(unformatted.output).toContain("central/forgotten.ts");
    expect([dead.code, unformatted.code]).not.toContain(0);
  }, 180_000);
});

interface CruiseReport {
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
    }[];
  };
}
