declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Immutable id of a record for life: UUIDv7 text (R1: issued once, never reused). */
export type RecordId = Brand<string, "RecordId">;
/** Identifier of a référentiel document, e.g. `nacres`. */
export type ReferentialId = Brand<string, "ReferentialId">;
/** Id of a change request (demande): UUIDv7 text, made by the client. */
export type RequestId = Brand<string, "RequestId">;
/** Id of one queued operation: idempotency key of the push (Y1). */
export type OperationId = Brand<string, "OperationId">;
/** Id of this installation's branch (Y1). */
export type DeviceId = Brand<string, "DeviceId">;
/** Id of a person who acts (an account), not of a record of persons. */
export type PersonId = Brand<string, "PersonId">;
/** Lower-case hexadecimal SHA-256 of canonical content. */
export type ContentHash = Brand<string, "ContentHash">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for the text form of a UUID version 7 (RFC 9562), lower case. */
export const isUuidV7 = (text: string): boolean => UUID.test(text);

/**
 * UUID version 7 (RFC 9562) from a time and chance given by the caller.
 * @param milliseconds Unix time, integer ≥ 0
 * @param random at least 10 random bytes
 */
export function makeUuidV7(milliseconds: number, random: Uint8Array): string {
  const time = Math.floor(milliseconds).toString(16).padStart(12, "0").slice(-12);
  const hex = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
  const variant = (8 + (Number.parseInt(hex.charAt(3), 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
