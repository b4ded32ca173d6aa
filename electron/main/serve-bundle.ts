import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { securityHeaders } from "../../shared/contract/security-headers.ts";
import { resolveBundleFile } from "./resolve-bundle-file.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".wasm": "application/wasm",
};

/** The service worker of the browser host: here the bundle is on the disk already, and an update must never be shadowed. */
const OFFLINE_WORKER = "offline-worker.js";

/**
 * Answers an app:// request from the bundle in `folder`, with the same headers as central gives it over HTTP.
 * `connect`: the origin of the central repository the page may call.
 */
export async function serveBundle(
  request: Pick<Request, "method" | "url">,
  folder: string,
  connect: readonly string[],
): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return refusal(405);
  const file = resolveBundleFile(request.url);
  const mediaType = file === null ? undefined : MEDIA_TYPES[extname(file)];
  if (file === null || mediaType === undefined || file === OFFLINE_WORKER) return refusal(404);
  const content = await readInside(folder, file);
  if (content === null) return refusal(404);
  return new Response(request.method === "HEAD" ? null : new Uint8Array(content), {
    headers: { ...securityHeaders(`/${file}`, connect), "Content-Type": mediaType },
  });
}

/** The file's bytes, or null when it is missing or a link leads out of the bundle. */
async function readInside(folder: string, file: string): Promise<Buffer | null> {
  try {
    const root = await realpath(folder);
    const target = await realpath(join(root, file));
    return target.startsWith(root + sep) ? await readFile(target) : null;
  } catch {
    return null;
  }
}

const refusal = (status: number): Response =>
  new Response(null, { status, headers: securityHeaders("/refused") });
