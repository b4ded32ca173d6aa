import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../build/project-folder.ts";

/**
 * Every route of the application, from the sources of the features: each names its addresses in its `index.ts` as texts
 * that begin with `/`. The table itself (renderer/app/features.ts) needs the bundler.
 */
export function listRoutes(): readonly string[] {
  const features = join(projectFolder, "renderer", "features");
  const found = globSync("*/index.ts", { cwd: features }).flatMap((file) =>
    [...readFileSync(join(features, file), "utf8").matchAll(/"(\/[^"]*)"/g)].map(
      ([, path]) => path ?? "",
    ),
  );
  return [...new Set(found)].toSorted();
}
