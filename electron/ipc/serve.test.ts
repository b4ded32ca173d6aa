import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "../../shared/base/index.ts";
import type { HostHandlers } from "../../shared/contract/host-api.ts";
import { HOST_METHODS } from "../../shared/contract/host-methods.ts";
import { serve, type IpcSender } from "./serve.ts";

const page: IpcSender = { senderFrame: { url: "app://intendance/", parent: null } };

/** An IPC link that clones every message, as the real one does. */
function link(
  overrides: Partial<HostHandlers> = {},
  isTrusted: (sender: IpcSender) => boolean = () => true,
) {
  const channels = new Map<string, (sender: IpcSender, payload: unknown) => Promise<unknown>>();
  const calls: unknown[] = [];
  const bugs: unknown[] = [];
  const refused: string[] = [];
  const tracked: string[] = [];
  const keep = async (input: unknown) => {
    calls.push(input);
    return {};
  };
  const handlers: HostHandlers = {
    "app.central": keep,
    "app.info": async () => ({
      version: "1",
      platform: "linux",
      central: "http://127.0.0.1:1",
      centralIsFixed: false,
      engines: { electron: "45", chromium: "156", node: "24" },
      sealing: "keyring",
    }),
    "app.prefer": keep,
    "bases.clear": keep,
    "disk.space": async () => ({ free: 2, least: 1 }),
    "files.open": async () => null,
    "files.save": async (input) => {
      calls.push(input);
      return { saved: true };
    },
    "journal.append": keep,
    "journal.open": async () => ({ entries: 0, bytes: 0, damage: null }),
    "journal.read": async () => ({ entries: [], next: null }),
    "journal.remove": keep,
    "journal.rewrite": keep,
    "notices.badge": keep,
    "notices.show": keep,
    "page.print": async () => ({ saved: true }),
    "secrets.read": async () => ({ value: null }),
    "secrets.remove": keep,
    "secrets.write": keep,
    "shell.openExternal": keep,
    ...overrides,
  };
  serve({ handle: (channel, listener) => void channels.set(channel, listener) }, handlers, {
    isTrusted,
    logBug: (_method, thrown) => bugs.push(thrown),
    logRefusal: (method) => refused.push(method),
    track: (method, work) => {
      tracked.push(method);
      return work;
    },
  });
  const invoke = async (method: string, payload: unknown, sender = page): Promise<unknown> =>
    structuredClone(await channels.get(method)?.(sender, structuredClone(payload)));
  return { invoke, calls, bugs, refused, tracked, channels };
}

describe("serve", () => {
  it("answers a good call and hands bytes over unchanged", async () => {
    const { invoke, calls } = link();
    const input = { suggestedName: "nacres.csv", bytes: new Uint8Array([1, 2, 3]) };

    expect(await invoke("files.save", input)).toEqual({ ok: true, value: { saved: true } });
    expect(calls).toEqual([input]);
  });

  it("serves the methods of the contract and no other", () => {
    expect([...link().channels.keys()]).toEqual([...HOST_METHODS]);
  });

  it("refuses whoever is not the application's own page, before looking at the payload", async () => {
    const { invoke, calls } = link({}, () => false);

    expect(await invoke("shell.openExternal", { url: "https://univ.example/" })).toEqual({
      ok: false,
      error: { code: "BAD_REQUEST", message: "untrusted sender", details: {} },
    });
    expect(calls).toEqual([]);
  });

  it("opens nothing but https outside", async () => {
    const { invoke, calls } = link();
    for (const url of [
      "file:///etc/passwd",
      "javascript:alert(1)",
      "smb://x",
      " https://x",
      "http://x",
    ])
      expect(await invoke("shell.openExternal", { url })).toMatchObject({
        ok: false,
        error: { code: "BAD_REQUEST" },
      });

    expect(calls).toEqual([]);
  });

  it("a payload of any other shape never reaches a handler, and never breaks the shell", async () => {
    const { invoke, calls, bugs } = link();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("files.save", "shell.openExternal"),
        fc.anything({ withMap: true, withSet: true, withDate: true, withTypedArray: true }),
        async (method, payload) => {
          expect(await invoke(method, payload)).toMatchObject({
            ok: false,
            error: { code: "BAD_REQUEST" },
          });
        },
      ),
      { numRuns: 500 },
    );

    expect({ calls, bugs }).toEqual({ calls: [], bugs: [] });
  });

  it("tells of what it refused, which our page never asks, and of the work that leaving waits for", async () => {
    const { invoke, refused, tracked } = link({
      "files.open": async () => {
        throw new Fault("FILE_TOO_LARGE", "file is too large");
      },
    });

    await invoke("files.save", { suggestedName: 1 });
    await invoke("files.open", { extensions: ["csv"] });
    await invoke("notices.badge", { count: 1 });

    expect({ refused, tracked }).toEqual({
      refused: ["files.save"],
      tracked: ["files.open", "notices.badge"],
    });
  });

  it("a refusal travels as its code, a bug as INTERNAL with nothing of its inside", async () => {
    const bug = new Error("secret path /home/x");
    const { invoke, bugs } = link({
      "files.open": async () => {
        throw new Fault("FILE_TOO_LARGE", "file is too large", { bytes: 1 });
      },
      "app.info": async () => {
        throw bug;
      },
    });

    expect(await invoke("files.open", { extensions: ["csv"] })).toEqual({
      ok: false,
      error: { code: "FILE_TOO_LARGE", message: "file is too large", details: { bytes: 1 } },
    });
    expect(await invoke("app.info", {})).toEqual({
      ok: false,
      error: { code: "INTERNAL", message: "internal error", details: {} },
    });
    expect(bugs).toEqual([bug]);
  });
});
