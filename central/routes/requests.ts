import type { FastifyInstance } from "fastify";
import Type, { type Static } from "typebox";
import type { RequestId } from "../../shared/base/index.ts";
import { changeRequestSchema, requestPageSchema } from "../../shared/contract/central-api.ts";
import { callerOf } from "../app/access.ts";
import type { Central } from "../services/central.ts";

const requestParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });
const pageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 64 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  openOnly: Type.Optional(Type.Boolean()),
});
const security = [{ bearer: [] }];
const tags = ["requests"];

/** Reading requests; whatever changes one is an operation. */
export function addRequestRoutes(api: FastifyInstance, central: Central): void {
  const config = { access: "person" } as const;
  api.get(
    "/requests",
    {
      config,
      schema: { tags, security, querystring: pageQuery, response: { 200: requestPageSchema } },
    },
    async (request) =>
      central.requests.list(callerOf(request), request.query as Static<typeof pageQuery>),
  );
  api.get(
    "/requests/:id",
    {
      config,
      schema: { tags, security, params: requestParams, response: { 200: changeRequestSchema } },
    },
    async (request) =>
      central.requests.read(
        callerOf(request),
        (request.params as Static<typeof requestParams>).id as RequestId,
      ),
  );
}
