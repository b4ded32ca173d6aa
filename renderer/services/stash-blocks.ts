import type { ContentHash, ReferentialId } from "../../shared/base/index.ts";
import { Fault, hashOfText } from "../../shared/base/index.ts";
import { CENTRAL_CAPS } from "../../shared/contract/central-api.ts";
import { gunzipBytes } from "../storage/gzip.ts";
import type { LocalWork } from "./local-work.ts";

/** Which of these blocks are not here yet. */
export async function missingBlocks(
  work: LocalWork,
  hashes: readonly string[],
): Promise<readonly string[]> {
  const wanted = [...new Set(hashes)];
  const missing: string[] = [];
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const group = wanted.slice(start, start + AT_ONCE);
    const here = new Set<string>(
      (await work.store.readBlocks(group as ContentHash[])).map((block) => block.hash),
    );
    missing.push(...group.filter((hash) => !here.has(hash)));
  }
  return missing;
}

const AT_ONCE = 64;

/** Keeps a block that came from central, once its text is known to be the one its name says (BLOCK_CORRUPT otherwise). */
export async function stashBlock(
  work: LocalWork,
  hash: string,
  count: number,
  referential: string,
  bytes: Uint8Array,
): Promise<void> {
  const inflated = await gunzipBytes(bytes, CENTRAL_CAPS.blockInflatedBytes).catch(
    (cause: unknown) => {
      throw new Fault("BLOCK_CORRUPT", "this block cannot be inflated", { hash }, { cause });
    },
  );
  if ((await hashUtf8(inflated)) !== hash)
    throw new Fault("BLOCK_CORRUPT", "this block is not what its hash says", { hash });
  await work.store.stashBlocks([
    { hash: hash as ContentHash, count, referential: referential as ReferentialId, bytes },
  ]);
}

/** SHA-256 in hexadecimal of UTF-8 bytes: the engine's own where the page is secure, ours elsewhere (twenty times slower). */
async function hashUtf8(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle =
    typeof crypto === "undefined" ? undefined : (crypto.subtle as SubtleCrypto | undefined);
  if (!subtle) return hashOfText(new TextDecoder().decode(bytes));
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
