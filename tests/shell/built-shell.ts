import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildInto, ensureBuilt } from "../../build/build-product.ts";
import { projectFolder } from "../../build/project-folder.ts";

/**
 * The application the tests start: INTENDANCE_SHELL_APP (a folder with package.json and dist/, or an app.asar), else
 * the project itself, built when needed.
 */
export async function builtShell(): Promise<string> {
  const given = process.env["INTENDANCE_SHELL_APP"];
  if (given !== undefined && given !== "") return resolve(given);
  await ensureBuilt(() => {});
  return projectFolder;
}

/** Builds the shell into a folder of its own, for a run that must not notice the next build. */
export async function buildShellInto(folder: string): Promise<void> {
  await buildInto(join(folder, "dist"));
  await writeManifest(folder);
}

/** Copies a built shell, so that it can be changed. `from` is a folder. */
export async function copyShell(from: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(join(from, "dist"), join(folder, "dist"), { recursive: true });
  await writeManifest(folder);
}

/** The package.json of a built shell in a folder of its own. */
export async function writeManifest(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(projectFolder, "package.json"), "utf8")) as {
    readonly [field: string]: unknown;
  };
  const { name, productName, version, type, main } = manifest;
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name, productName, version, type, main }),
  );
}
