import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sourceStamp } from "./source-stamp.ts";

let folder = "";
const write = (name: string, content: string): void => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stamp-"));
  write("shared/base/a.ts", "a");
  write("renderer/index.html", "<p>");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("sourceStamp", () => {
  it("stays when only times, tests, documents or foreign folders change", () => {
    const before = sourceStamp(folder);

    utimesSync(join(folder, "shared/base/a.ts"), new Date(0), new Date(0));
    write("shared/base/a.test.ts", "test");
    write("shared/base/SPEC.md", "rules");
    write("central/app.ts", "server");

    expect(sourceStamp(folder)).toBe(before);
  });

  it("changes with a content, a name, or bytes that move between files", () => {
    const stamps = [sourceStamp(folder)];
    write("shared/base/a.ts", "b");
    stamps.push(sourceStamp(folder));
    write("shared/base/b.ts", "");
    stamps.push(sourceStamp(folder));
    write("shared/base/a.ts", "");
    write("shared/base/b.ts", "b");
    stamps.push(sourceStamp(folder));

    expect(new Set(stamps).size).toBe(4);
  });
});
