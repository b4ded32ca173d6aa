import { Fault } from "../../shared/base/index.ts";
import type { Identity, Rights, Role } from "../../shared/ports/index.ts";
import { findAccountByPerson, type Account } from "../store/accounts.ts";
import type { Tx } from "../store/tables.ts";

/** An account as the rest of the program knows a signed-in person. */
export const identityOf = (account: Account): Identity => ({
  person: account.person,
  name: account.name,
  login: account.login,
  establishment: account.establishment,
  rights: account.rights,
});

/** True when the rights hold one of these roles on this référentiel; `*` stands for all. */
export function holdsRole(rights: Rights, referential: string, roles: readonly Role[]): boolean {
  return [...(rights[referential] ?? []), ...(rights["*"] ?? [])].some((role) =>
    roles.includes(role),
  );
}

/** A role implies reading. */
export const canRead = (rights: Rights, referential: string): boolean =>
  (rights[referential] ?? []).length > 0 || (rights["*"] ?? []).length > 0;

/** True for who runs the repository: administrateur on everything. */
export const isAdministrator = (rights: Rights): boolean =>
  (rights["*"] ?? []).includes("administrateur");

/** The account behind an identity, with the rights of now; FORBIDDEN when it is gone or disabled (V8: the client's word does not count). */
export async function accountOf(tx: Tx, identity: Identity): Promise<Account> {
  const account = await findAccountByPerson(tx, identity.establishment, identity.person);
  if (!account || account.disabled) throw new Fault("FORBIDDEN", "this account is disabled");
  return account;
}
