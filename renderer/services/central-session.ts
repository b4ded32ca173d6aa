import { Fault } from "../../shared/base/index.ts";
import { sessionSchema } from "../../shared/contract/central-api.ts";
import type { Identity, SecretStore } from "../../shared/ports/index.ts";
import type { Static } from "typebox";
import { makeLock } from "./exclusive.ts";
import { readJson, readProblem } from "./read-answer.ts";

/** Where the refresh token is kept, by name: the key ring's secrets in the desktop shell, a browser's own means elsewhere. */
export type TokenStore = SecretStore;
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

type Session = Static<typeof sessionSchema>;

/**
 * The session with one central: the access token in memory only, the refresh token in the given store. Tabs renew one
 * after the other, for a refresh token works once and a second use revokes them all.
 */
export class CentralSession {
  private readonly address: string;
  private readonly fetch: Fetch;
  private readonly tokens: TokenStore;
  private readonly key: string;
  private access: string | null = null;
  private readonly alone: ReturnType<typeof makeLock>;

  constructor(address: string, fetch: Fetch, tokens: TokenStore) {
    this.address = address;
    this.fetch = fetch;
    this.tokens = tokens;
    this.key = `intendance.refresh.${address}`;
    this.alone = makeLock(this.key);
  }

  async signIn(login: string, password: string): Promise<Identity> {
    const response = await this.post("/session", { login, password });
    if (!response.ok) throw await readProblem(response);
    return this.keep(await readJson(response, sessionSchema));
  }

  /** A fresh access token and who it is for; null when the person must sign in again. Network failures are thrown. */
  renew(stale: string | null): Promise<Identity | null> {
    return this.alone(async () => {
      if (this.access !== null && this.access !== stale && this.last) return this.last;
      const refreshToken = await this.tokens.read(this.key);
      if (refreshToken === null) return null;
      const response = await this.post("/session/refresh", { refreshToken });
      if (response.ok) return this.keep(await readJson(response, sessionSchema));
      const fault = await readProblem(response);
      if (!SIGN_IN_AGAIN.has(fault.code)) throw fault;
      await this.forget();
      return null;
    });
  }

  get token(): string | null {
    return this.access;
  }

  async forget(): Promise<void> {
    this.access = null;
    this.last = null;
    await this.tokens.remove(this.key);
  }

  private last: Identity | null = null;

  private async keep(session: Session): Promise<Identity> {
    // The token first: a session that the next start could not renew would look whole until then.
    await this.tokens.write(this.key, session.refreshToken);
    this.access = session.accessToken;
    this.last = session.identity as Identity;
    return this.last;
  }

  private async post(path: string, body: unknown): Promise<Response> {
    try {
      return await this.fetch(this.address + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    } catch (cause) {
      throw new Fault("CENTRAL_UNREACHABLE", "central cannot be reached", {}, { cause });
    }
  }
}

const SIGN_IN_AGAIN: ReadonlySet<string> = new Set([
  "SIGN_IN_REFUSED",
  "TOKEN_EXPIRED",
  "NOT_SIGNED_IN",
  "FORBIDDEN",
  "BAD_REQUEST",
]);
