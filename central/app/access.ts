import type { FastifyInstance, FastifyRequest } from "fastify";
import { Fault } from "../../shared/base/index.ts";
import { CENTRAL_API_PREFIX } from "../../shared/contract/central-api.ts";
import type { Identity } from "../../shared/ports/index.ts";
import { isAdministrator } from "../services/rights.ts";
import type { Central } from "../services/central.ts";

/**
 * Who may call a route: anyone, a signed-in person (what he sees is then settled by his rights, référentiel by référentiel), or an
 * administrator of the repository. Every route of the API must say (D-4 of reliability.md).
 */
export type Access = "anyone" | "person" | "administrator";

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    identity: Identity | null;
  }
}

export type RouteEntry = { readonly method: string; readonly url: string; readonly access: Access };

/**
 * Installs the door of the API. A route that does not say who may call it stops the server from starting.
 * @returns the table of the API's routes, filled as they are added
 */
export function guardRoutes(app: FastifyInstance, central: Central): readonly RouteEntry[] {
  const table: RouteEntry[] = [];
  app.decorateRequest("identity", null);
  app.addHook("onRoute", (route) => {
    if (
      !route.url.startsWith(`${CENTRAL_API_PREFIX}/`) ||
      route.method === "HEAD" ||
      route.method === "OPTIONS"
    )
      return;
    const access = route.config?.access;
    if (!access)
      throw new Error(`route ${String(route.method)} ${route.url} does not say who may call it`);
    for (const method of [route.method].flat())
      if (method !== "HEAD") table.push({ method, url: route.url, access });
  });
  app.addHook("onRequest", async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === "anyone") return;
    const identity = await central.sessions.identify(bearerOf(request));
    if (access === "administrator" && !isAdministrator(identity.rights))
      throw new Fault("FORBIDDEN", "administrators only");
    request.identity = identity;
  });
  return table;
}

/** The access token of a request; NOT_SIGNED_IN without one. */
export function bearerOf(request: FastifyRequest): string {
  const [scheme, token, ...rest] = (request.headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !token || rest.length > 0)
    throw new Fault("NOT_SIGNED_IN", "no access token");
  return token;
}

/** Who calls, on a route that asks for a person. */
export function callerOf(request: FastifyRequest): Identity {
  if (!request.identity) throw new Fault("NOT_SIGNED_IN", "no access token");
  return request.identity;
}
