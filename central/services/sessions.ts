import { createHash, randomBytes } from "node:crypto";
import { Fault, type IsoInstant } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import {
  findAccountByLogin,
  findAccountByPerson,
  lockAccount,
  type Account,
} from "../store/accounts.ts";
import { addAudit } from "../store/audit.ts";
import { readEstablishment } from "../store/establishments.ts";
import {
  addSession,
  familyStates,
  findSession,
  markSessionUsed,
  revokeSessions,
  setSessionState,
  sweepSessions,
  type Session,
} from "../store/sessions.ts";
import type { Tx } from "../store/tables.ts";
import { foldLogin } from "./accounts.ts";
import { identityOf } from "./rights.ts";
import type { Context } from "./context.ts";
import { verifyPassword } from "./hash-password.ts";

/** A signed-in session as the client keeps it: an opaque token for a quarter of an hour and the one that renews it, once. */
export type OpenSession = {
  readonly identity: Identity;
  readonly accessToken: string;
  readonly accessExpiresAt: IsoInstant;
  readonly refreshToken: string;
  readonly refreshExpiresAt: IsoInstant;
};

const ACCESS_MINUTES = 15;
/** Longer than a holiday offline; after it the person signs in again, his unsent work stays (O-4). */
const REFRESH_DAYS = 30;

/** Signs in with a local account. SIGN_IN_REFUSED says nothing of what was wrong. */
export async function signIn(
  context: Context,
  establishment: string,
  login: string,
  password: string,
): Promise<OpenSession> {
  const account = await context.store.read((tx) =>
    findAccountByLogin(tx, establishment, foldLogin(login)),
  );
  const right = await verifyPassword(password, account?.password ?? null);
  const session = account && right ? await openFirst(context, account) : null;
  if (session) return session;
  await context.store.write(async (tx) => {
    // A refused sign-in is written down where there is an account to write it for; never the text that was typed.
    if (account)
      await addAudit(tx, establishment, {
        at: context.clock.now(),
        person: account.person,
        action: "session.sign-in",
        subject: account.person,
        outcome: "refused",
      });
  });
  throw new Fault("SIGN_IN_REFUSED", "login or password refused");
}

/** The first session of a family; null when the account was closed or its password changed while the password was being verified (O3). */
async function openFirst(context: Context, verified: Account): Promise<OpenSession | null> {
  return context.store.write(async (tx) => {
    const account = await lockAccount(tx, verified.establishment, verified.person);
    if (!account || account.disabled || account.password !== verified.password) return null;
    await sweepSessions(tx, context.clock.now());
    await addAudit(tx, account.establishment, {
      at: context.clock.now(),
      person: account.person,
      action: "session.sign-in",
      subject: account.person,
      outcome: "accepted",
    });
    return openSession(context, tx, account, context.ids.next());
  });
}

/**
 * Exchanges a refresh token for the next pair. A token already exchanged shows that two parties hold it: the whole family
 * is revoked (O-4), unless the pair that followed was never used — then only the answer was lost, and a new pair replaces it.
 */
export async function refreshSession(context: Context, refreshToken: string): Promise<OpenSession> {
  const outcome = await context.store.write(async (tx): Promise<OpenSession | "refused"> => {
    const held = await lockHolder(tx, "refresh", refreshToken);
    if (!held || held.account.disabled) return "refused";
    const { session, account } = held;
    if (session.state === "revoked" || session.refreshExpires <= context.clock.now())
      return "refused";
    if (session.state === "rotated") {
      const later = (await familyStates(tx, session.family)).filter(
        (other) => other.id > session.id && other.state !== "revoked",
      );
      const onlyLost = later.length === 1 && later[0]?.state === "fresh";
      if (!onlyLost) {
        await revokeSessions(tx, "family", session.family);
        await addAudit(tx, session.establishment, {
          at: context.clock.now(),
          person: session.person,
          action: "session.refresh",
          subject: session.family,
          outcome: "revoked",
        });
        return "refused";
      }
      await setSessionState(tx, later[0]?.id ?? "", "revoked");
    }
    await setSessionState(tx, session.id, "rotated");
    return openSession(context, tx, account, session.family);
  });
  if (outcome === "refused") throw new Fault("SIGN_IN_REFUSED", "the session cannot be renewed");
  return outcome;
}

/** Ends the family of the session that holds this access token; nothing when it is unknown. */
export async function endSession(context: Context, accessToken: string): Promise<void> {
  await context.store.write(async (tx) => {
    const held = await lockHolder(tx, "access", accessToken);
    if (held) await revokeSessions(tx, "family", held.session.family);
  });
}

/** The session of a token and its account, held: two renewals at once, or one and a sign-out, see each other (O-4). Null when unknown. */
async function lockHolder(
  tx: Tx,
  kind: "access" | "refresh",
  token: string,
): Promise<{ readonly session: Session; readonly account: Account } | null> {
  const found = await findSession(tx, kind, hashToken(token));
  const account = found && (await lockAccount(tx, found.establishment, found.person));
  // Read again once the account is held: whoever held it before may have renewed or ended this session.
  const session = account && (await findSession(tx, kind, hashToken(token)));
  return session && account ? { session, account } : null;
}

/** Who holds this access token, with the rights of now. TOKEN_EXPIRED asks for a refresh, NOT_SIGNED_IN for a sign-in. */
export async function identify(context: Context, accessToken: string): Promise<Identity> {
  const { session, account } = await context.store.read(async (tx) => {
    const found = await findSession(tx, "access", hashToken(accessToken));
    return {
      session: found,
      account: found ? await findAccountByPerson(tx, found.establishment, found.person) : null,
    };
  });
  if (!session || !account || account.disabled) throw new Fault("NOT_SIGNED_IN", "no such session");
  // The token of a renewed session lives out its quarter of an hour: other tabs of the same person still hold it.
  if (session.state === "revoked") throw new Fault("TOKEN_EXPIRED", "the session was ended");
  if (session.accessExpires <= context.clock.now())
    throw new Fault("TOKEN_EXPIRED", "the access token has expired");
  if (session.state === "fresh") await context.store.write((tx) => markSessionUsed(tx, session.id));
  return identityOf(account);
}

/** The establishment a sign-in is for: the one named, or the only one there is. */
export async function establishmentFor(
  context: Context,
  named: string | undefined,
): Promise<string> {
  const id = named ?? DEFAULT_ESTABLISHMENT;
  const found = await context.store.read((tx) => readEstablishment(tx, id));
  if (!found) throw new Fault("SIGN_IN_REFUSED", "login or password refused");
  return found.id;
}

/** The establishment of a repository that serves only one. */
export const DEFAULT_ESTABLISHMENT = "etablissement";

async function openSession(
  context: Context,
  tx: Tx,
  account: Account,
  family: string,
): Promise<OpenSession> {
  const now = context.clock.now();
  const tokens = {
    access: randomBytes(32).toString("base64url"),
    refresh: randomBytes(32).toString("base64url"),
  };
  const session: Session = {
    id: context.ids.next(),
    family,
    establishment: account.establishment,
    person: account.person,
    accessHash: hashToken(tokens.access),
    accessExpires: after(now, ACCESS_MINUTES),
    refreshHash: hashToken(tokens.refresh),
    refreshExpires: after(now, REFRESH_DAYS * 1_440),
    state: "fresh",
  };
  await addSession(tx, session, now);
  const establishment = await readEstablishment(tx, account.establishment);
  return {
    identity: {
      ...identityOf(account),
      ...(establishment ? { establishmentName: establishment.name } : {}),
    },
    accessToken: tokens.access,
    accessExpiresAt: session.accessExpires,
    refreshToken: tokens.refresh,
    refreshExpiresAt: session.refreshExpires,
  };
}

/** Tokens are long random texts, so a plain hash is enough to keep a stolen base from opening sessions. */
const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

const after = (instant: IsoInstant, minutes: number): IsoInstant =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
