import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { projectFolder } from "./project-folder.ts";
import { sourceStamp } from "./source-stamp.ts";

const dist = join(projectFolder, "dist");
const stampFile = join(dist, "stamp.txt");

/** Builds unless `dist/` was made from exactly these sources; `beforeBuild` is called when it has to. */
export async function ensureBuilt(beforeBuild: () => void): Promise<void> {
  const stamp = sourceStamp(projectFolder);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  beforeBuild();
  await buildProduct(stamp);
}

/**
 * Builds the screens and the desktop shell beside the present `dist/`, then puts them in its place:
 * a failed build leaves the last good one, and two builds at once cannot mix.
 */
export async function buildProduct(stamp = sourceStamp(projectFolder)): Promise<void> {
  const fresh = join(projectFolder, ".cache", `build-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    await buildInto(fresh);
    writeFileSync(join(fresh, "stamp.txt"), stamp);
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

/** Builds the screens and the desktop shell into the empty or new folder `outDir`: `renderer/` and `electron/`. */
export async function buildInto(outDir: string): Promise<void> {
  await build({
    configFile: join(projectFolder, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: join(outDir, "renderer"), emptyOutDir: true },
  });
  await buildShell(join(outDir, "electron"));
}

/** Main process: one ES module. Preload: one CommonJS file, all that a sandboxed preload can be. */
async function buildShell(outDir: string): Promise<void> {
  mkdirSync(outDir, { recursive: true });
  const common = {
    configFile: false,
    root: projectFolder,
    logLevel: "warn",
    publicDir: false,
  } as const;
  await build({
    ...common,
    ssr: { noExternal: true, external: ["electron"] },
    build: {
      ssr: "electron/main/main.ts",
      outDir,
      emptyOutDir: false,
      target: "node24",
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        external: ["electron"],
        output: { format: "es", entryFileNames: "main.js", codeSplitting: false },
      },
    },
  });
  await build({
    ...common,
    build: {
      outDir,
      emptyOutDir: false,
      target: "chrome140",
      minify: false,
      sourcemap: false,
      lib: {
        entry: "electron/preload/preload.ts",
        formats: ["cjs"],
        fileName: () => "preload.cjs",
      },
      rolldownOptions: { external: ["electron"] },
    },
  });
}
