import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Fault } from "../../shared/base/index.ts";
import { securityHeaders } from "../../shared/contract/security-headers.ts";

/** Serves the renderer's bundle with the headers of its contract; every path that is a screen gets the page. */
export async function serveBundle(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, "index.html")))
    throw new Fault("NOT_FOUND", "no index.html in this folder", { folder });
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: "index.html",
    cacheControl: false,
    setHeaders(reply, path) {
      const url = `/${relative(folder, path).split(sep).join("/")}`;
      for (const [name, value] of Object.entries(securityHeaders(url)))
        void reply.header(name, value);
    },
  });
}

/** True for a GET that a browser makes to show a screen: it gets the page, whose router knows the path. */
export const asksForScreen = (method: string, url: string, accept: string | undefined): boolean =>
  method === "GET" &&
  !url.startsWith("/api/") &&
  !/\.[a-z0-9]+(\?|$)/i.test(url) &&
  (accept ?? "").includes("text/html");
