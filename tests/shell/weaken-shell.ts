import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeManifest } from "./built-shell.ts";

/** One way to weaken the built shell: what is put in place of what, in which of its files. */
export interface Weakness {
  readonly name: string;
  readonly file: "main.js" | "preload.cjs";
  readonly patches: readonly (readonly [from: string, to: string])[];
}

/**
 * Makes a copy of the shell built in `from` with this weakness, in `folder`. Throws where a patch finds nothing to
 * replace: a weakness that was not made proves nothing. `ownScreens`: the copy's screens can be changed as well.
 */
export async function weakenShell(
  from: string,
  folder: string,
  { name, file, patches }: Weakness,
  ownScreens = false,
): Promise<void> {
  await mkdir(join(folder, "dist"), { recursive: true });
  const [screens, copied] = [join(from, "dist", "renderer"), join(folder, "dist", "renderer")];
  if (ownScreens) await cp(screens, copied, { recursive: true });
  else await symlink(screens, copied);
  await cp(join(from, "dist", "electron"), join(folder, "dist", "electron"), { recursive: true });
  await writeManifest(folder);
  const path = join(folder, "dist", "electron", file);
  let text = await readFile(path, "utf8");
  for (const [whole, weak] of patches) {
    if (!text.includes(whole)) throw new Error(`${name}: ${file} has no ${whole}`);
    text = text.replaceAll(whole, weak);
  }
  await writeFile(path, text);
}
