import { describe, expect, it } from "vitest";
import { hasScreen } from "./open-app.ts";

describe("hasScreen", () => {
  it.each([
    ["linux", {}, false],
    ["linux", { DISPLAY: ":0" }, true],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
    ["linux", { DISPLAY: ":0", CI: "1" }, false],
    ["darwin", {}, true],
    ["win32", { CI: "true" }, false],
    ["win32", { CI: "false" }, true],
  ] as const)("on %s with %o: %s", (platform, env, screen) => {
    expect(hasScreen(platform, env)).toBe(screen);
  });
});
