import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fault } from "../../shared/base/index.ts";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import { HOST_METHODS, type HostMethod } from "../../shared/contract/host-methods.ts";
import { serve } from "../ipc/serve.ts";
import { keepLog, type Log } from "./keep-log.ts";

const TIME = "2026-11-22T09:00:00.000Z";
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "log-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = (path: string): readonly unknown[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

describe("keepLog", () => {
  it("writes one line of listed words for each happening", () => {
    const path = join(folder, "lines", "intendance.log");
    const log = keepLog(path, () => TIME);

    log("info", "STARTED");
    log("error", "PAGE_GONE", { reason: "oom" });
    log("warn", "CALL_REFUSED", { method: "files.save" });
    log("error", "UNCAUGHT", { thrown: Object.assign(new Error("x"), { code: "ENOSPC" }) });

    expect(linesOf(path)).toEqual([
      { time: TIME, level: "info", code: "STARTED" },
      { time: TIME, level: "error", code: "PAGE_GONE", cause: "oom" },
      { time: TIME, level: "warn", code: "CALL_REFUSED", method: "files.save" },
      {
        time: TIME,
        level: "error",
        code: "UNCAUGHT",
        cause: "ENOSPC",
        where: expect.stringMatching(/^keep-log\.test\.ts:\d+$/) as unknown,
      },
    ]);
  });

  it("[L-8] nothing that a call carries is ever written: planted names, addresses and tokens stay out", async () => {
    const path = join(folder, "planted", "intendance.log");
    const log = keepLog(path, () => TIME);
    const planted = [
      "Élodie Montréal-Dupont",
      "elodie.montreal@univ.example",
      "0123456789AB",
      "eyJhbGciOiJFUzI1NiJ9.secret",
      "DUPONT",
      "Dupont.ts:1:1",
    ];
    const failures = planted.flatMap((name) => [
      new Error(name),
      new Error(`${name}\n    at ${name} (${name}.ts:12:3)`),
      new TypeError(`${name}\n    at /home/${name}/Dupont.ts:1:1`),
      Object.assign(new Error("x"), { code: name, name, path: `/home/${name}` }),
      Object.assign(new Error("y"), { stack: `${name}\n    at ${name}` }),
      new Fault("BAD_REQUEST", name, { name }, { cause: new Error(name) }),
      name,
      { message: name, stack: name, code: name },
    ]);
    for (const failure of failures) await callEverything(log, failure, planted);
    for (const name of planted) {
      log("error", "UNCAUGHT", { thrown: new Error(name), method: name, reason: name });
      log("error", name as "UNCAUGHT", { reason: name });
    }

    const text = readFileSync(path, "utf8");
    expect(text.split("\n").length).toBeGreaterThan(failures.length * HOST_METHODS.length);
    for (const name of [...planted, "Dupont", "home"]) expect(text).not.toContain(name);
  });

  it("turns its files: five of them, no larger than their limit, the newest first", () => {
    const path = join(folder, "turned", "intendance.log");
    const log = keepLog(path, () => TIME, 1_000);
    for (let at = 0; at < 200; at += 1) log("info", "STARTED");
    log("info", "STOPPED");

    const names = readdirSync(join(folder, "turned")).sort();
    expect(names).toEqual([
      "intendance.log",
      "intendance.log.1",
      "intendance.log.2",
      "intendance.log.3",
      "intendance.log.4",
    ]);
    for (const name of names)
      expect(statSync(join(folder, "turned", name)).size).toBeLessThanOrEqual(1_000);
    expect(linesOf(path).at(-1)).toEqual({ time: TIME, level: "info", code: "STOPPED" });
  });

  it("goes on where it stopped, and never throws where nothing can be written", () => {
    const path = join(folder, "again", "intendance.log");
    keepLog(path, () => TIME)("info", "STARTED");
    keepLog(path, () => TIME)("info", "STARTED");
    mkdirSync(join(folder, "folder.log"));
    keepLog(join(folder, "folder.log"), () => TIME)("info", "STARTED");

    expect(linesOf(path)).toHaveLength(2);
  });
});

/** Every method of the contract, called with planted values, by trusted and foreign pages, failing with `failure`. */
async function callEverything(
  log: Log,
  failure: unknown,
  planted: readonly string[],
): Promise<void> {
  const handlers = Object.fromEntries(
    HOST_METHODS.map((method) => [method, () => Promise.reject(failure as Error)]),
  ) as unknown as HostHandlers;
  const channels = new Map<string, (sender: never, payload: unknown) => Promise<unknown>>();
  for (const trusted of [true, false]) {
    serve({ handle: (channel, listener) => void channels.set(channel, listener) }, handlers, {
      isTrusted: () => trusted,
      logBug: (method, thrown) => log("error", "UNCAUGHT", { method, thrown }),
      logRefusal: (method) => log("warn", "CALL_REFUSED", { method }),
    });
    const payloads: Partial<Record<HostMethod, unknown>> = {
      "app.info": {},
      "disk.space": {},
      "files.open": { extensions: ["csv"] },
      "files.save": { suggestedName: planted[0], bytes: new Uint8Array(1) },
      "secrets.write": { name: "token", value: planted[3] },
      "notices.show": { title: planted[0], body: planted[1], path: "/a-traiter" },
    };
    for (const method of HOST_METHODS)
      await channels.get(method)?.(
        { senderFrame: { url: `app://intendance/${planted[1]}`, parent: null } } as never,
        payloads[method] ?? { [planted[0] ?? ""]: planted },
      );
  }
}
