import type { FastifyInstance } from "fastify";

/** The desktop application's own origin. */
const DESKTOP_ORIGIN = "app://intendance";

/**
 * Lets pages of other origins call the API: the desktop application, and those the operator names. Tokens travel in a header and
 * never in a cookie, so credentials stay off and no page can act for a person without his token.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  const allowed = new Set([DESKTOP_ORIGIN, ...origins]);
  app.addHook("onRequest", async (request, reply) => {
    const { origin } = request.headers;
    void reply.header("vary", "Origin");
    if (origin === undefined || !allowed.has(origin)) return;
    void reply.header("access-control-allow-origin", origin);
    void reply.header("access-control-expose-headers", "retry-after");
    if (request.method !== "OPTIONS") return;
    void reply
      .header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE")
      .header("access-control-allow-headers", "authorization, content-type")
      .header("access-control-max-age", "600");
    return reply.code(204).send();
  });
}
