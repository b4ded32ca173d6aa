import { Fault } from "../../../shared/base/index.ts";
import {
  BOUND_LENGTH,
  framePart,
  HEADER_LENGTH,
  LEAST_ITERATIONS,
  nonceOf,
  writeHeader,
} from "../../../shared/exchange/backup/index.ts";
import type { FileHeader, Part, SealedKind } from "../../../shared/exchange/backup/index.ts";
import { deriveSealKey } from "./derive-seal-key.ts";

const CHUNK_SIZE = 1024 * 1024;

export type SealOptions = {
  readonly kind: SealedKind;
  readonly passphrase: string;
  /** Plain bytes of a chunk; smaller in tests. */
  readonly chunkSize?: number;
  /** The derivation; a test that seals a hundred files remembers it. */
  readonly derive?: typeof deriveSealKey;
  /** Asked between two parts; true ends the work with CANCELLED. */
  readonly isCancelled?: () => boolean;
};

/**
 * Parts as one sealed file (B5), a chunk at a time: what is in memory is the chunk under way; sealed chunks go to a Blob, which the
 * engine keeps where it likes. Fault CANCELLED leaves nothing behind.
 */
export async function sealParts(
  parts: AsyncIterable<Part>,
  {
    kind,
    passphrase,
    chunkSize = CHUNK_SIZE,
    derive = deriveSealKey,
    isCancelled = () => false,
  }: SealOptions,
): Promise<Blob> {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const nonceStart = crypto.getRandomValues(new Uint8Array(7));
  const { key, proof } = await derive(passphrase, salt, LEAST_ITERATIONS);
  const header: FileHeader = {
    kind,
    iterations: LEAST_ITERATIONS,
    chunkSize,
    salt,
    nonceStart,
    proof,
  };
  const bound = writeHeader(header, 0).slice(0, BOUND_LENGTH);
  const sealed: Blob[] = [];
  let length = HEADER_LENGTH;
  const chunk = new Uint8Array(chunkSize);
  let filled = 0;
  let number = 0;
  const seal = async (last: boolean): Promise<void> => {
    const bytes = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonceOf(nonceStart, number, last), additionalData: bound },
      key,
      chunk.subarray(0, filled),
    );
    sealed.push(new Blob([bytes]));
    length += bytes.byteLength;
    filled = 0;
    number += 1;
  };
  for await (const part of parts) {
    if (isCancelled()) throw new Fault("CANCELLED", "the person gave up");
    const bytes = framePart(part);
    for (let place = 0; place < bytes.length;) {
      // A full chunk waits for the next byte: only then is it known not to be the last.
      if (filled === chunkSize) await seal(false);
      const piece = bytes.subarray(place, place + chunkSize - filled);
      chunk.set(piece, filled);
      filled += piece.length;
      place += piece.length;
    }
  }
  await seal(true);
  if (isCancelled()) throw new Fault("CANCELLED", "the person gave up");
  return new Blob([writeHeader(header, length), ...sealed]);
}
