import { Fault, type PersonId } from "../../shared/base/index.ts";
import type { Identity, Rights } from "../../shared/ports/index.ts";
import { findAccountByLogin, listAccounts, writeAccount, type Account } from "../store/accounts.ts";
import { addAudit } from "../store/audit.ts";
import { revokeSessions } from "../store/sessions.ts";
import { runCommand } from "./command.ts";
import type { Context } from "./context.ts";
import { hashPassword } from "./hash-password.ts";
import { recountPopulations } from "./recount-populations.ts";
import { identityOf } from "./rights.ts";

export type NewAccount = {
  readonly login: string;
  readonly name: string;
  /** null: an account that cannot sign in with a password (tests, later OpenID Connect) */
  readonly password: string | null;
  readonly rights: Rights;
};
export type AccountChange = {
  readonly name?: string;
  readonly password?: string;
  readonly disabled?: boolean;
  readonly rights?: Rights;
};
export type AccountView = {
  readonly person: PersonId;
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly rights: Rights;
};

/** Who acts when nobody is signed in: the command line of the server. */
export const SYSTEM = "system" as PersonId;

/** Logins are compared without case nor surrounding blanks. */
export const foldLogin = (login: string): string => login.trim().toLowerCase().normalize("NFC");

/** Makes a local account. BAD_REQUEST when the login is taken or empty. */
export async function addAccount(
  context: Context,
  establishment: string,
  fresh: NewAccount,
  actor: PersonId = SYSTEM,
): Promise<Identity> {
  const login = foldLogin(fresh.login);
  if (login === "") throw new Fault("BAD_REQUEST", "empty login");
  const password = fresh.password === null ? "" : await hashPassword(fresh.password);
  return runCommand(context, establishment, async (command) => {
    const { tx } = command;
    if (await findAccountByLogin(tx, establishment, login))
      throw new Fault("BAD_REQUEST", "this login is taken");
    const account: Account = {
      establishment,
      person: context.ids.next() as PersonId,
      login,
      name: fresh.name,
      password,
      disabled: false,
      rightsSeq: 0,
      rights: fresh.rights,
    };
    await writeAccount(tx, account, context.clock.now());
    await addAudit(tx, establishment, {
      at: context.clock.now(),
      person: actor,
      action: "account.add",
      subject: account.person,
      outcome: "accepted",
    });
    await recountPopulations(command);
    return identityOf(account);
  });
}

/** Changes an account. A new password or a disabled account ends its sessions; new rights make its laptops take a new snapshot. */
export async function changeAccount(
  context: Context,
  establishment: string,
  login: string,
  change: AccountChange,
  actor: PersonId = SYSTEM,
): Promise<AccountView> {
  const password = change.password === undefined ? null : await hashPassword(change.password);
  return runCommand(context, establishment, async (command) => {
    const { tx } = command;
    const known = await findAccountByLogin(tx, establishment, foldLogin(login));
    if (!known) throw new Fault("NOT_FOUND", "no such account");
    // A mark in the feed that nobody reads: cursors before it are too old for the new rights.
    const rightsSeq = change.rights
      ? await command.append({ type: "end" }, { referentials: [], author: null })
      : known.rightsSeq;
    const account: Account = {
      ...known,
      name: change.name ?? known.name,
      password: password ?? known.password,
      disabled: change.disabled ?? known.disabled,
      rights: change.rights ?? known.rights,
      rightsSeq,
    };
    await writeAccount(tx, account, context.clock.now());
    if (password !== null || account.disabled) await revokeSessions(tx, "person", account.person);
    await addAudit(tx, establishment, {
      at: context.clock.now(),
      person: actor,
      action: `account.${Object.keys(change).sort().join("+")}`,
      subject: account.person,
      outcome: "accepted",
    });
    if (change.rights || change.disabled !== undefined) await recountPopulations(command);
    return viewOf(account);
  });
}

/** Every account, without its password. */
export const readAccounts = async (
  context: Context,
  establishment: string,
): Promise<readonly AccountView[]> =>
  (await context.store.read((tx) => listAccounts(tx, establishment))).map(viewOf);

/** The identity behind a login, for the command line and for tests. */
export async function identityByLogin(
  context: Context,
  establishment: string,
  login: string,
): Promise<Identity> {
  const account = await context.store.read((tx) =>
    findAccountByLogin(tx, establishment, foldLogin(login)),
  );
  if (!account) throw new Fault("NOT_FOUND", "no such account");
  return identityOf(account);
}

const viewOf = (account: Account): AccountView => ({
  person: account.person,
  login: account.login,
  name: account.name,
  disabled: account.disabled,
  rights: account.rights,
});
