import { Compile } from "typebox/compile";
import { Fault, type ContentHash } from "../../shared/base/index.ts";
import { CENTRAL_CAPS, changeBlockSchema } from "../../shared/contract/central-api.ts";
import type { Identity } from "../../shared/ports/index.ts";
import type { Change } from "../../shared/record/index.ts";
import type { BlockRef } from "../../shared/workflow/index.ts";
import { addBlock, describeBlocks, readBlock } from "../store/blocks.ts";
import type { Tx } from "../store/tables.ts";
import { accountOf, canRead, holdsRole } from "./rights.ts";
import type { Context } from "./context.ts";
import { nestingOf } from "./nesting.ts";
import { fastHash, unpackText } from "./pack-block.ts";

const changeBlock = Compile(changeBlockSchema);
/** A value of a record is a list of small objects at most; anything deeper is an attack on the stack. */
const MAX_NESTING = 24;

/**
 * Stores a block of changes that a request will name. Everything is checked before anything is kept: the size before and after
 * inflating, the hash, the shape, one référentiel only, the right to propose changes on it.
 */
export async function putBlock(
  context: Context,
  identity: Identity,
  hash: string,
  bytes: Uint8Array,
): Promise<void> {
  if (bytes.byteLength > CENTRAL_CAPS.blockBytes)
    throw new Fault("BODY_TOO_LARGE", "the block is beyond the cap", {
      cap: CENTRAL_CAPS.blockBytes,
    });
  const text = await unpackText(bytes);
  if (fastHash(text) !== hash)
    throw new Fault("BLOCK_CORRUPT", "the content does not have this hash", { hash });
  const changes = parseChanges(text);
  const referential = changes[0]!.referential;
  if (changes.some((change) => change.referential !== referential))
    throw new Fault("BLOCK_CORRUPT", "a block holds changes of one référentiel", { hash });
  await context.store.write(async (tx) => {
    const { rights } = await accountOf(tx, identity);
    if (!holdsRole(rights, referential, PROPOSERS))
      throw new Fault("FORBIDDEN", "no right to propose changes", { referential });
    await addBlock(
      tx,
      identity.establishment,
      { hash: hash as ContentHash, referential, count: changes.length, bytes },
      context.clock.now(),
    );
  });
}

/** Roles that may propose changes. */
export const PROPOSERS = ["intendant", "administrateur"] as const;

/** The gzipped bytes of a block that the reader may see. NOT_FOUND also when he may not: hashes are not to be probed. */
export async function getBlock(
  context: Context,
  identity: Identity,
  hash: string,
): Promise<Uint8Array> {
  return context.store.read(async (tx) => {
    const { rights } = await accountOf(tx, identity);
    const block = await readBlock(tx, identity.establishment, hash);
    if (!block || !canRead(rights, block.referential))
      throw new Fault("NOT_FOUND", "no such block", { hash });
    return block.bytes;
  });
}

/** The changes of one stored block, or of several: BLOCK_MISSING names the blocks to upload first. */
export async function readChanges(
  tx: Tx,
  establishment: string,
  refs: readonly BlockRef[],
): Promise<readonly (readonly Change[])[]> {
  const blocks: (readonly Change[])[] = [];
  for (const ref of refs) {
    const block = await readBlock(tx, establishment, ref.hash);
    if (!block) throw new Fault("BLOCK_MISSING", "blocks are missing", { hashes: [ref.hash] });
    blocks.push(parseChanges(await unpackText(block.bytes)));
  }
  return blocks;
}

/** Refuses a content whose blocks are not there (BLOCK_MISSING) or are not what it says of them (BAD_REQUEST). */
export async function checkBlockRefs(
  tx: Tx,
  establishment: string,
  refs: readonly BlockRef[],
): Promise<void> {
  const known = await describeBlocks(
    tx,
    establishment,
    refs.map((ref) => ref.hash),
  );
  const missing = refs.filter((ref) => !known.has(ref.hash)).map((ref) => ref.hash);
  if (missing.length > 0)
    throw new Fault("BLOCK_MISSING", "blocks are missing", { hashes: missing });
  const lying = refs.filter(
    (ref) =>
      known.get(ref.hash)?.count !== ref.count ||
      known.get(ref.hash)?.referential !== ref.referential,
  );
  if (lying.length > 0)
    throw new Fault("BAD_REQUEST", "blocks are not what the request says of them", {
      hashes: lying.map((ref) => ref.hash),
    });
}

/** A NUL as JSON writes it; a backslash that a person typed is written twice, and makes none. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/;

function parseChanges(text: string): readonly Change[] {
  if (nestingOf(text) > MAX_NESTING)
    throw new Fault("BLOCK_CORRUPT", "values are nested too deep", { cap: MAX_NESTING });
  // PostgreSQL keeps no NUL in a text, and no value of a record has a use for one.
  if (NUL.test(text)) throw new Fault("BLOCK_CORRUPT", "values hold a NUL character");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Fault("BLOCK_CORRUPT", "the block is not JSON", {}, { cause });
  }
  if (!changeBlock.Check(value)) {
    const problems = changeBlock
      .Errors(value)
      .slice(0, 5)
      .map((error) => ({ at: error.instancePath, message: error.message }));
    throw new Fault("BLOCK_CORRUPT", "the block is not a list of changes", { problems });
  }
  return value;
}
