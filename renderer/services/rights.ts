import type { ReferentialId } from "../../shared/base/index.ts";
import { Fault } from "../../shared/base/index.ts";
import type { Identity, Role } from "../../shared/ports/index.ts";

/** Roles of a person on a référentiel, those given on all included. */
export const rolesOn = (identity: Identity | null, referential: ReferentialId): readonly Role[] =>
  identity ? [...(identity.rights[referential] ?? []), ...(identity.rights["*"] ?? [])] : [];

/** A role implies reading. */
export const mayRead = (identity: Identity | null, referential: ReferentialId): boolean =>
  rolesOn(identity, referential).length > 0;

/** Who edits: intendants and administrators. Central checks again (V8). */
export const mayEdit = (identity: Identity | null, referential: ReferentialId): boolean =>
  rolesOn(identity, referential).some((role) => role === "intendant" || role === "administrateur");

/** Who is asked to decide. */
export const mayDecide = (identity: Identity | null, referential: ReferentialId): boolean =>
  rolesOn(identity, referential).some(
    (role) => role === "accrediteur" || role === "administrateur",
  );

/** Throws FORBIDDEN when the person may not edit the référentiel. */
export function checkMayEdit(identity: Identity | null, referential: ReferentialId): void {
  if (!mayEdit(identity, referential))
    throw new Fault("FORBIDDEN", "this person may not edit this référentiel", { referential });
}
