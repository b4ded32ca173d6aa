import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { expect, it } from "vitest";
import { buildApp, type App, type AppOptions } from "../../central/app/build-app.ts";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { FAULTS } from "../../shared/base/index.ts";
import { CENTRAL_API_PREFIX as API } from "../../shared/contract/central-api.ts";
import {
  accredit,
  CODES,
  create,
  Laptop,
  makeContent,
  manyCodes,
  PASSWORD,
  type World,
} from "./central-world.ts";

type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly identity: { readonly login: string };
};
type Http = {
  readonly world: World;
  readonly app: App;
  call(
    method: string,
    path: string,
    options?: {
      readonly token?: string;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
      readonly raw?: string | Buffer;
    },
  ): Promise<LightMyRequestResponse>;
  signIn(login: string, password?: string): Promise<Tokens>;
};

/** The server over HTTP: rights on every route, precise refusals, sessions, streams, bundle. */
export function httpLaws(makeWorld: (passwords: boolean) => Promise<World>): void {
  const overHttp = async (
    work: (http: Http) => Promise<void>,
    options: AppOptions = {},
  ): Promise<void> => {
    const world = await makeWorld(true);
    const app = await buildApp(world.central, options);
    const http: Http = {
      world,
      app,
      call: (method, path, { token, body, headers, raw } = {}) =>
        app.server.inject({
          method: method as NonNullable<InjectOptions["method"]>,
          url: path.startsWith("/") ? path : `${API}/${path}`,
          headers: {
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          ...(raw === undefined && body === undefined
            ? {}
            : { payload: raw ?? JSON.stringify(body) }),
        }),
      signIn: async (login, password = PASSWORD) => {
        const answer = await http.call("POST", "session", { body: { login, password } });
        expect(answer.statusCode).toBe(200);
        return answer.json<Tokens>();
      },
    };
    try {
      await work(http);
    } finally {
      await app.server.close();
      await world.close();
    }
  };
  const codeOf = (answer: LightMyRequestResponse): unknown => [
    answer.statusCode,
    answer.json<{ code?: string }>().code,
  ];

  it("[D-4] every route × every caller: refused without a token, with a false, old or ended one, and without the role", () =>
    overHttp(async ({ world, app, call, signIn }) => {
      const old = await signIn("lou");
      world.clock.forward(16 * 60_000);
      const tokens = new Map<string, string>();
      for (const login of Object.keys(world.people))
        tokens.set(login, (await signIn(login)).accessToken);
      const ended = (await signIn("bela")).accessToken;
      await call("DELETE", "session", { token: ended });
      expect(app.routes.length).toBeGreaterThan(18);

      for (const route of app.routes) {
        const path = route.url
          .replace(":hash", "a".repeat(64))
          .replace(":referential", CODES)
          .replace(":login", "lou")
          .replace(":id", world.ids.next());
        if (route.access === "anyone") continue;
        const refused = async (token: string | undefined): Promise<unknown> =>
          codeOf(await call(route.method, path, token === undefined ? {} : { token }));
        expect([route.method, path, await refused(undefined)]).toEqual([
          route.method,
          path,
          [401, "NOT_SIGNED_IN"],
        ]);
        expect([route.method, path, await refused("x".repeat(43))]).toEqual([
          route.method,
          path,
          [401, "NOT_SIGNED_IN"],
        ]);
        expect([route.method, path, await refused(old.accessToken)]).toEqual([
          route.method,
          path,
          [401, "TOKEN_EXPIRED"],
        ]);
        expect([route.method, path, await refused(ended)]).toEqual([
          route.method,
          path,
          [401, "TOKEN_EXPIRED"],
        ]);
        const head = await call("HEAD", path);
        expect([path, head.statusCode]).toEqual([
          path,
          route.method === "GET" ? 401 : expect.any(Number),
        ]);
        for (const [login, token] of tokens) {
          if (route.access !== "administrator" || login === "dominique") continue;
          expect([route.method, path, login, await refused(token)]).toEqual([
            route.method,
            path,
            login,
            [403, "FORBIDDEN"],
          ]);
        }
      }
    }));

  it("[D-4] ids of another établissement, or of a référentiel one does not read, open nothing", () =>
    overHttp(async ({ world, call, signIn }) => {
      const change = create(world, { code: "A", libelle: "Alpha" });
      await accredit(new Laptop(world, "alix"), new Laptop(world, "camille"), [change]);
      const { blocks } = await world.central.snapshot(world.people["alix"]!);
      await world.central.establishments.add("autre", "Une autre");
      await world.central.accounts.add("autre", {
        login: "zoe",
        name: "Zoé",
        password: PASSWORD,
        rights: { "*": ["administrateur"] },
      });
      const zoe = (
        await call("POST", "session", {
          body: { login: "zoe", password: PASSWORD, establishment: "autre" },
        })
      ).json<Tokens>().accessToken;
      const sam = (await signIn("sam")).accessToken;
      const paths = [
        `blocks/${blocks[0]!.hash}`,
        `records/${CODES}/${change.recordId}`,
        `records/${CODES}/${change.recordId}/history`,
        `records/${CODES}/${change.recordId}/references`,
        `findings/${CODES}`,
        `records/${CODES}`,
      ];
      for (const token of [zoe, sam]) {
        for (const path of paths)
          expect([path, (await call("GET", path, { token })).statusCode]).toEqual([
            path,
            expect.toSatisfy((status: number) => status === 403 || status === 404),
          ]);
      }
      expect(
        (await call("GET", "accounts", { token: zoe }))
          .json<{ accounts: { login: string }[] }>()
          .accounts.map((account) => account.login),
      ).toEqual(["zoe"]);
    }));

  it("[H1] a request that does not follow the contract gets application/problem+json with its code, and changes nothing", () =>
    overHttp(async ({ world, call, signIn }) => {
      const { accessToken: token } = await signIn("alix");
      const seq = await world.central.seq(DEFAULT_ESTABLISHMENT);
      const { content } = makeContent(world, world.people["alix"]!, [
        create(world, { code: "A", libelle: "Alpha" }),
      ]);
      const operation = {
        opId: world.ids.next(),
        deviceId: "d",
        order: 1,
        trunk: 0,
        at: world.clock.now(),
        payload: { kind: "request.submit", content },
      };
      const push = async (body: unknown): Promise<unknown> =>
        codeOf(await call("POST", "operations", { token, body }));

      expect(await push({ operations: [] })).toEqual([400, "BAD_REQUEST"]);
      expect(await push({ operations: [{ ...operation, order: "1" }] })).toEqual([
        400,
        "BAD_REQUEST",
      ]);
      expect(await push({ operations: [{ ...operation, admin: true }] })).toEqual([
        400,
        "BAD_REQUEST",
      ]);
      expect(
        await push({ operations: [{ ...operation, payload: { kind: "request.approve" } }] }),
      ).toEqual([400, "BAD_REQUEST"]);
      expect(
        await push({
          operations: [
            {
              ...operation,
              payload: { kind: "request.submit", content: { ...content, title: "x".repeat(301) } },
            },
          ],
        }),
      ).toEqual([400, "BAD_REQUEST"]);
      expect(await push({ operations: Array.from({ length: 101 }, () => operation) })).toEqual([
        400,
        "BAD_REQUEST",
      ]);
      const raw = async (text: string, headers: Record<string, string> = {}): Promise<unknown> =>
        codeOf(
          await call("POST", "operations", {
            token,
            raw: text,
            headers: { "content-type": "application/json", ...headers },
          }),
        );
      expect(await raw('{"operations":')).toEqual([400, "BAD_REQUEST"]);
      expect(await raw(`{"operations":${"[".repeat(20_000)}`)).toEqual([400, "BAD_REQUEST"]);
      expect(await raw('{"operations":[],"__proto__":{"polluted":true}}')).toEqual([
        400,
        "BAD_REQUEST",
      ]);
      expect(await raw(`{"operations":["${"x".repeat(13 * 1024 * 1024)}"]}`)).toEqual([
        413,
        "BODY_TOO_LARGE",
      ]);
      expect(
        await raw("operations=1", { "content-type": "application/x-www-form-urlencoded" }),
      ).toEqual([400, "BAD_REQUEST"]);
      expect(
        codeOf(
          await call("PUT", `blocks/${"a".repeat(64)}`, {
            token,
            raw: Buffer.alloc(17 * 1024 * 1024),
            headers: { "content-type": "application/octet-stream" },
          }),
        ),
      ).toEqual([413, "BODY_TOO_LARGE"]);
      expect(
        codeOf(
          await call("PUT", `blocks/${"a".repeat(64)}`, {
            token,
            raw: Buffer.from("x"),
            headers: { "content-type": "application/octet-stream" },
          }),
        ),
      ).toEqual([422, "BLOCK_CORRUPT"]);
      expect(codeOf(await call("GET", "changes?after=-1", { token }))).toEqual([
        400,
        "BAD_REQUEST",
      ]);
      expect(codeOf(await call("GET", "changes?after=999", { token }))).toEqual([
        409,
        "CURSOR_UNKNOWN",
      ]);
      expect(codeOf(await call("GET", "nowhere", { token }))).toEqual([404, "NOT_FOUND"]);

      const problem = await call("GET", `records/${CODES}/${world.ids.next()}`, { token });
      expect(problem.headers["content-type"]).toContain("application/problem+json");
      expect(problem.json()).toMatchObject({
        type: "urn:intendance:fault:RECORD_NOT_FOUND",
        status: FAULTS.RECORD_NOT_FOUND.http,
        code: "RECORD_NOT_FOUND",
      });
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      expect(problem.headers).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      });
      expect(await world.central.seq(DEFAULT_ESTABLISHMENT)).toBe(seq);
    }));

  it("[H2] submit, decide and pull over HTTP; the feed is compressed NDJSON that any cursor resumes", () =>
    overHttp(async ({ world, call, signIn }) => {
      const [alix, camille] = [
        (await signIn("alix")).accessToken,
        (await signIn("camille")).accessToken,
      ];
      const { content, blocks } = makeContent(world, world.people["alix"]!, manyCodes(world, 30));
      for (const block of blocks) {
        expect(
          (
            await call("PUT", `blocks/${block.hash}`, {
              token: alix,
              raw: Buffer.from(block.bytes),
              headers: { "content-type": "application/octet-stream" },
            })
          ).statusCode,
        ).toBe(204);
      }
      const submit = {
        opId: world.ids.next(),
        deviceId: "d",
        order: 1,
        trunk: 0,
        at: world.clock.now(),
        payload: { kind: "request.submit", content },
      };
      const submitted = await call("POST", "operations", {
        token: alix,
        body: { operations: [submit] },
      });
      expect(submitted.json()).toMatchObject({ answers: [{ status: "accepted" }] });
      expect(
        (await call("POST", "operations", { token: alix, body: { operations: [submit] } })).body,
      ).toBe(submitted.body);
      const decide = {
        opId: world.ids.next(),
        deviceId: "e",
        order: 1,
        trunk: 0,
        at: world.clock.now(),
        payload: await new Laptop(world, "camille").decision(content.id),
      };
      expect(
        (
          await call("POST", "operations", { token: camille, body: { operations: [decide] } })
        ).json(),
      ).toMatchObject({ answers: [{ request: { commit: 1 } }] });

      const feed = await call("GET", "changes", {
        token: camille,
        headers: { "accept-encoding": "gzip" },
      });
      expect(feed.headers).toMatchObject({
        "content-encoding": "gzip",
        "content-type": "application/x-ndjson",
      });
      const lines = gunzipSync(feed.rawPayload).toString().trimEnd().split("\n");
      const rest = await call("GET", `changes?after=${String(lines.length - 3)}`, {
        token: camille,
      });
      expect(rest.body.trimEnd().split("\n")).toEqual(lines.slice(-3));
      const commit = JSON.parse(lines.at(-3)!) as { commit: { blocks: { hash: string }[] } };
      const block = await call("GET", `blocks/${commit.commit.blocks[0]!.hash}`, {
        token: camille,
      });
      expect(block.headers["cache-control"]).toBe("private, max-age=31536000, immutable");
      expect(JSON.parse(gunzipSync(block.rawPayload).toString())).toHaveLength(30);
      const page = await call("GET", `records/${CODES}?limit=10`, { token: camille });
      expect(page.json<{ records: unknown[]; next: string }>()).toMatchObject({
        records: { length: 10 },
        next: expect.any(String) as unknown,
      });
    }));

  it("[H3] news come as server-sent events, at once and at each commit", () =>
    overHttp(async ({ world, app, signIn }) => {
      const { accessToken } = await signIn("lou");
      await app.server.listen({ port: 0, host: "127.0.0.1" });
      const { port } = app.server.server.address() as AddressInfo;
      const from = await world.central.seq(DEFAULT_ESTABLISHMENT);
      const received: number[] = [];
      await new Promise<void>((resolve, reject) => {
        const listening = httpRequest(
          {
            port,
            host: "127.0.0.1",
            path: `${API}/events`,
            headers: { authorization: `Bearer ${accessToken}` },
          },
          (response) => {
            response.setEncoding("utf8").on("data", (text: string) => {
              for (const match of text.matchAll(/"seq":(\d+)/g)) received.push(Number(match[1]));
              if (received.length === 1) void new Laptop(world, "alix").submit(manyCodes(world, 1));
              if (received.length === 2) {
                listening.destroy();
                resolve();
              }
            });
          },
        );
        listening.on("error", (error) => (received.length === 2 ? resolve() : reject(error)));
        listening.end();
      });
      expect(received).toEqual([from, from + 1]);
    }));

  it("[O1] a wrong login and a wrong password get one answer; guessing is slowed", () =>
    overHttp(
      async ({ call }) => {
        const guess = async (login: string, password: string): Promise<LightMyRequestResponse> =>
          call("POST", "session", { body: { login, password } });
        const [unknown, wrong] = [
          await guess("personne", PASSWORD),
          await guess("alix", "mauvais"),
        ];
        expect(unknown.body).toBe(wrong.body);
        expect(codeOf(wrong)).toEqual([401, "SIGN_IN_REFUSED"]);
        expect(codeOf(await guess("ALIX ", PASSWORD))).toEqual([200, undefined]);
        expect(codeOf(await guess("alix", "mauvais"))).toEqual([401, "SIGN_IN_REFUSED"]);
        const slowed = await guess("alix", PASSWORD);
        expect(codeOf(slowed)).toEqual([429, "RATE_LIMITED"]);
        expect(Number(slowed.headers["retry-after"])).toBeGreaterThan(0);
        expect(codeOf(await guess("bela", PASSWORD))).toEqual([200, undefined]);
      },
      { signInsByMinute: 3 },
    ));

  it("[O-4] tokens: a quarter of an hour, renewed once; a renewal used twice revokes the family, a lost answer does not", () =>
    overHttp(async ({ world, call, signIn }) => {
      const refresh = (refreshToken: string): Promise<LightMyRequestResponse> =>
        call("POST", "session/refresh", { body: { refreshToken } });
      const me = async (token: string): Promise<unknown> =>
        codeOf(await call("GET", "me", { token }));
      const first = await signIn("alix");
      expect(await me(first.accessToken)).toEqual([200, undefined]);
      world.clock.forward(15 * 60_000);
      expect(await me(first.accessToken)).toEqual([401, "TOKEN_EXPIRED"]);
      const lost = (await refresh(first.refreshToken)).json<Tokens>();
      const second = (await refresh(first.refreshToken)).json<Tokens>();
      expect(await me(lost.accessToken)).toEqual([401, "TOKEN_EXPIRED"]);
      expect(await me(second.accessToken)).toEqual([200, undefined]);
      expect(codeOf(await refresh(first.refreshToken))).toEqual([401, "SIGN_IN_REFUSED"]);
      expect(await me(second.accessToken)).toEqual([401, "TOKEN_EXPIRED"]);
      expect(codeOf(await refresh(second.refreshToken))).toEqual([401, "SIGN_IN_REFUSED"]);

      const late = await signIn("alix");
      world.clock.forward(31 * 86_400_000);
      expect(codeOf(await refresh(late.refreshToken))).toEqual([401, "SIGN_IN_REFUSED"]);
      expect(codeOf(await refresh("x".repeat(43)))).toEqual([401, "SIGN_IN_REFUSED"]);
    }));

  it("[O3] a disabled account, or a new password, ends the sessions", () =>
    overHttp(async ({ call, signIn }) => {
      const { accessToken: administrator } = await signIn("dominique");
      const { accessToken: token } = await signIn("lou");
      expect(
        (
          await call("PATCH", "accounts/lou", {
            token: administrator,
            body: { password: "un autre mot de passe" },
          })
        ).statusCode,
      ).toBe(200);
      expect((await call("GET", "me", { token })).statusCode).toBe(401);
      const again = await signIn("lou", "un autre mot de passe");
      await call("PATCH", "accounts/lou", { token: administrator, body: { disabled: true } });
      expect((await call("GET", "me", { token: again.accessToken })).statusCode).toBe(401);
      expect(
        (
          await call("POST", "session", {
            body: { login: "lou", password: "un autre mot de passe" },
          })
        ).statusCode,
      ).toBe(401);
      const made = await call("POST", "accounts", {
        token: administrator,
        body: {
          login: "nina",
          name: "Nina",
          password: "encore un mot de passe",
          rights: { [CODES]: ["lecteur"] },
        },
      });
      expect([made.statusCode, made.json<{ login: string }>().login]).toEqual([201, "nina"]);
      expect((await call("GET", "accounts", { token: administrator })).body).not.toContain(
        "scrypt",
      );
    }));

  it("[H4] OpenAPI lists every route of the table", () =>
    overHttp(async ({ app, call }) => {
      const { paths } = (await call("GET", "openapi.json")).json<{
        paths: Record<string, Record<string, unknown>>;
      }>();
      const listed = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map(
          (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
        ),
      );
      expect(listed.sort()).toEqual(
        app.routes
          .filter((route) => route.url !== `${API}/openapi.json`)
          .map((route) => `${route.method} ${route.url}`)
          .sort(),
      );
    }));

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
