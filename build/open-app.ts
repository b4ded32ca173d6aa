import { spawn, type ChildProcess } from "node:child_process";
import { basename, join } from "node:path";
import { findBrowser } from "./find-browser.ts";
import { fetchElectron, findElectron } from "./find-electron.ts";
import { projectFolder } from "./project-folder.ts";
import type { sentencesFor } from "./sentences.ts";

interface OpenOptions {
  readonly url: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sentences: ReturnType<typeof sentencesFor>;
  readonly say: (sentence: string) => void;
}

const ELECTRON_DOWNLOAD_DEADLINE = 20_000;

/**
 * Opens the application on the central at `url`: Electron where it is or can be fetched, else a window of an
 * installed browser, else nothing but the address. Says which in one sentence. Null = no window.
 */
export async function openApp(options: OpenOptions): Promise<ChildProcess | null> {
  const { url, data, env, sentences, say } = options;
  if (!hasScreen(process.platform, env)) {
    say(sentences.address(url));
    return null;
  }
  const asRoot = process.getuid?.() === 0;
  const electron = env["INTENDANCE_ELECTRON"] === "skip" ? null : await electronHere(options);
  if (electron !== null) {
    say(sentences.electron);
    return launch(electron, [
      ...(asRoot ? ["--no-sandbox"] : []),
      projectFolder,
      `--user-data-dir=${join(data, "desktop")}`,
      `--central=${url}`,
    ]);
  }
  const browser = findBrowser();
  if (browser !== null) {
    say(sentences.browser(basename(browser.executablePath)));
    return launch(browser.executablePath, [
      ...(asRoot ? ["--no-sandbox", "--test-type"] : []),
      `--app=${url}`,
      `--user-data-dir=${join(data, "browser")}`,
      "--window-size=1440,900",
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-features=Translate",
    ]);
  }
  say(sentences.address(url));
  return null;
}

async function electronHere({ env, sentences, say }: OpenOptions): Promise<string | null> {
  const found = findElectron(env);
  if (found !== null) return found;
  say(sentences.fetchingElectron);
  return fetchElectron(env, ELECTRON_DOWNLOAD_DEADLINE);
}

/** Windows and macOS have one; elsewhere a display says so. A build machine is never shown a window. */
export function hasScreen(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false") return false;
  if (platform === "win32" || platform === "darwin") return true;
  return Boolean(env["DISPLAY"]) || Boolean(env["WAYLAND_DISPLAY"]);
}

/** Browsers and Electron chat on their streams; that is not for the person at the terminal. */
function launch(executable: string, args: readonly string[]): ChildProcess {
  const child = spawn(executable, args, { stdio: "ignore" });
  child.on("error", () => {});
  return child;
}
