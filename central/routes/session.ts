import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Static } from "typebox";
import { Fault } from "../../shared/base/index.ts";
import {
  identitySchema,
  refreshSchema,
  sessionSchema,
  signInSchema,
} from "../../shared/contract/central-api.ts";
import { bearerOf, callerOf } from "../app/access.ts";
import type { Central } from "../services/central.ts";

type Limiter = ReturnType<FastifyInstance["createRateLimit"]>;

/** Sign-in, renewal, sign-out. Guessing is slowed by login and by address. */
export function addSessionRoutes(
  api: FastifyInstance,
  tools: { readonly central: Central; readonly signInsByMinute: number },
): void {
  const { central, signInsByMinute } = tools;
  const byLogin = api.createRateLimit({
    max: signInsByMinute,
    timeWindow: 60_000,
    keyGenerator: (request) =>
      `${request.ip} ${(request.body as Static<typeof signInSchema>).login.trim().toLowerCase()}`,
  });
  const byAddress = api.createRateLimit({
    max: signInsByMinute * 10,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
  });

  api.post(
    "/session",
    {
      config: { access: "anyone" },
      schema: { tags: ["session"], body: signInSchema, response: { 200: sessionSchema } },
    },
    async (request) => {
      await slowDown(request, byAddress, byLogin);
      const { login, password, establishment } = request.body as Static<typeof signInSchema>;
      return central.sessions.signIn(login, password, establishment);
    },
  );
  api.post(
    "/session/refresh",
    {
      config: { access: "anyone" },
      schema: { tags: ["session"], body: refreshSchema, response: { 200: sessionSchema } },
    },
    async (request) => {
      await slowDown(request, byAddress);
      return central.sessions.refresh((request.body as Static<typeof refreshSchema>).refreshToken);
    },
  );
  api.delete(
    "/session",
    { config: { access: "person" }, schema: { tags: ["session"], security } },
    async (request, reply) => {
      await central.sessions.end(bearerOf(request));
      return reply.code(204).send();
    },
  );
  api.get(
    "/me",
    {
      config: { access: "person" },
      schema: { tags: ["session"], security, response: { 200: identitySchema } },
    },
    async (request) => callerOf(request),
  );
}

const security = [{ bearer: [] }];

async function slowDown(request: FastifyRequest, ...limiters: readonly Limiter[]): Promise<void> {
  for (const limiter of limiters) {
    const verdict = await limiter(request);
    if (!verdict.isAllowed && verdict.isExceeded)
      throw new Fault("RATE_LIMITED", "too many attempts", { retryAfter: verdict.ttlInSeconds });
  }
}
