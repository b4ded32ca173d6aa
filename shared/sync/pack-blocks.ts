import { canonicalJson, fail, hashOfText, isJsonObject, ok } from "../base/index.ts";
import type { FaultData, JsonValue, ReferentialId, Result } from "../base/index.ts";
import type { Change, MasterRecord } from "../record/index.ts";
import type { BlockRef } from "../workflow/index.ts";
import type { CommittedChange } from "./operation.ts";

/** Elements per block: the size at which reading, writing and sending cost least together (performance.md). */
export const BLOCK_SIZE = 1000;

export type Block = { readonly ref: BlockRef; readonly text: string };

/**
 * Packs elements of one référentiel, in their order, as content-addressed blocks (B1–B3): canonical JSON text and its SHA-256.
 * No element, no block.
 */
export function packBlocks(
  elements: readonly unknown[],
  referential: ReferentialId,
  size: number = BLOCK_SIZE,
): readonly Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < elements.length; start += size) {
    const slice = elements.slice(start, start + size) as readonly JsonValue[];
    const text = canonicalJson(slice);
    blocks.push({ ref: { hash: hashOfText(text), count: slice.length, referential }, text });
  }
  return blocks;
}

/** Packs elements of several référentiels: one run of blocks per référentiel, in the order in which each first appears (B2). */
export function packByReferential(
  elements: readonly { readonly referential: ReferentialId }[],
  size: number = BLOCK_SIZE,
): readonly Block[] {
  const runs = new Map<ReferentialId, unknown[]>();
  for (const element of elements) {
    const run = runs.get(element.referential);
    if (run) run.push(element);
    else runs.set(element.referential, [element]);
  }
  return [...runs].flatMap(([referential, run]) => packBlocks(run, referential, size));
}

/**
 * The elements of a block whose text is exactly what its reference says (B4–B6); BLOCK_CORRUPT otherwise. Nothing of a bad block
 * is ever returned.
 * @param isElement what each element must be: `isChange`, `isCommittedChange` or `isMasterRecord`
 */
export function readBlock<T extends { readonly referential: ReferentialId }>(
  text: string,
  ref: BlockRef,
  isElement: (value: unknown) => value is T,
): Result<readonly T[], FaultData> {
  if (hashOfText(text) !== ref.hash) return corrupt(ref, "hash");
  const elements = parse(text);
  if (!Array.isArray(elements)) return corrupt(ref, "not a list");
  if (elements.length !== ref.count) return corrupt(ref, "count");
  const wrong = elements.findIndex(
    (element) => !isElement(element) || element.referential !== ref.referential,
  );
  return wrong === -1 ? ok(elements as readonly T[]) : corrupt(ref, `element ${String(wrong)}`);
}

/** True for the shape of a change, forged ones included in what it refuses (B6). */
export function isChange(value: unknown): value is Change {
  if (
    !isJsonObject(value) ||
    !isText(value["referential"]) ||
    !isText(value["recordId"]) ||
    !isVersion(value["baseVersion"]) ||
    !isPatch(value["patch"])
  )
    return false;
  if (value["keptId"] !== undefined && !isText(value["keptId"])) return false;
  const moves = Object.values(
    value["patch"] as {
      readonly [attribute: string]: { readonly before?: JsonValue; readonly after?: JsonValue };
    },
  );
  switch (value["kind"]) {
    case "create":
      return (
        value["baseVersion"] === 0 &&
        moves.every((move) => move.before === undefined && move.after !== undefined)
      );
    case "update":
      return value["baseVersion"] !== 0 && moves.length > 0;
    case "withdraw":
      return value["baseVersion"] !== 0 && moves.length === 0;
    default:
      return false;
  }
}

/** True for a change with the version it produced. */
export const isCommittedChange = (value: unknown): value is CommittedChange =>
  isJsonObject(value) && isVersion(value["version"]) && value["version"] !== 0 && isChange(value);

/** True for the shape of an accredited record. */
export const isMasterRecord = (value: unknown): value is MasterRecord =>
  isJsonObject(value) &&
  isText(value["id"]) &&
  isText(value["referential"]) &&
  isVersion(value["version"]) &&
  isJsonObject(value["data"]) &&
  (value["withdrawn"] === undefined || isJsonObject(value["withdrawn"]));

function isPatch(value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  return Object.values(value).every(
    (move) =>
      isJsonObject(move) &&
      Object.keys(move).length > 0 &&
      Object.keys(move).every((side) => side === "before" || side === "after") &&
      !Object.values(move).includes(null),
  );
}

const isText = (value: JsonValue | undefined): boolean =>
  typeof value === "string" && value.length > 0 && value.length <= 200;
const isVersion = (value: JsonValue | undefined): boolean =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const corrupt = (ref: BlockRef, why: string): Result<never, FaultData> =>
  fail({
    code: "BLOCK_CORRUPT",
    message: `block ${ref.hash}: ${why}`,
    details: { hash: ref.hash, why },
  });
