import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LightMyRequestResponse } from "fastify";
import { expect, it } from "vitest";
import { makeOverHttp } from "./central-over-http.ts";
import type { World } from "./central-world.ts";

/** What a browser gets from the server: the bundle with its headers, and which other origins may call. */
export function pageLaws(makeWorld: (passwords: boolean) => Promise<World>): void {
  const overHttp = makeOverHttp(makeWorld);

  it("[H5] the bundle is served with its security headers; screens get the page; nothing outside is served", () => {
    const folder = mkdtempSync(join(tmpdir(), "intendance-bundle-"));
    mkdirSync(join(folder, "bundle", "assets"), { recursive: true });
    writeFileSync(join(folder, "bundle", "index.html"), "<!doctype html><title>Intendance</title>");
    writeFileSync(join(folder, "bundle", "assets", "index-1.js"), "export {}");
    writeFileSync(join(folder, "secret.txt"), "secret");
    return overHttp(
      async ({ call }) => {
        const html = { accept: "text/html" };
        for (const path of ["/", "/structures/0190", "/demandes"]) {
          const answer = await call("GET", path, { headers: html });
          expect([path, answer.statusCode, answer.body.includes("<title>Intendance")]).toEqual([
            path,
            200,
            true,
          ]);
          expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
          expect(answer.headers["x-content-type-options"]).toBe("nosniff");
        }
        expect((await call("GET", "/assets/index-1.js")).headers["cache-control"]).toContain(
          "immutable",
        );
        for (const path of [
          "/../secret.txt",
          "/%2e%2e/secret.txt",
          "/..%2fsecret.txt",
          "/assets/..%5c..%5csecret.txt",
          "/assets/missing.js",
        ]) {
          const answer = await call("GET", path, { headers: html });
          expect([path, answer.body.includes("secret")]).toEqual([path, false]);
        }
        expect(
          (await call("GET", "/api/v1/nowhere", { headers: html })).headers["content-type"],
        ).toContain("problem+json");
      },
      { bundle: join(folder, "bundle") },
    );
  });

  it("[H6] only the pages allowed may call from another origin, without credentials", () =>
    overHttp(
      async ({ call }) => {
        const ask = (origin: string): Promise<LightMyRequestResponse> =>
          call("OPTIONS", "operations", {
            headers: {
              origin,
              "access-control-request-method": "POST",
              "access-control-request-headers": "authorization",
            },
          });
        const desktop = await ask("app://intendance");
        expect([
          desktop.statusCode,
          desktop.headers["access-control-allow-origin"],
          desktop.headers["access-control-allow-credentials"],
        ]).toEqual([204, "app://intendance", undefined]);
        expect(
          (await ask("https://laptops.valmorin.example")).headers["access-control-allow-origin"],
        ).toBe("https://laptops.valmorin.example");
        for (const origin of ["https://evil.example", "null", "app://intendance.evil"])
          expect((await ask(origin)).headers["access-control-allow-origin"]).toBeUndefined();
      },
      { origins: ["https://laptops.valmorin.example"] },
    ));
}
