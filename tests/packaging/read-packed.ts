import { extractFile, listPackage, statFile } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A packed application, read back from the disk. Paths are relative, with `/`. */
export interface Packed {
  /** Every file inside app.asar, with its bytes. */
  readonly archive: ReadonlyMap<string, Buffer>;
  /** Bytes of app.asar itself. */
  readonly archiveSize: number;
  /** Every file beside it, as installed. */
  readonly installed: readonly string[];
  /** The fuses of the executable, by name: true is on. */
  readonly fuses: Readonly<Record<string, boolean>>;
}

/** Reads what `packApp` left in `output` on Linux. */
export async function readPacked(output: string): Promise<Packed> {
  const folder = join(output, "linux-unpacked");
  const asar = join(folder, "resources/app.asar");
  const files = listPackage(asar, { isPack: false })
    .map((path) => path.split(sep).join("/").replace(/^\//, ""))
    .filter((path) => !("files" in statFile(asar, path)));
  const wire = await getCurrentFuseWire(join(folder, "intendance"));
  return {
    archive: new Map(files.sort().map((path) => [path, extractFile(asar, path)])),
    archiveSize: statSync(asar).size,
    installed: readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => relative(".", path).split(sep).join("/"))
      .sort(),
    fuses: Object.fromEntries(
      Object.entries(wire)
        .filter(([key]) => /^\d+$/.test(key))
        .map(([key, state]) => [
          fuseName(Number(key)),
          String.fromCharCode(state as number) === "1",
        ]),
    ),
  };
}

const fuseName = (number: number): string => FuseV1Options[number] ?? `unknown fuse ${number}`;

/**
 * Bundled files bear a hash of their content; without it the list can be read, compared and committed. The bundler cuts the
 * screens' code into chunks as it sees fit and names them after one of their modules: they are one line of the list, and
 * `findUnreached` says of each that the page asks for it.
 */
export function withoutHash(path: string): string {
  return path
    .replace(/-[\w-]{8}(?=[.]\w+$)/, "-<hash>")
    .replace(/(?<=^dist\/renderer\/assets\/)(?!worker-|index-).+(?=-<hash>[.]js$)/, "<chunk>");
}

const ENTRIES = ["package.json", "dist/electron/main.js", "dist/renderer/index.html"];

/** Files that no entry of the application leads to, by their names in the texts of those that are reached. */
export function findUnreached({ archive }: Packed): readonly string[] {
  const reached = new Set(ENTRIES.filter((path) => archive.has(path)));
  for (const path of reached) {
    const text = archive.get(path)?.toString("latin1") ?? "";
    for (const other of archive.keys())
      if (text.includes(other.slice(other.lastIndexOf("/") + 1))) reached.add(other);
  }
  return [...archive.keys()].filter((path) => !reached.has(path));
}

const FORBIDDEN_NAMES: readonly (readonly [string, RegExp])[] = [
  ["source map", /[.]map$/],
  ["source", /[.](ts|tsx|mts|cts)$/],
  ["test", /[.](test|contract|browser|fault|e2e|simulation)[.]|(^|\/)tests?\//],
  ["environment or key", /(^|\/)[.]env|[.](pem|key|p12|pfx|crt)$/],
  ["package of others", /(^|\/)node_modules\//],
  ["document", /[.](md|yml|yaml)$/],
];

const FORBIDDEN_TEXTS: readonly (readonly [string, RegExp])[] = [
  ["source map", /^\/\/[#@] sourceMappingURL=/m],
  ["private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["credential", /\b(AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|npm_\w{36}|xox[baprs]-[\w-]{10,})\b/],
];

/** What must not ship, as `path: reason`; `machine` is a path of the building machine that nothing may mention. */
export function findForbidden(packed: Packed, machine: string): readonly string[] {
  const found: string[] = [];
  for (const [path, bytes] of packed.archive) {
    const text = bytes.toString("latin1");
    for (const [reason, name] of FORBIDDEN_NAMES)
      if (name.test(path)) found.push(`${path}: ${reason}`);
    for (const [reason, content] of FORBIDDEN_TEXTS)
      if (content.test(text)) found.push(`${path}: contains a ${reason}`);
    if (text.includes(machine)) found.push(`${path}: names a folder of the building machine`);
  }
  return found;
}
