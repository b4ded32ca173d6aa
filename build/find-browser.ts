import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { scriptOf } from "./project-folder.ts";
import { runProcess } from "./run-process.ts";

export interface Browser {
  readonly executablePath: string;
  /** Where it comes from, in a word or two for a summary line. */
  readonly source: string;
}

/** What the machine can be asked, so that the choice itself is a plain function. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when this file exists and runs. */
  works(executablePath: string): boolean;
}

const LINUX_NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
  "brave-browser",
];

const MAC_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const WINDOWS_PATHS = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
  "Chromium\\Application\\chrome.exe",
];

/** Every place a Chromium-family browser may be, best first: the one named, Playwright's own, the system's. */
export function browserCandidates(
  { platform, env }: Pick<Machine, "platform" | "env">,
  playwrightPath: string,
): readonly Browser[] {
  const named = env["INTENDANCE_BROWSER"];
  const system =
    platform === "win32"
      ? [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]].flatMap((root) =>
          root === undefined ? [] : WINDOWS_PATHS.map((path) => `${root}\\${path}`),
        )
      : platform === "darwin"
        ? MAC_PATHS
        : LINUX_NAMES.flatMap((name) =>
            (env["PATH"] ?? "")
              .split(":")
              .filter((folder) => folder !== "")
              .map((folder) => join(folder, name)),
          );
  return [
    ...(named === undefined ? [] : [{ executablePath: named, source: "INTENDANCE_BROWSER" }]),
    { executablePath: playwrightPath, source: "Playwright" },
    ...system.map((executablePath) => ({ executablePath, source: "system" })),
  ];
}

/** The first candidate that works on `machine`, or null. */
export function chooseBrowser(machine: Machine, playwrightPath: string): Browser | null {
  return (
    browserCandidates(machine, playwrightPath).find(({ executablePath }) =>
      machine.works(executablePath),
    ) ?? null
  );
}

/** A Chromium-family browser of this machine, or null. Nothing is downloaded. */
export function findBrowser(): Browser | null {
  return chooseBrowser(
    { platform: process.platform, env: process.env, works: browserWorks },
    chromium.executablePath(),
  );
}

/** The same, installing one where there is none; says what it does. Throws one clear sentence when it cannot. */
export async function ensureBrowser(say: (sentence: string) => void): Promise<Browser> {
  const found = findBrowser();
  if (found !== null) return found;

  say("No Chromium, Chrome or Edge on this machine: fetching Playwright's Chromium…");
  await runProcess(process.execPath, [scriptOf("playwright"), "install", "chromium"], {
    inherit: true,
    deadline: 300_000,
  });
  const downloaded = findBrowser();
  if (downloaded !== null) return downloaded;

  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("It could not be fetched: installing the system's Chromium with apt-get…");
    const quiet = { inherit: true, deadline: 600_000, env: { DEBIAN_FRONTEND: "noninteractive" } };
    await runProcess("apt-get", ["update", "-qq"], quiet);
    await runProcess(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
      quiet,
    );
    const installed = findBrowser();
    if (installed !== null) return installed;
  }
  throw new Error(
    "No Chromium-family browser here and none could be installed. Install Chromium, Chrome or Edge, " +
      "or name one in INTENDANCE_BROWSER.",
  );
}

/**
 * Command-line flags for a browser driven by tests: no traffic of its own, no questions,
 * and no sandbox where Chromium refuses it (root).
 */
export function browserFlags(): readonly string[] {
  return [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
}

/** A file may be there and not run (missing system libraries): only asking tells. Windows would open a window. */
function browserWorks(executablePath: string): boolean {
  if (!existsSync(executablePath)) return false;
  if (process.platform === "win32") return true;
  return (
    spawnSync(executablePath, ["--version"], { timeout: 15_000, stdio: "ignore" }).status === 0
  );
}
