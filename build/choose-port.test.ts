import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../tests/fixtures/free-port.ts";
import { choosePort } from "./choose-port.ts";

let data = "";
const servers: Server[] = [];

const take = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    servers.push(server);
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
const release = (): Promise<unknown> =>
  Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "port-"));
});
afterEach(async () => {
  await release();
  rmSync(data, { recursive: true, force: true });
});

describe("choosePort", () => {
  it("keeps the port of the first start, and does not replace it when it is taken", async () => {
    const first = await choosePort(data, undefined);
    const second = await choosePort(data, undefined);
    await take(first.port);
    const third = await choosePort(data, undefined);

    expect(first.kind).toBe("free");
    expect(second).toEqual(first);
    expect(third).toEqual({ kind: "taken", port: first.port });
  });

  it("takes the port that is asked for and forgets it", async () => {
    const asked = await freePort();

    expect(await choosePort(data, String(asked))).toEqual({ kind: "free", port: asked });
    expect((await choosePort(data, undefined)).port).not.toBe(asked);
  });

  it("refuses what is not a port", async () => {
    await expect(choosePort(data, "http")).rejects.toThrow("Not a port: http");
  });
});
