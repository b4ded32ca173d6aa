import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findBrowser } from "../../build/find-browser.ts";
import { listLicences } from "../../build/list-licences.ts";
import { packApp } from "../../build/pack-app.ts";
import { projectFolder } from "../../build/project-folder.ts";
import { readPublication } from "../../build/read-publication.ts";
import { chooseFeed } from "../../electron/main/update-feed.ts";
import { makeStandIn } from "./make-stand-in.ts";
import {
  findForbidden,
  findUnreached,
  readPacked,
  withoutHash,
  type Packed,
} from "./read-packed.ts";

/**
 * The application packed by electron-builder with its real rules, on a folder that stands in for Electron, then read back.
 * `npx vitest run --project packaging -u` accepts a new list of files, once it has been read.
 */

/** 15 % above the 4.6 MB measured in November 2026; a page that starts slowly starts here. */
const MAX_ARCHIVE_BYTES = 5_300_000;

const folder = mkdtempSync(join(tmpdir(), "packed-"));
const standIn = makeStandIn(join(folder, "electron"));
const manifest = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
  readonly version: string;
  readonly description: string;
};
const browser = findBrowser();
let packed: Packed;

/** Starts what was packed into `name`, as a person would: by its executable. */
const startPacked = (name: string, env: Readonly<Record<string, string>> = {}) =>
  _electron.launch({
    executablePath: join(folder, name, "linux-unpacked/intendance"),
    args: [`--user-data-dir=${join(folder, name, "profile")}`, "--central=http://127.0.0.1:9"],
    env: {
      ...process.env,
      LANG: "fr_FR.UTF-8",
      INTENDANCE_BROWSER: browser?.executablePath ?? "",
      ...env,
    },
    locale: "fr-FR",
    timeout: 180_000,
  });

beforeAll(async () => {
  const output = join(folder, "good");
  await packApp({ output, target: "folder", standIn, publication: null });
  packed = await readPacked(output);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed application", () => {
  it("[S-8] holds exactly these files", async () => {
    const files = new Set([...packed.archive.keys()].map(withoutHash).sort());
    await expect(`${[...files].join("\n")}\n`).toMatchFileSnapshot("./files-in-app-asar.txt");
  });

  it("[S-8] holds no file that the application does not ask for", () => {
    expect(findUnreached(packed)).toEqual([]);
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
      expect.arrayContaining(["react", "dexie", "electron-updater", "@fontsource-variable/inter"]),
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

describe("the packed application, started", () => {
  // Linux: the stand-in is a shell script; the double needs a Chromium.
  it.skipIf(browser === null || process.platform === "win32")(
    "[S-8] shows its first screen on the double, as an installed application",
    async () => {
      const app = await startPacked("good");
      try {
        const page = await app.firstWindow();
        await page.getByLabel("Identifiant").waitFor({ timeout: 180_000 });
        const said = await app.evaluate(({ app: itself, Menu }) => ({
          packaged: itself.isPackaged,
          version: itself.getVersion(),
          name: itself.getName(),
          updates: Menu.getApplicationMenu()?.getMenuItemById("menu.update")?.label ?? null,
        }));
        expect(said).toEqual({
          packaged: true,
          version: manifest.version,
          name: "intendance",
          // a folder that no installer made is not updated
          updates: null,
        });
        expect(await page.title()).toContain("Intendance");
      } finally {
        await app.close();
      }
    },
  );
});

describe("the application packed for a publisher", () => {
  const keyFile = join(folder, "updates.pem");
  const env = {
    INTENDANCE_UPDATE_FEED: "https://majour.univ.example/intendance",
    INTENDANCE_UPDATE_KEY: keyFile,
    INTENDANCE_PUBLISHER: "Université Exemple",
  };
  const output = join(folder, "published");

  beforeAll(async () => {
    const { publicKey } = generateKeyPairSync("ed25519");
    writeFileSync(keyFile, publicKey.export({ type: "spki", format: "pem" }));
    const publication = readPublication(env);
    await packApp({ output, target: "folder", standIn, publication });
  });

  it("[S-8] knows its feed and its key, and nothing else more", async () => {
    const published = await readPacked(output);
    const read = (name: string): string =>
      readFileSync(join(output, "linux-unpacked/resources", name), "utf8");
    const text = read("update-feed.json");

    expect(published.installed.filter((path) => !packed.installed.includes(path))).toEqual([
      "resources/app-update.yml",
      "resources/update-feed.json",
    ]);
    expect(text).not.toContain("PRIVATE");
    expect(chooseFeed({ installed: true, platform: "win32", text })).toEqual({
      url: env.INTENDANCE_UPDATE_FEED,
      publicKey: readFileSync(keyFile, "utf8"),
    });
    expect(parse(read("app-update.yml"))).toEqual({
      provider: "generic",
      url: env.INTENDANCE_UPDATE_FEED,
      updaterCacheDirName: "intendance-updater",
    });
  });

  it.skipIf(browser === null || process.platform === "win32")(
    "[S-8] offers to look for updates where an installer made it, and asks nobody by itself at the start",
    async () => {
      const app = await startPacked("published", { APPIMAGE: join(folder, "Intendance.AppImage") });
      try {
        await (await app.firstWindow()).getByLabel("Identifiant").waitFor({ timeout: 180_000 });
        expect(
          await app.evaluate(({ Menu }) => {
            const entry = Menu.getApplicationMenu()?.getMenuItemById("menu.update");
            return [entry?.label, entry?.enabled];
          }),
        ).toEqual(["Rechercher une &mise à jour…", true]);
      } finally {
        await app.close();
      }
    },
  );
});
