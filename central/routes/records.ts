import type { FastifyInstance } from "fastify";
import Type, { type Static } from "typebox";
import {
  findingsSchema,
  historySchema,
  recordPageSchema,
  recordSchema,
  referencesSchema,
} from "../../shared/contract/central-api.ts";
import { callerOf } from "../app/access.ts";
import type { Central } from "../services/central.ts";

const referentialParams = Type.Object({
  referential: Type.String({ minLength: 1, maxLength: 80 }),
});
const recordParams = Type.Object({
  referential: Type.String({ minLength: 1, maxLength: 80 }),
  id: Type.String({ minLength: 1, maxLength: 64 }),
});
const pageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 64 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
  asAt: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" })),
});
const findingsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
const security = [{ bearer: [] }];
const tags = ["records"];

/** Reading the accredited base. */
export function addRecordRoutes(api: FastifyInstance, central: Central): void {
  const config = { access: "person" } as const;
  api.get(
    "/records/:referential",
    {
      config,
      schema: {
        tags,
        security,
        params: referentialParams,
        querystring: pageQuery,
        response: { 200: recordPageSchema },
      },
    },
    async (request) =>
      central.records.list(
        callerOf(request),
        (request.params as Static<typeof referentialParams>).referential,
        request.query as Static<typeof pageQuery>,
      ),
  );
  api.get(
    "/records/:referential/:id",
    { config, schema: { tags, security, params: recordParams, response: { 200: recordSchema } } },
    async (request) => {
      const { referential, id } = request.params as Static<typeof recordParams>;
      return central.records.read(callerOf(request), referential, id);
    },
  );
  api.get(
    "/records/:referential/:id/history",
    { config, schema: { tags, security, params: recordParams, response: { 200: historySchema } } },
    async (request) => {
      const { referential, id } = request.params as Static<typeof recordParams>;
      return { history: await central.records.history(callerOf(request), referential, id) };
    },
  );
  api.get(
    "/records/:referential/:id/references",
    {
      config,
      schema: { tags, security, params: recordParams, response: { 200: referencesSchema } },
    },
    async (request) => {
      const { referential, id } = request.params as Static<typeof recordParams>;
      return { references: await central.records.references(callerOf(request), referential, id) };
    },
  );
  api.get(
    "/findings/:referential",
    {
      config,
      schema: {
        tags,
        security,
        params: referentialParams,
        querystring: findingsQuery,
        response: { 200: findingsSchema },
      },
    },
    async (request) => {
      const { limit } = request.query as Static<typeof findingsQuery>;
      return central.records.findings(
        callerOf(request),
        (request.params as Static<typeof referentialParams>).referential,
        limit,
      );
    },
  );
}
