import { describe, expect, it } from "vitest";
import { dataFolder } from "./data-folder.ts";

describe("dataFolder", () => {
  it.each([
    ["linux", {}, "/home/a", "/home/a/.local/share/intendance"],
    ["linux", { XDG_DATA_HOME: "/data" }, "/home/a", "/data/intendance"],
    ["darwin", {}, "/Users/a", "/Users/a/Library/Application Support/Intendance"],
    ["win32", { LOCALAPPDATA: "C:\\L" }, "C:\\Users\\a", "C:\\L\\Intendance"],
    ["linux", { INTENDANCE_DATA_DIR: "/srv/i" }, "/home/a", "/srv/i"],
  ] as const)("on %s with %o it is the usual place", (platform, env, home, folder) => {
    expect(dataFolder({ platform, env, home })).toBe(folder);
  });
});
