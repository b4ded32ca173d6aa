import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { projectFolder } from "../../build/project-folder.ts";
import { wantedFuses } from "../../build/set-fuses.ts";

/** electron-builder.yml against electron-builder's own schema, offline; what it says is in docs/packaging.md. */

type Json = Record<string, unknown>;

const schema = JSON.parse(
  readFileSync(join(projectFolder, "node_modules/app-builder-lib/scheme.json"), "utf8"),
) as Json;
const read = (): Json =>
  parse(readFileSync(join(projectFolder, "electron-builder.yml"), "utf8")) as Json;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

/** Ajv's complaints by where they are, deepest first: under `anyOf` the shallow ones say little. */
function complaints(configuration: Json): readonly string[] {
  validate(configuration);
  return (validate.errors ?? [])
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
    .sort((a, b) => b.split("/").length - a.split("/").length);
}

describe("electron-builder.yml", () => {
  it("[S-8] is what electron-builder understands", () => {
    expect(complaints(read())).toEqual([]);
  });

  it.each([
    ["an unknown option", { asarr: true }, " must NOT have additional properties"],
    ["a wrong type", { npmRebuild: "no" }, "/npmRebuild must be boolean"],
    [
      "an unknown fuse",
      { electronFuses: { runAsNod: false } },
      "/electronFuses must NOT have additional properties",
    ],
    [
      "a wrong option of Windows' installer",
      { nsis: { perMachine: "no" } },
      "/nsis/perMachine must be boolean",
    ],
  ])("[S-8] %s would be seen", (_what, change, complaint) => {
    expect(complaints({ ...read(), ...change })).toContain(complaint);
  });

  it("[S-8] a forgotten fuse would be seen", () => {
    const fuses = read()["electronFuses"] as Json;
    delete fuses["onlyLoadAppFromAsar"];
    expect(() => wantedFuses(fuses)).toThrow(
      "electron-builder.yml does not set onlyLoadAppFromAsar",
    );
  });

  it("[S-8] packs by a closed list: no pattern takes a folder whole", () => {
    const files = read()["files"] as readonly string[];
    expect(files.filter((pattern) => pattern.includes("**"))).toEqual(["!node_modules/**"]);
  });

  it("[S-8] names no place to fetch code from, and none to publish to", () => {
    const { publish, electronDist, electronDownload, afterPack } = read();
    expect([publish, electronDist, electronDownload, afterPack]).toEqual([
      null,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
