import { Value } from "typebox/value";
import type { TSchema } from "typebox";
import type {
  ContentHash,
  DeviceId,
  IsoInstant,
  JsonObject,
  JsonValue,
  PersonId,
  ReferentialId,
} from "../../../shared/base/index.ts";
import { CENTRAL_SCHEMAS } from "../../../shared/contract/central-api.ts";
import { unreadable } from "../../../shared/exchange/backup/index.ts";
import type { Part, SealedKind } from "../../../shared/exchange/backup/index.ts";
import type { OutboxRow, PackedBlock } from "../../../shared/ports/index.ts";
import { gunzipBytes, gunzipText, gzipText } from "../../storage/gzip.ts";

/** What a sealed file says of itself once open: whose, when, how much. Shown before anything is written. */
export type SealedSummary = {
  readonly kind: SealedKind;
  /** Version of the application that wrote it. */
  readonly version: string;
  readonly at: IsoInstant;
  readonly person: PersonId;
  readonly name: string;
  readonly login: string;
  readonly establishment: string;
  readonly establishmentName: string;
  /** The central repository of the laptop it comes from. */
  readonly address: string;
  readonly deviceId: DeviceId;
  /** Last entry of central's feed that the laptop had. */
  readonly cursor: number;
  readonly records: number;
  readonly drafts: number;
  readonly preparations: number;
  readonly requests: number;
  /** Operations that central had not answered. */
  readonly waiting: number;
};

/** The lists of a state, each cut into parts of so many rows. */
export const LISTS = {
  models: 50,
  base: 20_000,
  drafts: 500,
  requests: 100,
  outbox: 100,
  conflicts: 500,
  commands: 100,
  waivers: 500,
  settings: 50,
  log: 1000,
  history: 5000,
} as const;
export type ListName = keyof typeof LISTS;

/** Rows of a list as parts: gzipped JSON. */
export async function* listParts(
  list: ListName,
  rows: readonly unknown[],
): AsyncGenerator<Part, void, void> {
  for (let start = 0; start < rows.length; start += LISTS[list]) {
    const group = rows.slice(start, start + LISTS[list]);
    yield {
      head: { part: "list", list, count: group.length },
      body: await gzipText(JSON.stringify(group)),
    };
  }
}

export const summaryPart = (summary: SealedSummary): Part => ({
  head: { part: "summary", summary: summary as unknown as JsonObject },
  body: new Uint8Array(),
});

export const blockPart = ({ hash, count, referential, bytes }: PackedBlock): Part => ({
  head: { part: "block", hash, count, referential },
  body: bytes,
});

/** Closes the content, with how many parts came before. */
export const endPart = (parts: number): Part => ({
  head: { part: "end", parts },
  body: new Uint8Array(),
});

/** A part as understood. */
export type ReadPart =
  | { readonly part: "summary"; readonly summary: SealedSummary }
  | { readonly part: "list"; readonly list: ListName; readonly rows: readonly JsonObject[] }
  | { readonly part: "block"; readonly block: PackedBlock }
  | { readonly part: "end"; readonly parts: number };

/**
 * Reads and judges one part: rows have the shape that the services count on, operations that of the contract with central, a block is what
 * its name says. No stricter: what a laptop kept must come back. Fault FILE_UNREADABLE (`content`).
 */
export async function readPart({ head, body }: Part): Promise<ReadPart> {
  switch (head["part"]) {
    case "summary":
      if (!isSummary(head["summary"])) throw unreadable("content", { part: "summary" });
      return { part: "summary", summary: head["summary"] };
    case "list":
      return readList(head, body);
    case "block":
      return { part: "block", block: await readBlock(head, body) };
    case "end":
      if (typeof head["parts"] !== "number") throw unreadable("content", { part: "end" });
      return { part: "end", parts: head["parts"] };
    default:
      throw unreadable("content", { part: JSON.stringify(head["part"]) });
  }
}

async function readList(head: JsonObject, body: Uint8Array): Promise<ReadPart> {
  const list = head["list"];
  if (typeof list !== "string" || !isListName(list)) throw unreadable("content", { list });
  const rows: unknown = await gunzipText(body)
    .then((text) => JSON.parse(text) as unknown)
    .catch((cause: unknown) => {
      throw unreadable("content", { list, cause: String(cause) });
    });
  if (!Array.isArray(rows) || rows.length !== head["count"]) throw unreadable("content", { list });
  const wrong = rows.findIndex((row) => !isRow(list, row));
  if (wrong !== -1) throw unreadable("content", { list, row: wrong });
  return { part: "list", list, rows: rows as JsonObject[] };
}

async function readBlock(head: JsonObject, body: Uint8Array): Promise<PackedBlock> {
  const { hash, count, referential } = head;
  if (typeof hash !== "string" || typeof count !== "number" || typeof referential !== "string")
    throw unreadable("content", { part: "block" });
  const inflated = await gunzipBytes(body).catch((cause: unknown) => {
    throw unreadable("content", { block: hash, cause: String(cause) });
  });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", inflated));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== hash) throw unreadable("content", { block: hash });
  return {
    hash: hash as ContentHash,
    count,
    referential: referential as ReferentialId,
    bytes: body,
  };
}

const isListName = (text: string): text is ListName => Object.hasOwn(LISTS, text);

const is = (schema: TSchema, value: unknown): boolean => Value.Check(schema, value);
const isText = (value: unknown): value is string => typeof value === "string";
const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a row has the shape that the services count on. */
function isRow(list: ListName, row: unknown): boolean {
  if (!isObject(row)) return false;
  switch (list) {
    case "drafts":
      return (
        isChange(row["change"]) &&
        (row["requestId"] === null || isText(row["requestId"])) &&
        isText(row["updatedAt"])
      );
    case "requests":
      return isRequest(row);
    case "outbox":
      return isOutboxRow(row as unknown as OutboxRow);
    case "models":
      return is(CENTRAL_SCHEMAS.modelEntry, row);
    case "base":
      return is(CENTRAL_SCHEMAS.blockRef, row);
    case "log":
      return isChange(row) && Number.isInteger(row["version"]);
    case "history":
      return isObject(row["patch"]) && isText(row["recordId"]) && Number.isInteger(row["version"]);
    case "conflicts":
      return isText(row["id"]) && isObject(row["conflict"]) && row["resolved"] !== undefined;
    case "commands":
      return Number.isInteger(row["order"]) && isText(row["label"]) && Array.isArray(row["moves"]);
    case "waivers":
      return isText(row["referential"]) && isText(row["recordId"]) && isText(row["rule"]);
    case "settings":
      return isText(row["key"]);
  }
}

const isChange = (change: JsonValue | undefined): boolean =>
  isObject(change) &&
  (["create", "update", "withdraw"] as JsonValue[]).includes(change["kind"] ?? null) &&
  isText(change["recordId"]) &&
  isText(change["referential"]) &&
  Number.isInteger(change["baseVersion"]) &&
  isObject(change["patch"]);

/** A preparation lacks what the contract asks of a submission: what the services read of every request is asked here. */
function isRequest(row: JsonObject): boolean {
  const content = row["content"];
  if (!isObject(content) || !Array.isArray(content["blocks"])) return false;
  return (
    isText(content["id"]) &&
    isText(content["title"]) &&
    isText(content["author"]) &&
    isObject(content["origin"]) &&
    isText(row["status"]) &&
    Number.isInteger(row["revision"]) &&
    content["blocks"].every((block) => is(CENTRAL_SCHEMAS.blockRef, block)) &&
    [content["referentials"], content["waivers"], content["resolutions"]].every(Array.isArray) &&
    ["stages", "decisions", "comments", "conflicts"].every((name) => Array.isArray(row[name]))
  );
}

/** An answered operation of a former branch has a number that is never sent (B12), which the contract does not know. */
const isOutboxRow = ({ operation, blocks, answer }: OutboxRow): boolean =>
  isObject(operation) &&
  Number.isInteger(operation.order) &&
  is(CENTRAL_SCHEMAS.operation, { ...operation, order: Math.max(1, operation.order) }) &&
  Array.isArray(blocks) &&
  blocks.every(isText) &&
  (answer === null || (isObject(answer as unknown as JsonValue) && isText(answer.status)));

const TEXTS = [
  "version",
  "at",
  "person",
  "name",
  "login",
  "establishment",
  "establishmentName",
  "address",
  "deviceId",
] as const;
const COUNTS = ["cursor", "records", "drafts", "preparations", "requests", "waiting"] as const;

function isSummary(value: JsonValue | undefined): value is JsonValue & SealedSummary {
  if (!isObject(value)) return false;
  return (
    (value["kind"] === "backup" || value["kind"] === "carry") &&
    TEXTS.every((name) => isText(value[name])) &&
    COUNTS.every((name) => Number.isInteger(value[name]))
  );
}
