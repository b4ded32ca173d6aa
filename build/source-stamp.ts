import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** What a build depends on, from the project's folder. Tests and documents do not count. */
const INPUTS = [
  "shared",
  "renderer",
  "electron",
  "vite.config.ts",
  "build/build-product.ts",
  "build/keep-bundle-offline.ts",
  "package-lock.json",
];
const NOT_INPUTS = /[.](test|contract|browser|fault|e2e)[.]tsx?$|[.]md$/;

/**
 * One hash over every file the bundle is made from: by content, because a checkout or a copy gives new times
 * to old files. A few megabytes, some tens of milliseconds.
 */
export function sourceStamp(folder: string): string {
  const hash = createHash("sha256");
  for (const file of INPUTS.flatMap((input) => filesUnder(join(folder, input)))) {
    const name = relative(folder, file).split(sep).join("/");
    if (NOT_INPUTS.test(name)) continue;
    const content = readFileSync(file);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
