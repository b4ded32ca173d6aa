import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOpenedFile } from "./read-opened-file.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "opened-"));
  writeFileSync(join(folder, "Unités.CSV"), "code;libellé\n1;Été\n");
  writeFileSync(join(folder, "programme.sh"), "echo");
  mkdirSync(join(folder, "dossier.csv"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("readOpenedFile", () => {
  it("hands over the name, never the folder, and the bytes as they are", async () => {
    const opened = await readOpenedFile(join(folder, "Unités.CSV"));

    expect(opened).toEqual({
      ok: true,
      event: {
        type: "open-file",
        name: "Unités.CSV",
        bytes: new TextEncoder().encode("code;libellé\n1;Été\n"),
      },
    });
  });

  it.each([
    ["programme.sh", "kind"],
    ["sans-extension", "kind"],
    ["absent.xlsx", "unread"],
    ["dossier.csv", "unread"],
  ])("%s is refused: %s", async (name, why) => {
    expect(await readOpenedFile(join(folder, name))).toEqual({ ok: false, why, name });
  });

  it.skipIf(process.platform === "win32")("a pipe is refused without waiting for it", async () => {
    execFileSync("mkfifo", [join(folder, "pipe.csv")]);

    expect(await readOpenedFile(join(folder, "pipe.csv"))).toEqual({
      ok: false,
      why: "unread",
      name: "pipe.csv",
    });
  });

  it("a file beyond the limit is refused before it is read", async () => {
    expect(await readOpenedFile(join(folder, "Unités.CSV"), 5)).toEqual({
      ok: false,
      why: "large",
      name: "Unités.CSV",
    });
  });
});
