import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findElectron } from "./find-electron.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "electron-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("findElectron", () => {
  it("is null for the package as npm installs it", () => {
    expect(findElectron({}, folder)).toBeNull();
  });

  it("reads where the package unpacked its binary, and checks that it is there", () => {
    writeFileSync(join(folder, "path.txt"), "electron\n");
    expect(findElectron({}, folder)).toBeNull();

    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "dist/electron"), "");
    expect(findElectron({}, folder)).toBe(join(folder, "dist/electron"));
  });

  it("obeys ELECTRON_EXEC_PATH, and does not replace one that is missing", () => {
    writeFileSync(join(folder, "mine"), "");

    expect(findElectron({ ELECTRON_EXEC_PATH: join(folder, "mine") }, folder)).toBe(
      join(folder, "mine"),
    );
    expect(findElectron({ ELECTRON_EXEC_PATH: join(folder, "gone") }, folder)).toBeNull();
  });
});
