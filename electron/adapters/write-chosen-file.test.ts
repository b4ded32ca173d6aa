import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeChosenFile } from "./write-chosen-file.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chosen-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("writeChosenFile", () => {
  it("replaces the whole file and leaves nothing beside it", async () => {
    const path = join(folder, "Unités.csv");
    writeFileSync(path, "an older and longer content");

    await writeChosenFile(path, new TextEncoder().encode("nouveau"));

    expect(readFileSync(path, "utf8")).toBe("nouveau");
    expect(readdirSync(folder)).toEqual(["Unités.csv"]);
  });

  it("a place that lets nothing be written is a refusal in words, and keeps what it held", async () => {
    mkdirSync(join(folder, "dossier"));
    for (const path of [join(folder, "dossier"), join(folder, "absent", "a.csv")])
      await expect(writeChosenFile(path, new Uint8Array(1))).rejects.toMatchObject({
        code: "FILE_UNWRITABLE",
      });

    expect(readdirSync(folder).sort()).toEqual(["Unités.csv", "dossier"]);
  });
});
