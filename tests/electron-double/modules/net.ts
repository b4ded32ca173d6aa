import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Net } from "electron";
import { protocolHandlers, schemeOf } from "../app-address.ts";
import { type Conforming, covered } from "../refuse.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

const double = {
  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const scheme = schemeOf(request.url);
    if (scheme === "file") return fetchFile(request.url);
    const handle = protocolHandlers.get(scheme);
    return handle === undefined ? fetch(request) : handle(request);
  },
  isOnline: (): boolean => process.env["ELECTRON_DOUBLE_OFFLINE"] !== "1",
  get online(): boolean {
    return double.isOnline();
  },
};

async function fetchFile(url: string): Promise<Response> {
  const path = fileURLToPath(url.replace(/[?#].*$/, ""));
  const content = await readFile(path).catch((thrown: unknown) => {
    throw new Error("net::ERR_FILE_NOT_FOUND", { cause: thrown });
  });
  const type = MEDIA_TYPES[extname(path)] ?? "application/octet-stream";
  return new Response(new Uint8Array(content), { headers: { "content-type": type } });
}

export const net = covered("net", double) satisfies Conforming<Net, typeof double>;
