import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./project-folder.ts";
import { runProcess } from "./run-process.ts";

const packageFolder = join(projectFolder, "node_modules", "electron");

/**
 * Electron's executable, or null. Never imports the package: from Node, that import starts a download.
 * ELECTRON_EXEC_PATH names one; else the package says where it unpacked its own.
 */
export function findElectron(
  env: Readonly<Record<string, string | undefined>>,
  folder = packageFolder,
): string | null {
  const named = env["ELECTRON_EXEC_PATH"];
  if (named !== undefined && named !== "") return existsSync(named) ? named : null;
  const pathFile = join(folder, "path.txt");
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, "dist", readFileSync(pathFile, "utf8").trim());
  return existsSync(executable) ? executable : null;
}

/** Lets the package fetch its binary, `deadline` milliseconds at most; then the executable, or null. */
export async function fetchElectron(
  env: Readonly<Record<string, string | undefined>>,
  deadline: number,
): Promise<string | null> {
  const installer = join(packageFolder, "install.js");
  if (!existsSync(installer)) return null;
  await runProcess(process.execPath, [installer], { deadline });
  return findElectron(env);
}
