import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { projectFolder } from "../../build/project-folder.ts";
import { runProcess } from "../../build/run-process.ts";
import { compareWithExceptions, readExceptions, type Finding } from "./security-exceptions.ts";

/**
 * Doyensec's checklist of Electron's known misuses, on our sources of the shell. The tool is no longer kept and stands on 405
 * packages, so it is no dependency: it is installed at the versions of a lock file, without scripts, into .cache/, and never gets
 * a network. Where it cannot be installed these tests are skipped, and said to be.
 */

const recipe = join(import.meta.dirname, "electronegativity");
const folder = mkdtempSync(join(tmpdir(), "electronegativity-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tool = await installTool();

const WEAK_MAIN = `
const { app, BrowserWindow, session, shell } = require("electron");
app.commandLine.appendSwitch("disable-web-security");
app.on("certificate-error", (event, contents, url, error, certificate, decide) => { event.preventDefault(); decide(true); });
app.whenReady().then(() => {
  const window = new BrowserWindow({
    webPreferences: {
      nodeIntegration: true,
      contextIsolation: false,
      sandbox: false,
      webSecurity: false,
      allowRunningInsecureContent: true,
      experimentalFeatures: true,
      enableBlinkFeatures: "CSSVariables",
    },
  });
  window.loadURL("http://univ.example/");
});
`;

describe("Electronegativity", () => {
  it("[S-9] finds nothing in the shell but what was looked at and written down", async ({
    skip,
  }) => {
    if (tool === null) return skip("Electronegativity cannot be installed here");
    const { findings, unread } = await scan(join(projectFolder, "electron"), tool);
    const excused = readExceptions().filter((one) => one.tool === "electronegativity");

    expect(unread).toEqual([]);
    expect(compareWithExceptions(findings, excused)).toEqual({ unexcused: [], unused: [] });
  });

  it("[S-9] would find a weakened shell", async ({ skip }) => {
    if (tool === null) return skip("Electronegativity cannot be installed here");
    const weak = join(folder, "weak");
    mkdirSync(weak);
    writeFileSync(join(weak, "main.js"), WEAK_MAIN);
    const { findings } = await scan(weak, tool);

    // It no longer sees nodeIntegration: electron-checklist.test.ts does.
    expect(new Set(findings.map(({ finding }) => finding))).toEqual(
      new Set([
        "AUXCLICK_JS_CHECK",
        "BLINK_FEATURES_JS_CHECK",
        "CERTIFICATE_ERROR_EVENT_JS_CHECK",
        "CONTEXT_ISOLATION_JS_CHECK",
        "CSP_GLOBAL_CHECK",
        "CUSTOM_ARGUMENTS_JS_CHECK",
        "EXPERIMENTAL_FEATURES_JS_CHECK",
        "HTTP_RESOURCES_JS_CHECK",
        "INSECURE_CONTENT_JS_CHECK",
        "LIMIT_NAVIGATION_GLOBAL_CHECK",
        "PERMISSION_REQUEST_HANDLER_GLOBAL_CHECK",
        "SANDBOX_JS_CHECK",
        "WEB_SECURITY_JS_CHECK",
      ]),
    );
  });
});

/** The tool's report, as far as it is read here. */
interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

/** Every finding, and every file the tool could not read: what is not read is not checked. */
async function scan(
  path: string,
  script: string,
): Promise<{ readonly findings: readonly Finding[]; readonly unread: readonly string[] }> {
  // Its CSV is written twice at once, the title over the first line; this is written once.
  const report = join(folder, `${basename(path)}.sarif`);
  const run = await runProcess(
    process.execPath,
    [
      "--require",
      join(recipe, "without-network.cjs"),
      script,
      `--input=${path}`,
      `--output=${report}`,
      "--relative",
      `--electron-version=${electronVersion()}`,
      "--exclude-checks=AvailableSecurityFixesGlobalCheck",
    ],
    { deadline: 100_000 },
  );
  if (!existsSync(report)) throw new Error(run.output);
  const { runs } = JSON.parse(readFileSync(report, "utf8")) as Sarif;
  return {
    findings: runs.flatMap(({ results }) =>
      results.map(({ ruleId, locations }) => {
        const where = locations[0]?.physicalLocation.artifactLocation.uri ?? "";
        return { finding: ruleId, where: where === "file:///" ? "N/A" : where };
      }),
    ),
    unread: run.output.split("\n").filter((line) => /pars|error/i.test(line)),
  };
}

function electronVersion(): string {
  const file = join(projectFolder, "node_modules/electron/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}

/** The tool's script, installed once per lock file; null where the registry cannot be reached. */
async function installTool(): Promise<string | null> {
  const lock = readFileSync(join(recipe, "package-lock.json"));
  const version = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const home = join(projectFolder, ".cache/electronegativity", version);
  const script = join(home, "node_modules/@doyensec/electronegativity/dist/index.js");
  const done = join(home, "installed");
  if (existsSync(done)) return script;
  mkdirSync(home, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    cpSync(join(recipe, file), join(home, file));
  const run = await runProcess(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--prefix", home],
    { cwd: home, deadline: 110_000 },
  );
  if (run.code !== 0) return null;
  writeFileSync(done, "");
  return script;
}
