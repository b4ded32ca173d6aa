import { Fault } from "../../../shared/base/index.ts";
import {
  BOUND_LENGTH,
  cutChunks,
  HEADER_LENGTH,
  nonceOf,
  PartReader,
  readHeader,
  unreadable,
} from "../../../shared/exchange/backup/index.ts";
import type { Part, SealedKind } from "../../../shared/exchange/backup/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import { deriveSealKey } from "./derive-seal-key.ts";

/** A sealed file whose passphrase is right. */
export type OpenedFile = {
  readonly kind: SealedKind;
  /**
   * Its parts, in order, from the start each time. Faults while reading: FILE_UNREADABLE with `reason` `damaged` (a chunk does not open)
   * or `content`; CANCELLED.
   */
  parts(onProgress?: OnProgress): AsyncGenerator<Part, void, void>;
};

export type OpenOptions = {
  /** Asked between two chunks; true ends the work with CANCELLED. */
  readonly isCancelled?: () => boolean;
  /** The derivation, which takes half a second on purpose; a test that opens one file a thousand times remembers it. */
  readonly derive?: typeof deriveSealKey;
};

/**
 * Opens a sealed file. Faults: those of its header (FILE_EMPTY, FILE_KIND_UNKNOWN, FILE_TRUNCATED, FILE_UNREADABLE), PASSPHRASE_WRONG,
 * SEALING_UNAVAILABLE.
 */
export async function openSealed(
  file: Blob,
  passphrase: string,
  { isCancelled = () => false, derive = deriveSealKey }: OpenOptions = {},
): Promise<OpenedFile> {
  const start = await bytesOf(file.slice(0, HEADER_LENGTH));
  const header = readHeader(start, file.size);
  const { key, proof } = await derive(passphrase, header.salt, header.iterations);
  if (!proof.every((byte, place) => byte === header.proof[place]))
    throw new Fault("PASSPHRASE_WRONG", "this passphrase does not open the file");
  const bound = start.slice(0, BOUND_LENGTH);
  const chunks = cutChunks(file.size, header.chunkSize);
  return {
    kind: header.kind,
    async *parts(onProgress = () => {}) {
      const decoder = new TextDecoder("utf-8", { fatal: true });
      const reader = new PartReader((bytes) => decoder.decode(bytes));
      for (const { number, start: from, end, last } of chunks) {
        if (isCancelled()) throw new Fault("CANCELLED", "the person gave up");
        const plain = await crypto.subtle
          .decrypt(
            {
              name: "AES-GCM",
              iv: nonceOf(header.nonceStart, number, last),
              additionalData: bound,
            },
            key,
            await bytesOf(file.slice(from, end)),
          )
          .catch((cause: unknown) => {
            throw unreadable("damaged", { chunk: number, cause: String(cause) });
          });
        yield* reader.push(new Uint8Array(plain));
        onProgress({ done: number + 1, total: chunks.length });
      }
      reader.end();
    },
  };
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());
