import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { CdpPipe } from "./cdp.ts";

export interface Chromium {
  readonly pipe: CdpPipe;
  /** Address Playwright connects to. */
  readonly endpoint: string;
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--no-startup-window",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--metrics-recording-only",
  "--password-store=basic",
  "--use-mock-keychain",
  "--no-proxy-server",
  "--disable-popup-blocking",
  "--disable-infobars",
  "--disable-search-engine-choice-screen",
  "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,Translate,OptimizationHints,MediaRouter",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
];

/**
 * Starts a real Chromium on `profile`: a debugging pipe for the double, so that Chromium dies with it even after a
 * kill, and a loopback port for Playwright.
 */
export async function startChromium(profile: string, flags: readonly string[]): Promise<Chromium> {
  mkdirSync(profile, { recursive: true });
  await leaveProfile(profile);
  const headed = process.env["ELECTRON_DOUBLE_HEADED"] === "1";
  const child = spawn(
    findChromium(),
    [
      `--user-data-dir=${profile}`,
      "--remote-debugging-pipe",
      "--remote-debugging-port=0",
      ...FLAGS,
      ...(headed ? [] : ["--headless=new"]),
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ...flags,
    ],
    { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] },
  );
  const pipe = new CdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      pipe.close();
      resolve(String(code ?? signal));
    });
  });
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    void ended.then((how) => reject(new Error(`Chromium ended (${how}):\n${said}`)));
    child.stderr?.setEncoding("utf8").on("data", (part: string) => {
      if (process.env["ELECTRON_DOUBLE_DEBUG"] === "1") process.stderr.write(part);
      if (said.length < 100_000) said += part;
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  return {
    pipe,
    endpoint,
    ended,
    async close() {
      // It may end before it answers.
      void pipe
        .session("")
        .send("Browser.close")
        .catch(() => {});
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
}

function findChromium(): string {
  const found = [process.env["INTENDANCE_BROWSER"] ?? "", ...PLACES].find((path) =>
    existsSync(path),
  );
  if (found === undefined)
    throw new Error("electron-double: no Chromium here; name one in INTENDANCE_BROWSER");
  return found;
}

/** A Chromium whose double was killed a moment ago may still be leaving this profile. */
async function leaveProfile(profile: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      const owner = readlinkSync(join(profile, "SingletonLock")).split("-").pop();
      process.kill(Number(owner), 0);
    } catch {
      return;
    }
    await wait(100);
  }
}
