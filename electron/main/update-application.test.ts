import { AppImageUpdater, type AppUpdater } from "electron-updater";
import type { AppAdapter } from "electron-updater/out/AppAdapter.js";
import { ElectronHttpExecutor } from "electron-updater/out/electronHttpExecutor.js";
import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signFeed } from "../../build/sign-feed.ts";
import { startUpdates, type Updates } from "./update-application.ts";
import { followFeed } from "./update-signed-feed.ts";
import type { UpdateFailure, UpdateState } from "./update-state.ts";

/**
 * electron-updater itself, the AppImage kind, on Node: a real server on the loopback, real signatures, real files. Electron's
 * network is replaced by Node's; installing, Windows' and macOS' own signatures need their systems (docs/packaging.md).
 */

/** The updater's own way of asking and downloading; only the request itself is Node's in place of Electron's. */
class NodeExecutor extends ElectronHttpExecutor {
  override createRequest(
    ...[options, answered]: Parameters<ElectronHttpExecutor["createRequest"]>
  ) {
    return request(options, answered) as unknown as ReturnType<
      ElectronHttpExecutor["createRequest"]
    >;
  }
}

const keys = generateKeyPairSync("ed25519", {
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const strangers = generateKeyPairSync("ed25519", {
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const NAME = process.arch === "x64" ? "latest-linux.yml" : `latest-linux-${process.arch}.yml`;
const program = Buffer.from("the program of tomorrow ".repeat(5000));

let folder: string;
let server: Server;
let files: Map<string, string | Buffer>;
let asked: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
let installs: number;
let downloads: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "updates-"));
  writeFileSync(join(folder, "app-update.yml"), "updaterCacheDirName: updates\n");
  writeFileSync(join(folder, "Intendance.AppImage"), "the program of today");
  vi.stubEnv("APPIMAGE", join(folder, "Intendance.AppImage"));
  files = new Map();
  asked = [];
  installs = 0;
  downloads = 0;
  server = createServer(({ url = "", headers }, response) => {
    const path = url.replace(/^\/|[?].*$/g, "");
    asked.push({ path, headers });
    const content = files.get(path);
    response.statusCode = content === undefined ? 404 : 200;
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const sha512 = (bytes: Buffer): string => createHash("sha512").update(bytes).digest("base64");

function describeUpdate(version: string, hash = sha512(program)): string {
  return [
    `version: ${version}`,
    "files:",
    `  - url: intendance-${version}.AppImage`,
    `    sha512: ${hash}`,
    `    size: ${program.length}`,
    `path: intendance-${version}.AppImage`,
    `sha512: ${hash}`,
    "releaseDate: '2026-11-22T00:00:00.000Z'",
    "",
  ].join("\n");
}

/** Publishes as the publisher does, unless told otherwise. */
function publish(version: string, text = describeUpdate(version), key = keys.privateKey): void {
  files.set(NAME, text);
  files.set(`${NAME}.sig`, signFeed(NAME, text, key));
  files.set(`intendance-${version}.AppImage`, program);
}

function realUpdater(): AppUpdater {
  const app: AppAdapter = {
    version: "1.0.0",
    name: "intendance",
    isPackaged: true,
    appUpdateConfigPath: join(folder, "app-update.yml"),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {
      installs += 1;
    },
  };
  const updater = new AppImageUpdater(null, app);
  Object.assign(updater, { httpExecutor: new NodeExecutor() });
  updater.disableDifferentialDownload = true;
  const download = updater.downloadUpdate.bind(updater);
  updater.downloadUpdate = (...args) => {
    downloads += 1;
    return download(...args);
  };
  updater.quitAndInstall = () => {
    installs += 1;
  };
  return updater;
}

function start(): {
  readonly updates: Updates;
  readonly states: UpdateState[];
  readonly failures: UpdateFailure[];
} {
  const states: UpdateState[] = [];
  const failures: UpdateFailure[] = [];
  const { port } = server.address() as AddressInfo;
  const updates = startUpdates({
    feed: { url: `http://127.0.0.1:${port}`, publicKey: keys.publicKey },
    makeUpdater: async (feed) => {
      const updater = realUpdater();
      followFeed(updater, feed);
      return updater;
    },
    onChange: (state) => states.push(state),
    onFailure: (failure) => failures.push(failure),
    quit: (then) => then(),
  });
  return { updates, states, failures };
}

const downloaded = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /intendance-.*AppImage$/.test(name),
  );

describe("startUpdates", () => {
  it("[S-8] a newer version is found, then waits for the person, then is downloaded, then waits again", async () => {
    publish("1.1.0");
    const { updates, states, failures } = start();

    await updates.check();
    expect(updates.state()).toEqual({ kind: "available", version: "1.1.0" });
    expect(asked.map(({ path }) => path)).toEqual([NAME, `${NAME}.sig`]);
    expect(downloads).toBe(0);

    await updates.act();
    expect(updates.state()).toEqual({ kind: "ready", version: "1.1.0" });
    expect(installs).toBe(0);
    const [file = ""] = downloaded();
    expect(readFileSync(join(folder, file)).equals(program)).toBe(true);

    await updates.act();
    expect(installs).toBe(1);
    expect(failures).toEqual([]);
    expect(states.map(({ kind }) => kind).filter((kind) => kind !== "downloading")).toEqual([
      "checking",
      "available",
      "ready",
    ]);
  });

  it.each([
    ["the same version", "1.0.0"],
    ["an older version, rightly signed", "0.9.0"],
  ])("[S-8] %s is no update", async (_what, version) => {
    publish(version);
    const { updates } = start();
    await updates.check();
    expect(updates.state()).toEqual({ kind: "current" });
  });

  const tampered: readonly (readonly [string, UpdateFailure, () => void])[] = [
    [
      "a description changed after it was signed",
      "update-not-signed",
      () => {
        publish("1.1.0");
        files.set(NAME, describeUpdate("9.9.9"));
      },
    ],
    [
      "a description signed by a stranger",
      "update-not-signed",
      () => publish("1.1.0", describeUpdate("1.1.0"), strangers.privateKey),
    ],
    [
      "a description signed for another system",
      "update-not-signed",
      () => {
        publish("1.1.0");
        files.set(`${NAME}.sig`, signFeed("latest.yml", describeUpdate("1.1.0"), keys.privateKey));
      },
    ],
    [
      "a signature that is no base64",
      "update-not-signed",
      () => {
        publish("1.1.0");
        files.set(`${NAME}.sig`, "<html>");
      },
    ],
    [
      "a missing signature",
      "update-not-there",
      () => {
        publish("1.1.0");
        files.delete(`${NAME}.sig`);
      },
    ],
    ["an empty feed", "update-not-there", () => {}],
    ["a description that is no YAML", "update-failed", () => publish("1.1.0", "{{{")],
    ["a version that is none", "update-failed", () => publish("1.1.0", describeUpdate("tomorrow"))],
  ];
  it.each(tampered)("[S-8] %s is refused, and nothing is fetched", async (_what, failure, make) => {
    make();
    const { updates, failures } = start();

    await updates.check();
    await updates.act();

    expect(updates.state()).toEqual({ kind: "failed", failure });
    expect(failures).toEqual([failure, failure]);
    expect(asked.filter(({ path }) => path.endsWith("AppImage"))).toEqual([]);
  });

  const altered: readonly (readonly [string, () => void])[] = [
    ["an installer changed by one byte", () => files.set("intendance-1.1.0.AppImage", changed())],
    ["an installer cut short", () => files.set("intendance-1.1.0.AppImage", program.subarray(9))],
    ["a wrong hash, rightly signed", () => publish("1.1.0", describeUpdate("1.1.0", "AAAA"))],
  ];
  it.each(altered)("[S-8] %s is refused and not kept", async (_what, make) => {
    publish("1.1.0");
    make();
    const { updates, failures } = start();

    await updates.check();
    await updates.act();

    expect(updates.state()).toEqual({ kind: "failed", failure: "update-altered" });
    expect(failures).toEqual(["update-altered"]);
    expect(downloaded()).toEqual([]);
    expect(installs).toBe(0);
  });

  it("[S-8] a server that is gone is a failure that says no more than that", async () => {
    const { updates, failures } = start();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));

    await updates.check();

    expect(failures).toEqual(["update-unreachable"]);
  });

  it("[S-8] no request tells one machine from another", async () => {
    publish("1.1.0");
    const { updates } = start();
    await updates.check();
    await updates.act();
    for (const { headers } of asked)
      expect(
        Object.keys(headers).filter((name) => /^x-|cookie|user-agent|auth/.test(name)),
      ).toEqual(["user-agent"].filter((name) => name in headers));
  });

  it("[S-8] without a feed nothing is asked of anybody, and the updater is not even made", async () => {
    const states: UpdateState[] = [];
    const updates = startUpdates({
      feed: "no-feed",
      makeUpdater: () => Promise.reject(new Error("made")),
      onChange: (state) => states.push(state),
      onFailure: () => {},
      quit: () => {},
    });
    await updates.check();
    await updates.act();
    expect(updates.state()).toEqual({ kind: "off", why: "no-feed" });
    expect(states).toEqual([]);
  });
});

function changed(): Buffer {
  const copy = Buffer.from(program);
  copy[1000] = (copy[1000] ?? 0) ^ 1;
  return copy;
}
