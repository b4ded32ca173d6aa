import type { Rights, Role } from "../../shared/ports/index.ts";

/** Distinct roles of a person over every référentiel, strongest first. */
export function rolesOf(rights: Rights): readonly Role[] {
  const held = new Set(Object.values(rights).flat());
  const order: readonly Role[] = ["administrateur", "accrediteur", "intendant", "lecteur"];
  return order.filter((role) => held.has(role));
}
