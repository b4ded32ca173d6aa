import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What the double was started with: Electron's own switches, and the application it runs. */
export interface Launch {
  /** Folder of the application's package.json. */
  appPath: string;
  /** Absolute path of the main file. */
  main: string;
  manifest: { readonly name?: string; readonly productName?: string; readonly version?: string };
  /** Started from an app.asar, as an installed application is. */
  packaged: boolean;
  /** `--name=value` as given; an empty string where there was no value. */
  readonly switches: Map<string, string>;
  /** Switches that the application itself appended for Chromium. */
  readonly chromiumFlags: string[];
}

/** Filled by the launcher; as it stands here, the modules can be looked at without starting anything. */
export const launch: Launch = {
  appPath: process.cwd(),
  main: "",
  manifest: {},
  packaged: false,
  switches: new Map(),
  chromiumFlags: [],
};

/** The argument that names the application: the first one that is not a switch, as Electron reads its command line. */
export function readArguments(args: readonly string[]): {
  readonly app: string;
  readonly switches: Map<string, string>;
} {
  const switches = new Map<string, string>();
  for (const argument of args) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name !== undefined) switches.set(name, value ?? "");
  }
  return { app: resolve(args.find((argument) => !argument.startsWith("-")) ?? "."), switches };
}

/** Where the application at `path` (a folder or a file of it) starts. */
export function readApplication(path: string): Pick<Launch, "appPath" | "main" | "manifest"> {
  const isFolder = statSync(path).isDirectory();
  const appPath = isFolder ? path : dirname(path);
  const file = join(appPath, "package.json");
  const manifest = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Launch["manifest"] & { readonly main?: string })
    : {};
  const main = isFolder ? join(appPath, ("main" in manifest && manifest.main) || "index.js") : path;
  return { appPath, main, manifest };
}
