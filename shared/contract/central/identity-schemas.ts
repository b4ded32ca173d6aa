import Type from "typebox";
import { exact, instant, personId } from "./terms.ts";

// Who signs in, the session, and the accounts of an establishment.

const role = Type.Union([
  Type.Literal("lecteur"),
  Type.Literal("intendant"),
  Type.Literal("accrediteur"),
  Type.Literal("administrateur"),
]);
const rights = Type.Record(Type.String({ maxLength: 80 }), Type.Array(role, { maxItems: 4 }));

export const identitySchema = Type.Object({
  person: personId,
  name: Type.String(),
  login: Type.String(),
  establishment: Type.String(),
  establishmentName: Type.Optional(Type.String()),
  rights,
});

export const signInSchema = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 1_000 }),
    establishment: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  },
  exact,
);

export const refreshSchema = Type.Object(
  { refreshToken: Type.String({ minLength: 20, maxLength: 200 }) },
  exact,
);

export const sessionSchema = Type.Object({
  identity: identitySchema,
  accessToken: Type.String(),
  accessExpiresAt: instant,
  refreshToken: Type.String(),
  refreshExpiresAt: instant,
});

export const accountSchema = Type.Object({
  person: personId,
  login: Type.String(),
  name: Type.String(),
  disabled: Type.Boolean(),
  rights,
});
export const accountsSchema = Type.Object({ accounts: Type.Array(accountSchema) });
/** A password that a person chooses holds at least so many characters. */
export const MIN_PASSWORD = 12;

export const newAccountSchema = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 200 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: MIN_PASSWORD, maxLength: 1_000 }),
    rights,
  },
  exact,
);
export const accountChangeSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    password: Type.Optional(Type.String({ minLength: MIN_PASSWORD, maxLength: 1_000 })),
    disabled: Type.Optional(Type.Boolean()),
    rights: Type.Optional(rights),
  },
  exact,
);
