import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { buildApp } from "../../central/app/build-app.ts";
import type { ContentHash } from "../../shared/base/index.ts";
import { hashOfText } from "../../shared/base/index.ts";
import type { CentralGateway } from "../../shared/ports/index.ts";
import { makeWorld, PASSWORD } from "../../tests/contracts/central-world.ts";
import type { TokenStore } from "./central-session.ts";
import { makeHttpGateway } from "./http-gateway.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function makeTokens(): TokenStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: async (key) => kept.get(key) ?? null,
    write: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that signs anybody in and then answers as told. */
async function hostile(answer: Answer): Promise<CentralGateway> {
  const server: Server = createServer((request, response) => {
    if (request.url?.startsWith("/api/v1/session") !== true) return answer(request, response);
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        identity: { person: "p", name: "n", login: "l", establishment: "e", rights: {} },
        accessToken: "access",
        accessExpiresAt: "2026-11-22T09:00:00.000Z",
        refreshToken: "refresh-refresh-refresh",
        refreshExpiresAt: "2026-11-22T09:00:00.000Z",
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const gateway = makeHttpGateway(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    makeTokens(),
  );
  await gateway.signIn("l", "p");
  return gateway;
}

const json =
  (body: unknown, status = 200, type = "application/json"): Answer =>
  (_request, response) => {
    response.writeHead(status, { "content-type": type });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
const ndjson = (...lines: readonly unknown[]): Answer =>
  json(
    lines.map((line) => (typeof line === "string" ? line : `${JSON.stringify(line)}\n`)).join(""),
    200,
    "application/x-ndjson",
  );
const all = async <T>(entries: AsyncIterable<T>): Promise<T[]> => {
  const read: T[] = [];
  for await (const entry of entries) read.push(entry);
  return read;
};
const end = (seq: number) => ({ seq, type: "end" });
const manifest = { seq: 1, commit: 0, head: "0".repeat(64), models: [], blocks: [], requests: [] };

describe("what central must not be able to do to a laptop (Y-11)", () => {
  const refused: readonly (readonly [string, Answer])[] = [
    ["a proxy's page with status 200", json("<html>portail captif</html>", 200, "text/html")],
    ["a wrong content type", json(manifest, 200, "text/plain")],
    ["not JSON", json("{", 200)],
    ["a wrong type", json({ ...manifest, seq: "1" })],
    ["a missing member", json({ seq: 1 })],
    ["a hash that is none", json({ ...manifest, head: "x" })],
    ["an array", json([])],
    ["null", json("null")],
    ["deep nesting", json(`${"[".repeat(200_000)}${"]".repeat(200_000)}`)],
    ["a prototype", json(`{"__proto__":{"seq":1,"commit":0},"head":"${"0".repeat(64)}"}`)],
    ["a status nobody knows", json("?", 418)],
  ];
  for (const [name, answer] of refused)
    it(`refuses ${name}`, async () => {
      const gateway = await hostile(answer);
      await expect(gateway.snapshot()).rejects.toMatchObject({ code: "CENTRAL_ANSWER_INVALID" });
      expect(Object.hasOwn(Object.prototype, "seq")).toBe(false);
    });

  it("refuses a body without end, without keeping it", async () => {
    const gateway = await hostile((_request, response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      const chunk = Buffer.alloc(1024 * 1024);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", more);
      more();
    });
    await expect(gateway.block("0".repeat(64) as ContentHash)).rejects.toMatchObject({
      code: "CENTRAL_ANSWER_INVALID",
      details: { why: "too large" },
    });
  });

  it("refuses a feed that goes back or stands still", async () => {
    const gateway = await hostile(ndjson(end(7), end(6)));
    await expect(all(gateway.changes(5))).rejects.toMatchObject({
      details: { why: "the feed goes back" },
    });
    const behind = await hostile(ndjson(end(4)));
    await expect(all(behind.changes(5))).rejects.toMatchObject({ code: "CENTRAL_ANSWER_INVALID" });
  });

  it("gives whole lines only, wherever the feed is cut", async () => {
    const text = [end(6), end(7), end(8)].map((entry) => `${JSON.stringify(entry)}\n`).join("");
    for (let cut = 0; cut < text.length; cut += 3) {
      const gateway = await hostile((_request, response) => {
        response.writeHead(200, {
          "content-type": "application/x-ndjson",
          "content-length": String(text.length),
        });
        response.write(text.slice(0, cut), () => response.destroy());
      });
      const read: number[] = [];
      await expect(
        (async () => {
          for await (const entry of gateway.changes(5)) read.push(entry.seq);
        })(),
      ).rejects.toMatchObject({ code: "CENTRAL_UNREACHABLE" });
      expect([6, 7, 8].slice(0, read.length)).toEqual(read);
      expect(read.length).toBeLessThanOrEqual(text.slice(0, cut).split("\n").length - 1);
    }
  });

  it("refuses answers that are not for the operations sent", async () => {
    const gateway = await hostile(json({ answers: [] }));
    await expect(gateway.push([{ opId: "x" } as never])).rejects.toMatchObject({
      code: "CENTRAL_ANSWER_INVALID",
    });
  });

  it("takes a 502 of a proxy for central out of reach, a refusal for what it says", async () => {
    await expect(
      (await hostile(json("<html>", 502, "text/html"))).snapshot(),
    ).rejects.toMatchObject({ code: "CENTRAL_UNREACHABLE" });
    const problem = {
      type: "x",
      title: "x",
      status: 403,
      code: "FORBIDDEN",
      detail: "no",
      details: { why: 1 },
    };
    await expect(
      (await hostile(json(problem, 403, "application/problem+json"))).snapshot(),
    ).rejects.toMatchObject({ code: "FORBIDDEN", details: { why: 1 } });
  });
});

describe("the gateway with the real central", () => {
  async function real() {
    const world = await makeWorld({ kind: "memory" }, { passwords: true });
    const { server } = await buildApp(world.central);
    const address = await server.listen({ host: "127.0.0.1", port: 0 });
    closing.push(
      () => world.close(),
      () => server.close(),
    );
    return { world, address };
  }

  it("signs in, reads the base, keeps a block once, hears of more, and resumes with its refresh token alone", async () => {
    const { world, address } = await real();
    const tokens = makeTokens();
    const gateway = makeHttpGateway(address, tokens);
    await expect(gateway.snapshot()).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
    await expect(gateway.signIn("alix", "faux")).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
    expect(await gateway.signIn("alix", PASSWORD)).toMatchObject({ login: "alix" });
    const base = await gateway.snapshot();
    expect(base.models.length).toBeGreaterThan(5);
    expect((await all(gateway.changes(base.seq))).at(-1)).toEqual({ seq: base.seq, type: "end" });
    const text = JSON.stringify([
      {
        baseVersion: 0,
        kind: "create",
        patch: { code: { after: "A" } },
        recordId: "01930000-0000-7000-8000-000000000001",
        referential: "pays",
      },
    ]);
    const hash = hashOfText(text);
    await gateway.putBlock(hash, gzipSync(text));
    await gateway.putBlock(hash, gzipSync(text));
    const heard = new Promise<number>(
      (resolve) => closing.push(async () => stop()) && (stop = gateway.listen(resolve)),
    );
    expect(await heard).toBe(base.seq);

    const again = makeHttpGateway(address, tokens);
    expect(await again.resume()).toMatchObject({ login: "alix" });
    expect((await again.snapshot()).seq).toBe(base.seq);
    // An access token that expired is renewed without a word.
    world.clock.forward(24 * 3_600_000);
    expect((await again.snapshot()).seq).toBe(base.seq);
    await again.signOut();
    expect(await again.resume()).toBeNull();
    expect(tokens.kept.size).toBe(0);
  });
  let stop = (): void => {};
});
