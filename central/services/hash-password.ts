import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";

/** Cost of scrypt: N = 2^15 with r = 8 takes 32 MB and about a tenth of a second. Stored with the hash, so that it can grow. */
const COST = { log2N: 15, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

/** A password as it may be stored: `scrypt$log2N$r$p$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST.log2N, COST.r, COST.p);
  return [
    "scrypt",
    COST.log2N,
    COST.r,
    COST.p,
    salt.toString("base64url"),
    key.toString("base64url"),
  ].join("$");
}

/**
 * True when the password is the stored one. An account without a password, or none at all (`null`), takes the same time
 * to be refused, so that the time of the answer does not tell which logins exist.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, log2N, r, p, salt, key] = (stored ?? "").split("$");
  if (scheme !== "scrypt" || salt === undefined || key === undefined) {
    await derive(password, randomBytes(16), COST.log2N, COST.r, COST.p);
    return false;
  }
  const expected = Buffer.from(key, "base64url");
  const actual = await derive(
    password,
    Buffer.from(salt, "base64url"),
    Number(log2N),
    Number(r),
    Number(p),
  );
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(
  password: string,
  salt: Buffer,
  log2N: number,
  r: number,
  p: number,
): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
