import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../build/project-folder.ts";
import { checkShell, type Source } from "./check-shell.ts";

const folder = join(projectFolder, "electron");
const sources: readonly Source[] = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /[.]ts$/.test(path) && !/[.](test|contract)[.]ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));

/** The shell with one sentence changed in one file. */
function changed(path: string, from: string, to: string): readonly Source[] {
  const source = sources.find((one) => one.path === path);
  if (source?.text.includes(from) !== true) throw new Error(`${path} does not say ${from}`);
  return sources.map((one) =>
    one === source ? { path, text: one.text.replaceAll(from, to) } : one,
  );
}

const added = (text: string): readonly Source[] => [...sources, { path: "main/added.ts", text }];
const windows = "main/open-window.ts";

describe("Electron's security checklist", () => {
  it("[S-9] the shell keeps it", () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(checkShell(sources)).toEqual([]);
  });

  const planted: readonly (readonly [readonly Source[], string])[] = [
    [added('load("http://univ.example/")'), "1 only secure content: main/added.ts"],
    ...[
      ["nodeIntegration: false", "nodeIntegration: true", "nodeIntegration to false (2)"],
      ["contextIsolation: true", "contextIsolation: false", "contextIsolation to true (3)"],
      ["sandbox: true,", "", "sandbox to true (4)"],
      ["webSecurity: true", "webSecurity: false", "webSecurity to true (6)"],
      ["webviewTag: false", "webviewTag: true", "webviewTag to false (11)"],
    ].map(
      ([from = "", to = "", fault]) =>
        [
          changed(windows, from, to),
          `2 to 11 options of windows: ${windows} does not set ${fault}`,
        ] as const,
    ),
    ...[
      "nodeIntegrationInWorker",
      "allowRunningInsecureContent",
      "experimentalFeatures",
      "enableBlinkFeatures",
    ].map(
      (name, index) =>
        [
          changed(windows, "sandbox: true,", `sandbox: true, ${name}: true,`),
          `2 to 11 options of windows: ${windows} sets ${name} (${[2, 8, 9, 10][index]})`,
        ] as const,
    ),
    ...["setPermissionRequestHandler", "setPermissionCheckHandler"].map(
      (name) =>
        [
          changed(windows, name, "setNothing"),
          `5 permission ${name.includes("Check") ? "checks" : "requests"} are answered: nobody calls ${name}`,
        ] as const,
    ),
    [
      changed("main/serve-bundle.ts", "securityHeaders(", "headers("),
      "7 every app:// answer has its policy: nobody calls securityHeaders",
    ],
    [
      changed(windows, "will-attach-webview", "x"),
      "11 no web view is attached: nobody hears will-attach-webview",
    ],
    [
      added('app.on("certificate-error", accept)'),
      "12 certificates are never excused: main/added.ts",
    ],
    [
      changed(windows, "will-navigate", "x"),
      "13 navigation is limited: nobody hears will-navigate",
    ],
    [
      changed(windows, "will-redirect", "x"),
      "13 redirection is limited: nobody hears will-redirect",
    ],
    [
      changed(windows, "setWindowOpenHandler", "x"),
      "14 windows are never opened by a page: nobody calls setWindowOpenHandler",
    ],
    [added("shell.openExternal(url)"), "15 only checked addresses leave: main/added.ts"],
    [added('import "node:child_process"'), "16 nothing is run: main/added.ts"],
    [added("new Function(text)"), "16 nothing is run: main/added.ts"],
    [added("contents.executeJavaScript(text)"), "16 nothing is run: main/added.ts"],
    [added("ipcMain.on(name, act)"), "17 the page is heard in one place: main/added.ts"],
    [added('window.loadFile("page.html")'), "18 no file:// page: main/added.ts"],
    [
      added('app.commandLine.appendSwitch("no-sandbox")'),
      "19 nothing is switched off: main/added.ts",
    ],
    [
      changed("preload/preload.ts", "invoke: (method", "all: ipcRenderer, invoke: (method"),
      "20 the page sees no part of Electron: preload/preload.ts",
    ],
  ];

  it.each(planted.map(([weakened, fault]) => ({ weakened, fault })))(
    "[S-9] a weakened shell is seen: $fault",
    ({ weakened, fault }) => {
      expect(checkShell(weakened)).toContain(fault);
    },
  );
});
