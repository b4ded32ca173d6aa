import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { canonicalJson, Fault, type ContentHash, type JsonValue } from "../../shared/base/index.ts";
import { CENTRAL_CAPS } from "../../shared/contract/central-api.ts";
import type { StoredBlock } from "../store/blocks.ts";

const inflate = promisify(gunzip);
const deflate = promisify<Uint8Array, { level: number }, Buffer>(gzip);

/** Same value as `hashOfText`, at the speed of the platform. */
export const fastHash = (text: string | Uint8Array): ContentHash =>
  createHash("sha256").update(text).digest("hex") as ContentHash;

/** Packs elements of one référentiel: canonical JSON text, its hash, gzipped. */
export async function packBlock(
  referential: string,
  elements: readonly unknown[],
): Promise<StoredBlock> {
  const text = canonicalJson(elements as readonly JsonValue[]);
  return {
    hash: fastHash(text),
    referential,
    count: elements.length,
    bytes: await deflate(Buffer.from(text), { level: 4 }),
  };
}

/** Inflates a block within the cap. BLOCK_CORRUPT when it is not gzip or is cut, BODY_TOO_LARGE when it inflates too much. */
export async function unpackText(bytes: Uint8Array): Promise<string> {
  try {
    return (await inflate(bytes, { maxOutputLength: CENTRAL_CAPS.blockInflatedBytes })).toString(
      "utf8",
    );
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new Fault(
        "BODY_TOO_LARGE",
        "the block inflates beyond the cap",
        { cap: CENTRAL_CAPS.blockInflatedBytes },
        { cause },
      );
    throw new Fault("BLOCK_CORRUPT", "the block is not whole gzip", {}, { cause });
  }
}
