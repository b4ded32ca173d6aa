import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listLicences } from "../../build/list-licences.ts";
import { packApp } from "../../build/pack-app.ts";
import { projectFolder } from "../../build/project-folder.ts";
import { makeStandIn } from "./make-stand-in.ts";
import { findForbidden, readPacked, withoutHash, type Packed } from "./read-packed.ts";

/**
 * The application packed by electron-builder with its real rules, on a folder that stands in for Electron, then read back.
 * `npx vitest run --project packaging -u` accepts a new list of files, once it has been read.
 */

/** 15 % above what was measured; a page that starts slowly starts here. */
const MAX_ARCHIVE_BYTES = 5_000_000;

const folder = mkdtempSync(join(tmpdir(), "packed-"));
const standIn = makeStandIn(join(folder, "electron"));
const manifest = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
  readonly version: string;
  readonly description: string;
};
let packed: Packed;

beforeAll(async () => {
  const output = join(folder, "good");
  await packApp({ output, target: "folder", electronDist: standIn, publication: null });
  packed = await readPacked(output);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed application", () => {
  it("[S-8] holds exactly these files", async () => {
    const files = [...packed.archive.keys()].map(withoutHash).sort();
    await expect(`${files.join("\n")}\n`).toMatchFileSnapshot("./files-in-app-asar.txt");
  });

  it("[S-8] holds no map, test, source, secret, package or path of this machine", () => {
    expect(findForbidden(packed, projectFolder)).toEqual([]);
  });

  it(`[S-8] weighs less than ${MAX_ARCHIVE_BYTES} bytes`, () => {
    expect(packed.archiveSize).toBeLessThan(MAX_ARCHIVE_BYTES);
    expect(packed.archiveSize).toBeGreaterThan(1_000_000);
  });

  it("[S-8] has every fuse where it should be", () => {
    expect(packed.fuses).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
  });

  it("[S-8] is installed with its licences, its languages and nothing else", () => {
    expect(packed.installed).toEqual([
      "LICENSE.electron.txt",
      "LICENSES.chromium.html",
      "intendance",
      "locales/en-GB.pak",
      "locales/en-US.pak",
      "locales/fr.pak",
      "resources/app.asar",
      "resources/licences/LICENSE.intendance.txt",
      "resources/licences/LICENSES.packages.txt",
    ]);
  });

  it("[S-8] names every package of the bundle with its licence", () => {
    const text = readFileSync(
      join(folder, "good/linux-unpacked/resources/licences/LICENSES.packages.txt"),
      "utf8",
    );
    const licences = listLicences();
    for (const { name, version } of licences) expect(text).toContain(`${name} ${version} (`);
    expect(licences.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["react", "dexie", "@fontsource-variable/inter"]),
    );
    expect(licences.filter(({ text: licence }) => licence.length < 200)).toEqual([]);
  });

  it("[S-8] says its version, and nothing of how it was built", () => {
    expect(JSON.parse(packed.archive.get("package.json")?.toString("utf8") ?? "")).toEqual({
      name: "intendance",
      version: manifest.version,
      private: true,
      description: manifest.description,
      license: "MIT",
      type: "module",
      main: "dist/electron/main.js",
      homepage: "https://intendance.example",
      author: { name: "Intendance", email: "intendance@intendance.example" },
      desktopName: "intendance.desktop",
      dependencies: null,
      engines: null,
      allowScripts: null,
    });
  });

  it("[S-8] runs on Electron and Node alone: the bundle imports nothing else", () => {
    const main = packed.archive.get("dist/electron/main.js")?.toString("utf8") ?? "";
    const preload = packed.archive.get("dist/electron/preload.cjs")?.toString("utf8") ?? "";
    const asked = [
      ...main.matchAll(/^import\b[^;]*?["']([^"']+)["'];/gm),
      // Ajv's sources speak of require in texts; the bundler's own calls bear this name.
      ...main.matchAll(/\b__require\("([^"]+)"\)/g),
    ].map(([, name = ""]) => name);

    expect(asked).toContain("electron");
    expect([...new Set(asked)].filter((name) => name !== "electron" && !isBuiltin(name))).toEqual(
      [],
    );
    expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual([
      "electron",
    ]);
  });
});

describe("a weakened packaging", () => {
  let weak: Packed;

  beforeAll(async () => {
    const extra = mkdtempSync(join(folder, "extra-"));
    writeFileSync(join(extra, "page.js.map"), "{}");
    writeFileSync(join(extra, ".env.local"), "TOKEN=1");
    writeFileSync(join(extra, "page.test.js"), "");
    writeFileSync(join(extra, "page.ts"), "");
    writeFileSync(
      join(extra, "page.js"),
      `x("${projectFolder}")\n//# sourceMappingURL=page.js.map`,
    );
    writeFileSync(join(extra, "seal.js"), `"-----BEGIN PRIVATE KEY-----"`);
    const output = join(folder, "weak");
    await packApp({
      output,
      target: "folder",
      electronDist: standIn,
      publication: null,
      changes: {
        files: [
          "dist/electron/main.js",
          "dist/renderer/index.html",
          { from: extra, to: "dist/renderer/assets" },
        ],
        disableDefaultIgnoredFiles: true,
        electronFuses: { runAsNode: true },
        electronLanguages: ["de"],
      },
    });
    weak = await readPacked(output);
  });

  it("[S-8] is seen: every file that must not ship", () => {
    expect(findForbidden(weak, projectFolder)).toEqual([
      "dist/renderer/assets/.env.local: environment or key",
      "dist/renderer/assets/page.js: contains a source map",
      "dist/renderer/assets/page.js: names a folder of the building machine",
      "dist/renderer/assets/page.js.map: source map",
      "dist/renderer/assets/page.test.js: test",
      "dist/renderer/assets/page.ts: source",
      "dist/renderer/assets/seal.js: contains a private key",
    ]);
  });

  it("[S-8] is seen: a fuse, a language, a file too many", () => {
    const tooMany = [...weak.archive.keys()].filter((path) => !packed.archive.has(path));

    expect(weak.fuses["RunAsNode"]).toBe(true);
    expect(weak.installed).toContain("locales/de.pak");
    expect(tooMany).toContain("dist/renderer/assets/page.js");
  });

  it("[S-8] is refused: an Electron with a fuse that nobody has decided on", async () => {
    const tomorrow = makeStandIn(join(folder, "tomorrow"), "1011000110");
    await expect(
      packApp({
        output: join(folder, "unknown"),
        target: "folder",
        electronDist: tomorrow,
        publication: null,
      }),
    ).rejects.toThrow("strictlyRequireAllFuses");
  });
});
