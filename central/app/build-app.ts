import compress from "@fastify/compress";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import { Ajv2020 } from "ajv/dist/2020.js";
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { Fault } from "../../shared/base/index.ts";
import { CENTRAL_API_PREFIX, CENTRAL_CAPS } from "../../shared/contract/central-api.ts";
import { addAdministrationRoutes } from "../routes/administration.ts";
import { addRecordRoutes } from "../routes/records.ts";
import { addRequestRoutes } from "../routes/requests.ts";
import { addServiceRoutes } from "../routes/service.ts";
import { addSessionRoutes } from "../routes/session.ts";
import { addSyncRoutes } from "../routes/sync.ts";
import type { Central } from "../services/central.ts";
import { guardRoutes, type RouteEntry } from "./access.ts";
import { allowOrigins } from "./allow-origins.ts";
import { answerError, faultOf, sendProblem } from "./problem.ts";
import { readBodies } from "./read-json.ts";
import { asksForScreen, serveBundle } from "./serve-bundle.ts";

export type AppOptions = {
  /** Folder of the renderer's bundle; none: only the API. */
  readonly bundle?: string;
  /** Origins of pages that may call the API besides the desktop application and this server's own. */
  readonly origins?: readonly string[];
  /** pino's instance; none: silent. */
  readonly logger?: FastifyBaseLogger;
  /** True behind a proxy that says who really calls. */
  readonly behindProxy?: boolean;
  /** Sign-ins of one login from one address by minute. */
  readonly signInsByMinute?: number;
};

export type App = { readonly server: FastifyInstance; readonly routes: readonly RouteEntry[] };

/** The HTTP server over a repository. It decides nothing: it reads, checks the shape, asks `central`, answers. */
export async function buildApp(central: Central, options: AppOptions = {}): Promise<App> {
  const server: FastifyInstance = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: CENTRAL_CAPS.bodyBytes,
    trustProxy: options.behindProxy ?? false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read never reaches the error handler.
    frameworkErrors: (thrown, _request, reply) => void sendProblem(reply, faultOf(thrown)),
  });
  refuseNul(server);
  validateStrictly(server);
  readBodies(server);
  server.setErrorHandler(answerError);
  logAnswers(server);
  keepOutOfCaches(server);
  allowOrigins(server, options.origins ?? []);
  await server.register(rateLimit, { global: false });
  await server.register(compress, {
    global: true,
    threshold: 1_024,
    encodings: ["gzip"],
    customTypes:
      /^(text\/(?!event-stream)|application\/(json|problem\+json|x-ndjson|javascript|wasm)|image\/svg)/,
  });
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Intendance — central repository", version: "1" },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
    },
  });
  const routes = guardRoutes(server, central);
  const tools = { central, signInsByMinute: options.signInsByMinute ?? 10 };
  await server.register(
    async (api) => {
      addServiceRoutes(api);
      addSessionRoutes(api, tools);
      addSyncRoutes(api, central);
      addRecordRoutes(api, central);
      addRequestRoutes(api, central);
      addAdministrationRoutes(api, central);
    },
    { prefix: CENTRAL_API_PREFIX },
  );
  if (options.bundle !== undefined) await serveBundle(server, options.bundle);
  server.setNotFoundHandler((request, reply) => {
    if (
      options.bundle !== undefined &&
      asksForScreen(request.method, request.url, request.headers.accept)
    )
      return reply.sendFile("index.html");
    return sendProblem(reply, new Fault("NOT_FOUND", "no such resource"));
  });
  return { server, routes };
}

/** Bodies are taken as they are (nothing dropped, coerced or defaulted); parameters of the address are texts, so numbers are read from them. */
function validateStrictly(server: FastifyInstance): void {
  const common = {
    strict: false,
    allErrors: false,
    ownProperties: true,
    removeAdditional: false,
  } as const;
  const bodies = new Ajv2020(common);
  const addresses = new Ajv2020({ ...common, coerceTypes: true, useDefaults: true });
  server.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === "body" ? bodies : addresses).compile(schema as object),
  );
  // Answers are made by typed code and covered by the contract tests; a second schema pass would only cost.
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
}

/** PostgreSQL keeps no NUL in a text, and no id, name or cursor has a use for one. */
function refuseNul(server: FastifyInstance): void {
  server.addHook("onRequest", async (request) => {
    if (request.url.includes("%00"))
      throw new Fault("BAD_REQUEST", "the address holds a NUL character");
  });
}

/** What the API answers is for one person: no cache keeps it, unless the route says so (blocks never change). */
function keepOutOfCaches(server: FastifyInstance): void {
  server.addHook("onSend", async (request, reply) => {
    if (!request.url.startsWith("/api/")) return;
    void reply.header("x-content-type-options", "nosniff");
    if (!reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
  });
}

/**
 * One line per answer: the route, not its address (ids stay out), and who asked by his reference, never his name or address. What was
 * refused for lack of rights or of patience is a warning (D-4: refused, and logged).
 */
function logAnswers(server: FastifyInstance): void {
  server.addHook("onResponse", async (request, reply) => {
    const level = [401, 403, 429].includes(reply.statusCode) ? "warn" : "info";
    request.log[level](
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        person: request.identity?.person,
      },
      "answered",
    );
  });
}
