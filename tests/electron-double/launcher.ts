import { mkdtempSync, rmSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, readApplication, readArguments } from "./launch.ts";

/**
 * Entry of the double: `electron` resolves to electron.ts, then the application's own main file runs unchanged.
 * An app.asar is unpacked first, since Node cannot read inside one.
 */

/** Switches that are Playwright's business, not the application's. */
const DRIVER = /^--(inspect|remote-debugging-port)(=|$)/;

const electron = pathToFileURL(join(import.meta.dirname, "electron.ts")).href;
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url: electron, shortCircuit: true }
      : next(specifier, context),
});

const args = process.argv.slice(2).filter((argument) => !DRIVER.test(argument));
const { app, switches } = readArguments(args);
for (const [name, value] of switches) launch.switches.set(name, value);
launch.packaged = app.endsWith(".asar");
Object.assign(launch, readApplication(launch.packaged ? await unpack(app) : app));

process.argv = [
  process.argv[0] ?? "electron",
  ...(launch.packaged ? args.filter((argument) => !argument.endsWith(".asar")) : args),
];
define("type", "browser");
define("resourcesPath", launch.packaged ? dirname(app) : join(import.meta.dirname, "resources"));
if (!launch.packaged) define("defaultApp", true);
define(
  "versions",
  Object.freeze({ ...process.versions, electron: "45.4.1-double", chrome: "stock" }),
);

process.on("uncaughtException", (thrown) => {
  // An application with a handler of its own decides for itself, as on Electron.
  if (process.listenerCount("uncaughtException") > 1) return;
  end(`Uncaught exception in the main process: ${thrown.stack ?? thrown.message}`, 1);
});

const { start } = await import("./start.ts");
const mainLoaded = import(pathToFileURL(launch.main).href);
mainLoaded.catch((thrown: unknown) => end(thrown, 1));
start(mainLoaded).catch((thrown: unknown) => end(thrown, 71));

function define(name: string, value: unknown): void {
  Object.defineProperty(process, name, { value, configurable: true });
}

async function unpack(archive: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "electron-double-asar-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { extractAll } = await import("@electron/asar");
  extractAll(archive, folder);
  return folder;
}

function end(thrown: unknown, code: number): never {
  const text = thrown instanceof Error ? thrown.stack : String(thrown);
  process.stderr.write(`electron-double: ${text}\n`);
  process.exit(code);
}
