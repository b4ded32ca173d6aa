import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packApp } from "../../build/pack-app.ts";
import { projectFolder } from "../../build/project-folder.ts";
import { makeStandIn } from "./make-stand-in.ts";
import { findForbidden, findUnreached, readPacked, type Packed } from "./read-packed.ts";

/** The checks of packed-app.test.ts on a packaging that was weakened in every way they look for. */

const folder = mkdtempSync(join(tmpdir(), "weakened-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a weakened packaging", () => {
  let weak: Packed;

  beforeAll(async () => {
    const extra = mkdtempSync(join(folder, "extra-"));
    writeFileSync(join(extra, "planted.js.map"), "{}");
    writeFileSync(join(extra, ".env.local"), "TOKEN=1");
    writeFileSync(join(extra, "planted.test.js"), "");
    writeFileSync(join(extra, "planted.ts"), "");
    writeFileSync(
      join(extra, "planted.js"),
      `x("${projectFolder}")\n//# sourceMappingURL=planted.js.map`,
    );
    writeFileSync(join(extra, "seal.js"), `"-----BEGIN PRIVATE KEY-----"`);
    writeFileSync(join(extra, "unasked.js"), "");
    const output = join(folder, "weak");
    await packApp({
      output,
      target: "folder",
      standIn: makeStandIn(join(folder, "electron")),
      publication: null,
      changes: {
        files: [
          "dist/electron/main.js",
          "dist/renderer/index.html",
          { from: extra, to: "dist/renderer/assets" },
        ],
        disableDefaultIgnoredFiles: true,
        electronFuses: { runAsNode: true },
        electronLanguages: ["de"],
      },
    });
    weak = await readPacked(output);
  });

  it("[S-8] is seen: every file that must not ship", () => {
    expect(findForbidden(weak, projectFolder)).toEqual([
      "dist/renderer/assets/.env.local: environment or key",
      "dist/renderer/assets/planted.js: contains a source map",
      "dist/renderer/assets/planted.js: names a folder of the building machine",
      "dist/renderer/assets/planted.js.map: source map",
      "dist/renderer/assets/planted.test.js: test",
      "dist/renderer/assets/planted.ts: source",
      "dist/renderer/assets/seal.js: contains a private key",
    ]);
  });

  it("[S-8] is seen: a fuse, a language, a file too many", () => {
    expect(weak.fuses["RunAsNode"]).toBe(true);
    expect(weak.installed).toContain("locales/de.pak");
    expect(findUnreached(weak)).toEqual([
      "dist/renderer/assets/.env.local",
      "dist/renderer/assets/planted.js",
      "dist/renderer/assets/planted.js.map",
      "dist/renderer/assets/planted.test.js",
      "dist/renderer/assets/planted.ts",
      "dist/renderer/assets/seal.js",
      "dist/renderer/assets/unasked.js",
    ]);
  });

  it("[S-8] is refused: an Electron with a fuse that nobody has decided on", async () => {
    const tomorrow = makeStandIn(join(folder, "tomorrow"), "1011000110");
    await expect(
      packApp({
        output: join(folder, "unknown"),
        target: "folder",
        standIn: tomorrow,
        publication: null,
      }),
    ).rejects.toThrow("strictlyRequireAllFuses");
  });
});
