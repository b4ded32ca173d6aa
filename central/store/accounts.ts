import type { PersonId } from "../../shared/base/index.ts";
import type { Rights, Role } from "../../shared/ports/index.ts";
import type { Tx } from "./tables.ts";

export type Account = {
  readonly establishment: string;
  readonly person: PersonId;
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly disabled: boolean;
  /** Feed number at the last change of rights: a laptop behind it must take a new snapshot. */
  readonly rightsSeq: number;
  readonly rights: Rights;
};

/** An account by its login, folded by the caller; null when unknown. */
export const findAccountByLogin = (
  tx: Tx,
  establishment: string,
  login: string,
): Promise<Account | null> => findAccount(tx, establishment, "login", login);

/** An account by its person; null when unknown. */
export const findAccountByPerson = (
  tx: Tx,
  establishment: string,
  person: string,
): Promise<Account | null> => findAccount(tx, establishment, "id", person);

/** The same, held until the transaction ends: what opens or renews a session of the person and what ends them come one after the other. */
export const lockAccount = (
  tx: Tx,
  establishment: string,
  person: string,
): Promise<Account | null> => findAccount(tx, establishment, "id", person, true);

async function findAccount(
  tx: Tx,
  establishment: string,
  column: "id" | "login",
  value: string,
  lock = false,
): Promise<Account | null> {
  const query = tx.db
    .selectFrom("accounts")
    .selectAll()
    .where("establishment", "=", establishment)
    .where(column, "=", value);
  const row = await (
    lock && tx.engine === "postgres" ? query.forUpdate() : query
  ).executeTakeFirst();
  if (!row) return null;
  const rights = await tx.db
    .selectFrom("rights")
    .selectAll()
    .where("establishment", "=", establishment)
    .where("person", "=", row.id)
    .execute();
  return makeAccount(row, rights);
}

/** Every account of an establishment, disabled ones included, by login. */
export async function listAccounts({ db }: Tx, establishment: string): Promise<readonly Account[]> {
  const rows = await db
    .selectFrom("accounts")
    .selectAll()
    .where("establishment", "=", establishment)
    .orderBy("login")
    .execute();
  const rights = await db
    .selectFrom("rights")
    .selectAll()
    .where("establishment", "=", establishment)
    .execute();
  const byPerson = Map.groupBy(rights, (right) => right.person);
  return rows.map((row) => makeAccount(row, byPerson.get(row.id) ?? []));
}

type AccountRow = {
  establishment: string;
  id: string;
  login: string;
  name: string;
  password: string;
  disabled: number;
  rights_seq: number;
};

function makeAccount(
  row: AccountRow,
  granted: readonly { referential: string; role: string }[],
): Account {
  const rights: Record<string, Role[]> = {};
  for (const right of granted) (rights[right.referential] ??= []).push(right.role as Role);
  return {
    establishment: row.establishment,
    person: row.id as PersonId,
    login: row.login,
    name: row.name,
    password: row.password,
    disabled: row.disabled === 1,
    rightsSeq: row.rights_seq,
    rights,
  };
}

/** Inserts or replaces an account and its rights. */
export async function writeAccount(tx: Tx, account: Account, at: string): Promise<void> {
  const values = {
    login: account.login,
    name: account.name,
    password: account.password,
    disabled: account.disabled ? 1 : 0,
    rights_seq: account.rightsSeq,
  };
  await tx.db
    .insertInto("accounts")
    .values({ establishment: account.establishment, id: account.person, created_at: at, ...values })
    .onConflict((conflict) => conflict.columns(["establishment", "id"]).doUpdateSet(values))
    .execute();
  await tx.db
    .deleteFrom("rights")
    .where("establishment", "=", account.establishment)
    .where("person", "=", account.person)
    .execute();
  const rows = Object.entries(account.rights).flatMap(([referential, roles]) =>
    [...new Set(roles)].map((role) => ({
      establishment: account.establishment,
      person: account.person,
      referential,
      role,
    })),
  );
  if (rows.length > 0) await tx.db.insertInto("rights").values(rows).execute();
}
