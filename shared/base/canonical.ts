import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ContentHash } from "./ids.ts";
import type { JsonValue } from "./json.ts";

/**
 * Canonical JSON text (RFC 8785: members sorted by UTF-16 code units, ECMAScript numbers, no space), so that two
 * processes hash the same content to the same value. Members whose value is undefined are left out.
 */
export function canonicalJson(value: JsonValue | undefined): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const object = value as { readonly [name: string]: JsonValue | undefined };
  const members: string[] = [];
  for (const name of Object.keys(object).sort()) {
    if (object[name] !== undefined)
      members.push(`${JSON.stringify(name)}:${canonicalJson(object[name])}`);
  }
  return `{${members.join(",")}}`;
}

/** SHA-256 of the canonical JSON text, in lower-case hexadecimal. */
export const hashOf = (value: JsonValue): ContentHash => hashOfText(canonicalJson(value));

/** SHA-256 of UTF-8 text, in lower-case hexadecimal. */
export const hashOfText = (text: string): ContentHash =>
  bytesToHex(sha256(utf8ToBytes(text))) as ContentHash;

/** SHA-256 of bytes, in lower-case hexadecimal. */
export const hashOfBytes = (bytes: Uint8Array): ContentHash =>
  bytesToHex(sha256(bytes)) as ContentHash;
