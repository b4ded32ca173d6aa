import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./hash-password.ts";

describe("hashPassword", () => {
  it("[O1] accepts the password and no other, each hash with its own salt and cost", async () => {
    const [one, other] = [
      await hashPassword("mot de passe é"),
      await hashPassword("mot de passe é"),
    ];
    expect(one).toMatch(/^scrypt\$15\$8\$1\$/);
    expect(one).not.toBe(other);
    // The same text typed on another system may arrive decomposed.
    const answers = await Promise.all([
      verifyPassword("mot de passe é", one),
      verifyPassword("mot de passe é".normalize("NFD"), one),
      verifyPassword("mot de passe", one),
    ]);
    expect(answers).toEqual([true, true, false]);
  });

  it("[O1] refuses an account without a password, or none at all", async () => {
    expect(
      await Promise.all([
        verifyPassword("", ""),
        verifyPassword("x", null),
        verifyPassword("x", "scrypt$15$8$1$"),
      ]),
    ).toEqual([false, false, false]);
  });
});
