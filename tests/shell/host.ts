import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findElectron } from "../../build/find-electron.ts";
import { projectFolder } from "../../build/project-folder.ts";

/** Electron's executable where this machine has one, else the double's: see tests/electron-double/README.md. */
const electron = findElectron(process.env);

export const isDouble = electron === null;

export const hostExecutable =
  electron ?? join(projectFolder, "tests", "electron-double", "electron-double.sh");

/** Ends the name of every test of the shell, so that nobody reads the double's pass as Electron's. */
export const onHost = isDouble ? "[double]" : `[electron ${versionOfElectron()}]`;

/** Origin of the application's page as central sees it: the double serves app:// over loopback. */
export const pageOrigin = isDouble ? "http://intendance.app.localhost" : "app://intendance";

function versionOfElectron(): string {
  const file = join(projectFolder, "node_modules", "electron", "package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
  return version;
}
