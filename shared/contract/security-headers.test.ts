import { describe, expect, it } from "vitest";
import { securityHeaders } from "./security-headers.ts";

const policyOf = (path: string, connect?: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (securityHeaders(path, connect)["Content-Security-Policy"] ?? "")
      .split("; ")
      .map((directive) => directive.split(/ (.*)/s, 2)),
  );

describe("securityHeaders", () => {
  it("the page evaluates nothing and calls its own origin only", () => {
    expect(policyOf("/index.html")).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "worker-src": "'self'",
      "connect-src": "'self'",
      "style-src": "'self' 'unsafe-inline'",
      "img-src": "'self' data: blob:",
      "font-src": "'self'",
      "manifest-src": "'self'",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'none'",
      "object-src": "'none'",
    });
  });

  it("the page may call the central repository it is configured for, and no other", () => {
    expect(policyOf("/", ["https://referentiel.univ.example"])["connect-src"]).toBe(
      "'self' https://referentiel.univ.example",
    );
  });

  it("the data worker may evaluate and has no network, whatever the page may call", () => {
    const policy = policyOf("/assets/worker-data-BzK3x_9-.js", [
      "https://referentiel.univ.example",
    ]);

    expect(policy["script-src"]).toBe("'self' 'unsafe-eval' 'wasm-unsafe-eval'");
    expect(policy["connect-src"]).toBe("'none'");
    expect(policy["default-src"]).toBe("'none'");
  });

  it("the parsing worker may neither evaluate nor call", () => {
    const policy = policyOf("/assets/worker-parsing-a1b2c3d4.js");

    expect(policy["script-src"]).toBe("'self'");
    expect(policy["connect-src"]).toBe("'none'");
  });

  it("only the data worker may evaluate: a look-alike path may not", () => {
    for (const path of [
      "/",
      "/worker-data-x.js",
      "/assets/index-worker-data-x.js",
      "/assets/worker-database-x.js",
      "/assets/sub/worker-data-x.js",
      "/assets/worker-data-x.js/index.html",
    ])
      expect(securityHeaders(path)["Content-Security-Policy"]).not.toContain("unsafe-eval");
  });

  it("what is named by its content is kept, the rest is asked again", () => {
    expect(securityHeaders("/assets/index-a1b2.js")["Cache-Control"]).toContain("immutable");
    expect(securityHeaders("/index.html")["Cache-Control"]).toBe("no-cache");
    expect(securityHeaders("/")["Cache-Control"]).toBe("no-cache");
  });
});
