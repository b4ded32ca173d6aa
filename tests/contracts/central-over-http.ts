import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import { buildApp, type App, type AppOptions } from "../../central/app/build-app.ts";
import { CENTRAL_API_PREFIX as API } from "../../shared/contract/central-api.ts";
import { PASSWORD, type World } from "./central-world.ts";

export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly identity: { readonly login: string };
};
type Http = {
  readonly world: World;
  readonly app: App;
  call(
    method: string,
    path: string,
    options?: {
      readonly token?: string;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
      readonly raw?: string | Buffer;
    },
  ): Promise<LightMyRequestResponse>;
  signIn(login: string, password?: string): Promise<Tokens>;
};

/** A test that asks the server of a world of its own over HTTP; both are closed after it. */
export const makeOverHttp =
  (makeWorld: (passwords: boolean) => Promise<World>) =>
  async (work: (http: Http) => Promise<void>, options: AppOptions = {}): Promise<void> => {
    const world = await makeWorld(true);
    const app = await buildApp(world.central, options);
    const http: Http = {
      world,
      app,
      call: (method, path, { token, body, headers, raw } = {}) =>
        app.server.inject({
          method: method as NonNullable<InjectOptions["method"]>,
          url: path.startsWith("/") ? path : `${API}/${path}`,
          headers: {
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          ...(raw === undefined && body === undefined
            ? {}
            : { payload: raw ?? JSON.stringify(body) }),
        }),
      signIn: async (login, password = PASSWORD) => {
        const answer = await http.call("POST", "session", { body: { login, password } });
        expect(answer.statusCode).toBe(200);
        return answer.json<Tokens>();
      },
    };
    try {
      await work(http);
    } finally {
      await app.server.close();
      await world.close();
    }
  };

/** The status of an answer and the code of its fault. */
export const codeOf = (answer: LightMyRequestResponse): unknown => [
  answer.statusCode,
  answer.json<{ code?: string }>().code,
];
