import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveBundleFile } from "./resolve-bundle-file.ts";

describe("resolveBundleFile", () => {
  it.each([
    ["app://intendance/", "index.html"],
    ["app://intendance", "index.html"],
    ["app://intendance/index.html", "index.html"],
    ["app://intendance/assets/index-B_x-9.js?v=1#top", "assets/index-B_x-9.js"],
    ["app://intendance/structures/0190-1", "index.html"],
  ])("%s is %s", (url, file) => {
    expect(resolveBundleFile(url)).toBe(file);
  });

  it.each([
    "app://other/index.html",
    "app://intendance.evil.example/index.html",
    "app://user@intendance:80/index.html",
    "http://intendance/index.html",
    "file:///etc/passwd",
    "app://intendance/%2e%2e%2f%2e%2e%2fetc/passwd.txt",
    "app://intendance/..%5c..%5cwindows.ini",
    "app://intendance/assets/%252e%252e/main.js",
    "app://intendance/C:/secret.txt",
    "app://intendance/a%00.js",
    "app://intendance/%E0%A4%A",
    "not an address",
  ])("%s is nothing", (url) => {
    expect(resolveBundleFile(url)).toBeNull();
  });

  it("whatever is asked, the answer stays inside the bundle", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("..", ".", "/", "%2e", "%2f", "%5c", "\\", "a", ".js", "%00", "//"),
        ),
        (parts) => {
          const file = resolveBundleFile(`app://intendance/${parts.join("")}`);

          expect(file ?? "").not.toMatch(/(^|\/)\.\.?(\/|$)|\\|^\/|\0/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
