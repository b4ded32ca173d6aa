import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packApp } from "../../build/pack-app.ts";
import { projectFolder } from "../../build/project-folder.ts";
import { makeStandIn } from "./make-stand-in.ts";

/** What electron-builder's AppImage and deb write for the desktop; the installers themselves need tools from elsewhere. */
interface TellsDesktop {
  computeDesktopEntry(options: unknown): Promise<string>;
  readonly mimeTypeFiles: Promise<string | null>;
  readonly icons: Promise<readonly { readonly size: number }[]>;
}
const load = createRequire(join(projectFolder, "node_modules/electron-builder/package.json"));
const { LinuxTargetHelper } = load("app-builder-lib/out/targets/LinuxTargetHelper.js") as {
  readonly LinuxTargetHelper: new (packager: unknown) => TellsDesktop;
};

const folder = mkdtempSync(join(tmpdir(), "desktop-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the application as Linux is told of it", () => {
  it("[S-8] opens .intendance files and intendance: links, under its name and icons", async () => {
    let told: Readonly<Record<"entry" | "types" | "icons", string>> = {
      entry: "",
      types: "",
      icons: "",
    };
    await packApp({
      output: join(folder, "told"),
      target: "folder",
      standIn: makeStandIn(join(folder, "electron")),
      publication: null,
      changes: {
        beforePack: async ({ packager }) => {
          const helper = new LinuxTargetHelper(packager);
          told = {
            entry: await helper.computeDesktopEntry(packager.platformSpecificBuildOptions),
            types: readFileSync((await helper.mimeTypeFiles) ?? "", "utf8"),
            icons: (await helper.icons).map(({ size }) => size).join(" "),
          };
        },
      },
    });
    const { entry, types, icons } = told;

    expect(entry.trim().split("\n").sort()).toEqual([
      "Categories=Office;",
      "Comment=Tenir à jour les données de référence d’un établissement d’enseignement supérieur et de recherche",
      "Comment[en]=Keep the reference data of a higher-education and research institution up to date",
      "Exec=/opt/Intendance/intendance %U",
      "GenericName=Intendance des données",
      "GenericName[en]=Master data",
      "Icon=intendance",
      "Keywords=données;référentiel;master data;",
      "MimeType=application/x-intendance;x-scheme-handler/intendance;",
      "Name=Intendance",
      "SingleMainWindow=true",
      "StartupWMClass=intendance",
      "Terminal=false",
      "Type=Application",
      "[Desktop Entry]",
    ]);
    expect(types).toContain('<mime-type type="application/x-intendance">');
    expect(types).toContain('<glob pattern="*.intendance"/>');
    expect(icons).toBe("16 32 48 64 128 256 512");
  });
});
