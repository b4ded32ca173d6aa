import { randomBytes } from "node:crypto";
import { Fault } from "../../shared/base/index.ts";
import { MIN_PASSWORD } from "../../shared/contract/central-api.ts";
import type { Rights, Role } from "../../shared/ports/index.ts";
import type { Central } from "../services/central.ts";

const ROLES: readonly Role[] = ["lecteur", "intendant", "accrediteur", "administrateur"];

/** Reads rights written as `role` (on everything) or `référentiel=role+role`, several of them; BAD_REQUEST names what is not one. */
export function readRights(words: readonly string[]): Rights {
  const rights: Record<string, Role[]> = {};
  for (const word of words) {
    const [left = "", right, ...rest] = word.split("=");
    const [referential, roles] = right === undefined ? ["*", left] : [left, right];
    if (referential === "" || rest.length > 0)
      throw new Fault("BAD_REQUEST", `not a right: ${word}`, { word });
    for (const role of roles.split("+")) {
      if (!ROLES.includes(role as Role))
        throw new Fault("BAD_REQUEST", `not a role: ${role}`, { role, roles: ROLES });
      (rights[referential] ??= []).push(role as Role);
    }
  }
  return rights;
}

/** A password given by INTENDANCE_PASSWORD; BAD_REQUEST when it is shorter than the API takes. */
export function checkPassword(given: string): string {
  if (given.length < MIN_PASSWORD)
    throw new Fault(
      "BAD_REQUEST",
      `INTENDANCE_PASSWORD must hold at least ${String(MIN_PASSWORD)} characters`,
      {
        characters: given.length,
      },
    );
  return given;
}

/** Makes an account and prints its password once, unless one was given. */
export async function addOneAccount(
  central: Central,
  establishment: string,
  login: string,
  name: string,
  rights: readonly string[],
  given: string | undefined,
): Promise<void> {
  const password =
    given === undefined ? randomBytes(12).toString("base64url") : checkPassword(given);
  await central.establishments.add(establishment, establishment);
  await central.accounts.add(establishment, { login, name, password, rights: readRights(rights) });
  console.log(given === undefined ? `${login}  ${password}` : login);
}

/** One line by account: login, state, name, rights. */
export async function listEveryAccount(central: Central, establishment: string): Promise<void> {
  for (const { login, name, disabled, rights } of await central.accounts.list(establishment)) {
    const words = Object.entries(rights).map(
      ([referential, roles]) => `${referential}=${roles.join("+")}`,
    );
    console.log([login, disabled ? "disabled" : "active", name, words.join(" ")].join("\t"));
  }
}
