import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { buildApp } from "../../central/app/build-app.ts";
import { DEFAULT_ESTABLISHMENT } from "../../central/services/central.ts";
import { FAULTS } from "../../shared/base/index.ts";
import { CENTRAL_API_PREFIX as API } from "../../shared/contract/central-api.ts";
import { codeOf, makeOverHttp } from "./central-over-http.ts";
import { CODES, create, Laptop, makeContent, manyCodes, type World } from "./central-world.ts";

/** The contract over HTTP: precise refusals, streams, news, and the list of routes. */
export function httpLaws(makeWorld: (passwords: boolean) => Promise<World>): void {
  const overHttp = makeOverHttp(makeWorld);

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

  it("[H1] an address that cannot be read, too long or with a NUL is refused as a problem, on both engines alike", () =>
    overHttp(async ({ call, signIn }) => {
      const { accessToken: token } = await signIn("alix");
      for (const path of [
        "records/%E0%A4%A",
        "records/%zz/x",
        `records/${"a".repeat(300)}`,
        `records/${CODES}?after=a%00b`,
        `records/${CODES}/a%00b`,
        "requests/a%00b",
        "requests?after=%00",
      ]) {
        const answer = await call("GET", path, { token });
        expect([path, codeOf(answer), answer.headers["content-type"]]).toEqual([
          path,
          [400, "BAD_REQUEST"],
          expect.stringContaining("application/problem+json"),
        ]);
      }
    }));

  it("[H1] a role named twice is one role, and not a failure", () =>
    overHttp(async ({ call, signIn }) => {
      const { accessToken: token } = await signIn("dominique");
      const rights = { "*": ["lecteur", "lecteur"] };
      const answer = await call("PATCH", "accounts/lou", { token, body: { rights } });
      expect(answer.statusCode).toBe(200);
      expect((await signIn("lou")).identity).toMatchObject({ rights: { "*": ["lecteur"] } });
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

  it("[H3] what is committed while a listener arrives is told to him", () =>
    overHttp(async ({ world, signIn }) => {
      const { accessToken } = await signIn("lou");
      const alix = new Laptop(world, "alix");
      const { server } = await buildApp({
        ...world.central,
        seq: async (establishment) => {
          const seq = await world.central.seq(establishment);
          await alix.submit(manyCodes(world, 1));
          return seq;
        },
      });
      await server.listen({ port: 0, host: "127.0.0.1" });
      const { port } = server.server.address() as AddressInfo;
      const from = await world.central.seq(DEFAULT_ESTABLISHMENT);
      const giveUp = AbortSignal.timeout(10_000);
      const answer = await fetch(`http://127.0.0.1:${String(port)}${API}/events`, {
        headers: { authorization: `Bearer ${accessToken}` },
        signal: giveUp,
      });
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      expect((await reader.read()).value).toContain(`"seq":${String(from + 1)}`);
      await reader.cancel();
      await server.close();
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
}
