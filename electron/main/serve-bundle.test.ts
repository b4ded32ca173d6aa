import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { securityHeaders } from "../../shared/contract/security-headers.ts";
import { serveBundle } from "./serve-bundle.ts";

const central = ["https://referentiel.univ.example"];
let folder = "";
const get = (path: string, method = "GET"): Promise<Response> =>
  serveBundle({ method, url: `app://intendance${path}` }, join(folder, "bundle"), central);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bundle-"));
  mkdirSync(join(folder, "bundle/assets"), { recursive: true });
  writeFileSync(join(folder, "bundle/index.html"), "<p>page</p>");
  writeFileSync(join(folder, "bundle/assets/worker-data-abc.js"), "postMessage(1)");
  writeFileSync(join(folder, "bundle/assets/index-abc.js.map"), "{}");
  writeFileSync(join(folder, "secret.js"), "secret");
  writeFileSync(join(folder, "bundle/offline-worker.js"), "self");
  symlinkSync(join(folder, "secret.js"), join(folder, "bundle/assets/link.js"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("serveBundle", () => {
  it("serves the page with its type and the common headers", async () => {
    const answer = await get("/structures");

    expect(await answer.text()).toBe("<p>page</p>");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    for (const [name, value] of Object.entries(securityHeaders("/index.html", central)))
      expect(answer.headers.get(name)).toBe(value);
  });

  it("gives the data worker its own policy", async () => {
    const answer = await get("/assets/worker-data-abc.js");

    expect(answer.headers.get("content-security-policy")).toContain("'unsafe-eval'");
    expect(answer.headers.get("content-security-policy")).toContain("connect-src 'none'");
  });

  it.each([
    ["/assets/missing.js", "GET", 404],
    ["/assets/index-abc.js.map", "GET", 404],
    ["/assets/link.js", "GET", 404],
    ["/offline-worker.js", "GET", 404],
    ["/%2e%2e/secret.js", "GET", 404],
    ["/index.html", "POST", 405],
  ])("%s by %s is refused with %i and no body", async (path, method, status) => {
    const answer = await get(path, method);

    expect([answer.status, await answer.text()]).toEqual([status, ""]);
  });
});
