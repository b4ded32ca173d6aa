import type { FastifyInstance } from "fastify";
import Type, { type Static } from "typebox";
import {
  accountChangeSchema,
  accountSchema,
  accountsSchema,
  documentsSchema,
  newAccountSchema,
} from "../../shared/contract/central-api.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import { callerOf } from "../app/access.ts";
import type { AccountChange, NewAccount } from "../services/accounts.ts";
import type { Central } from "../services/central.ts";

const loginParams = Type.Object({ login: Type.String({ minLength: 1, maxLength: 200 }) });
const security = [{ bearer: [] }];
const tags = ["administration"];

/** Accounts, rights, model and workflow documents. */
export function addAdministrationRoutes(api: FastifyInstance, central: Central): void {
  const config = { access: "administrator" } as const;
  api.get(
    "/accounts",
    { config, schema: { tags, security, response: { 200: accountsSchema } } },
    async (request) => ({
      accounts: await central.accounts.list(callerOf(request).establishment),
    }),
  );
  api.post(
    "/accounts",
    {
      config,
      schema: { tags, security, body: newAccountSchema, response: { 201: accountSchema } },
    },
    async (request, reply) => {
      const { establishment, person } = callerOf(request);
      const {
        login,
        name,
        person: added,
        rights,
      } = await central.accounts.add(establishment, request.body as NewAccount, person);
      return reply.code(201).send({ person: added, login, name, disabled: false, rights });
    },
  );
  api.patch(
    "/accounts/:login",
    {
      config,
      schema: {
        tags,
        security,
        params: loginParams,
        body: accountChangeSchema,
        response: { 200: accountSchema },
      },
    },
    async (request) => {
      const { establishment, person } = callerOf(request);
      return central.accounts.change(
        establishment,
        (request.params as Static<typeof loginParams>).login,
        request.body as AccountChange,
        person,
      );
    },
  );
  api.get(
    "/documents",
    {
      config: { access: "person" },
      schema: { tags, security, response: { 200: documentsSchema } },
    },
    async (request) => ({
      documents: await central.documents.list(callerOf(request).establishment),
    }),
  );
  api.put(
    "/documents",
    {
      config,
      schema: { tags, security, body: documentsSchema, response: { 200: documentsSchema } },
    },
    async (request) => {
      const { establishment, person } = callerOf(request);
      const { documents } = request.body as { readonly documents: readonly ModelEntry[] };
      return { documents: await central.documents.put(establishment, documents, person) };
    },
  );
}
