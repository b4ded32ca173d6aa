import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { fromChromium, protocolHandlers, schemeOf, toChromium } from "./app-address.ts";
import { applyHeadersReceived } from "./modules/session.ts";

/** Serves the application's schemes to Chromium from a loopback port, through the application's own handler. Returns the port. */
export async function startAppServer(): Promise<number> {
  const server = createServer((request, response) => {
    const url = fromChromium(`http://${request.headers.host}${request.url}`);
    answer(url, request, response).catch((thrown: unknown) => {
      const text = thrown instanceof Error ? thrown.stack : String(thrown);
      process.stderr.write(`electron-double: the handler failed for ${url}: ${text}\n`);
      // The page sees a failed request, as from a handler that throws on Electron.
      response.destroy();
    });
  });
  server.unref();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function answer(
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const handle = protocolHandlers.get(schemeOf(url));
  if (handle === undefined) return void response.destroy();
  const { method = "GET" } = request;
  const body = ["GET", "HEAD"].includes(method)
    ? {}
    : { body: Readable.toWeb(request) as globalThis.ReadableStream, duplex: "half" as const };
  const reply = await handle(new Request(url, { method, headers: headersOf(request), ...body }));
  if (!(reply instanceof Response)) throw new TypeError("protocol.handle must return a Response");
  if (reply.type === "error") return void response.destroy();
  const headers = await applyHeadersReceived(url, Object.fromEntries(reply.headers));
  if (headers["location"] !== undefined) headers["location"] = toChromium(headers["location"]);
  response.writeHead(reply.status, headers);
  if (reply.body === null) response.end();
  else Readable.fromWeb(reply.body as ReadableStream).pipe(response);
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === "host" || name === "connection" || value === undefined) continue;
    const text = Array.isArray(value) ? value.join(", ") : value;
    headers.set(name, name === "referer" || name === "origin" ? fromChromium(text) : text);
  }
  return headers;
}
