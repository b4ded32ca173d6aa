import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Absolute path of the project, whatever folder the command was typed in. */
export const projectFolder = join(import.meta.dirname, "..");

/**
 * Absolute path of the script behind an npm command, to be run with `process.execPath`:
 * no shell, no `.cmd` wrapper, and always on the Node that runs us.
 */
export function scriptOf(packageName: string, command = packageName): string {
  const folder = join(projectFolder, "node_modules", packageName);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    bin?: string | Record<string, string>;
  };
  const bin = typeof manifest.bin === "string" ? manifest.bin : manifest.bin?.[command];
  if (bin === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, bin);
}
