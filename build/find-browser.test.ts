import { describe, expect, it } from "vitest";
import { browserCandidates, chooseBrowser } from "./find-browser.ts";

const linux = { platform: "linux", env: { PATH: "/usr/local/bin:/usr/bin" } } as const;
const working =
  (...paths: readonly string[]) =>
  (path: string): boolean =>
    paths.includes(path);

describe("chooseBrowser", () => {
  it("prefers the browser that was named", () => {
    const machine = {
      platform: "linux",
      env: { PATH: "/usr/bin", INTENDANCE_BROWSER: "/opt/mine" },
      works: working("/opt/mine", "/cache/chrome", "/usr/bin/chromium"),
    } as const;

    expect(chooseBrowser(machine, "/cache/chrome")).toEqual({
      executablePath: "/opt/mine",
      source: "INTENDANCE_BROWSER",
    });
  });

  it("then Playwright's own, then the system's Chromium before Chrome", () => {
    const all = working("/cache/chrome", "/usr/bin/chromium", "/usr/local/bin/google-chrome");
    const system = working("/usr/bin/chromium", "/usr/local/bin/google-chrome");

    expect(chooseBrowser({ ...linux, works: all }, "/cache/chrome")?.source).toBe("Playwright");
    expect(chooseBrowser({ ...linux, works: system }, "/cache/chrome")).toEqual({
      executablePath: "/usr/bin/chromium",
      source: "system",
    });
  });

  it("passes over a browser that is there but does not run", () => {
    const machine = { ...linux, works: working("/usr/bin/google-chrome") };

    expect(chooseBrowser(machine, "/cache/chrome")?.executablePath).toBe("/usr/bin/google-chrome");
  });

  it("answers null where there is none", () => {
    expect(chooseBrowser({ ...linux, works: () => false }, "/cache/chrome")).toBeNull();
  });

  it("looks in the usual folders of Windows and macOS", () => {
    const windows = browserCandidates(
      { platform: "win32", env: { PROGRAMFILES: "C:\\Program Files" } },
      "C:\\cache\\chrome.exe",
    );
    const mac = browserCandidates({ platform: "darwin", env: {} }, "/cache/chrome");

    expect(windows.map(({ executablePath }) => executablePath)).toContain(
      "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
    );
    expect(mac.map(({ executablePath }) => executablePath)).toContain(
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    );
  });
});
