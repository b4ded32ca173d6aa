import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { projectFolder } from "./project-folder.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** One package that travels inside the bundle, with every licence and notice file it came with. */
export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression of its manifest. */
  readonly licence: string;
  readonly text: string;
}

/** What the desktop application is made of; central's packages stay on the server. */
const SOURCES = ["shared", "renderer", "electron"];
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](@?[a-z][\w./-]*(?:\/[\w./-]*)?)["']/g;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * Every package the application's sources import, and what those depend on, by name: the bundle holds no other.
 * A package without a licence, or whose licence does not let us ship it, throws.
 */
export function listLicences(folder = projectFolder): readonly PackageLicence[] {
  const found = new Map<string, PackageLicence>();
  const waiting = importedPackages(folder).map((name) => packageFolder(folder, name));
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as Manifest;
    const id = `${manifest.name}@${manifest.version}`;
    if (found.has(id)) continue;
    found.set(id, licenceOf(path, manifest));
    for (const name of Object.keys(manifest.dependencies ?? {}))
      waiting.push(packageFolder(path, name));
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, licence]) => licence);
}

/** The licences one after the other, as the text file that is installed beside the program. */
export function writeLicences(licences: readonly PackageLicence[]): string {
  const line = "─".repeat(78);
  return licences
    .map(
      ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}`,
    )
    .join("\n");
}

const PERMITTED =
  /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|OFL-1\.1|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|Unlicense)\b/;

function licenceOf(path: string, manifest: Manifest): PackageLicence {
  const { name, version, license } = manifest;
  if (license === undefined || !PERMITTED.test(license))
    throw new Error(`${name}@${version} may not ship: its licence is ${license ?? "missing"}.`);
  const texts = readdirSync(path)
    .filter((file) => LICENCE_FILE.test(file) && statSync(join(path, file)).isFile())
    .map((file) => readFileSync(join(path, file), "utf8").trim());
  if (texts.length === 0) texts.push(usualText(manifest));
  return { name, version, licence: license, text: `${texts.join("\n\n")}\n` };
}

/** Some packages name the MIT licence and its holder but carry no copy of it: this is the one we owe them. */
function usualText({ name, version, license, author }: Manifest): string {
  const holder = typeof author === "string" ? author : author?.name;
  if (license !== "MIT" || holder === undefined)
    throw new Error(`${name}@${version} may not ship: it carries no licence text.`);
  const ours = readFileSync(join(projectFolder, "LICENSE"), "utf8").trim();
  return ours.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}

/** Node's own resolution: the nearest node_modules, from the package that asks outwards. */
function packageFolder(from: string, name: string): string {
  const here = join(from, "node_modules", name);
  if (existsSync(join(here, "package.json"))) return here;
  if (from === dirname(from)) throw new Error(`${name} is not installed.`);
  return packageFolder(dirname(from), name);
}

function importedPackages(folder: string): readonly string[] {
  const names = new Set<string>();
  for (const source of SOURCES)
    for (const file of readdirSync(join(folder, source), { recursive: true, encoding: "utf8" })) {
      if (!/[.]tsx?$/.test(file) || /[.](test|contract)[.]tsx?$/.test(file)) continue;
      for (const [, specifier = ""] of readFileSync(join(folder, source, file), "utf8").matchAll(
        IMPORT,
      ))
        names.add(
          specifier
            .split("/")
            .slice(0, specifier.startsWith("@") ? 2 : 1)
            .join("/"),
        );
    }
  return [...names]
    .filter((name) => name !== "electron" && !/^(node|virtual):/.test(name))
    .filter((name) => !builtinModules.includes(name))
    .sort();
}
