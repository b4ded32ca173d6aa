import type { FastifyInstance } from "fastify";
import { CENTRAL_API_VERSION, healthSchema } from "../../shared/contract/central-api.ts";

/** What a machine asks before anything else. */
export function addServiceRoutes(api: FastifyInstance): void {
  api.get(
    "/health",
    {
      config: { access: "anyone" },
      schema: { tags: ["service"], response: { 200: healthSchema } },
    },
    async () => ({
      status: "ok",
      api: CENTRAL_API_VERSION,
      version: "0.1.0",
    }),
  );
  api.get("/openapi.json", { config: { access: "anyone" }, schema: { hide: true } }, async () =>
    api.swagger(),
  );
}
