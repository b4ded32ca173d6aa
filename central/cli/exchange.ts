import { readFile } from "node:fs/promises";
import { Fault, isJsonObject, type RecordId, type ReferentialId } from "../../shared/base/index.ts";
import { compileReferential, keyOf } from "../../shared/model/index.ts";
import type { Ids } from "../../shared/ports/index.ts";
import {
  diffRecord,
  type Change,
  type MasterRecord,
  type RecordData,
} from "../../shared/record/index.ts";
import type { Central } from "../services/central.ts";
import { proposeAndApprove } from "../services/propose-and-approve.ts";
import { systemClock, systemIds } from "./ambient.ts";

const PAGE = 5_000;

/** Prints the accredited records of a référentiel, one JSON object by line. */
export async function exportRecords(
  central: Central,
  establishment: string,
  login: string,
  referential: string,
  asAt: string | undefined,
): Promise<void> {
  for await (const record of everyRecord(central, establishment, login, referential, asAt))
    process.stdout.write(`${JSON.stringify(record)}\n`);
}

/**
 * Imports records (a JSON array or one JSON object by line, attributes at the top or under `data`) as one request, the way of every
 * change (A17): update or insert by business key. With `approvers` they decide at once; otherwise the request waits.
 */
export async function importRecords(
  central: Central,
  establishment: string,
  options: {
    readonly referential: string;
    readonly file: string;
    readonly author: string;
    readonly approvers: readonly string[];
    readonly title: string;
    readonly waive?: string;
  },
): Promise<void> {
  const author = await central.accounts.byLogin(establishment, options.author);
  const approvers = await Promise.all(
    options.approvers.map((login) => central.accounts.byLogin(establishment, login)),
  );
  const entry = (await central.documents.list(establishment)).find(
    (document) => document.kind === "referential" && document.id === options.referential,
  );
  if (!entry)
    throw new Fault("REFERENTIAL_UNKNOWN", "no such référentiel", {
      referential: options.referential,
    });
  const model = compileReferential(entry.document as never);
  const known = new Map<string, MasterRecord>();
  for await (const record of everyRecord(
    central,
    establishment,
    options.author,
    options.referential,
    undefined,
  )) {
    const key = keyOf(model, record.data);
    if (key !== undefined && !record.withdrawn) known.set(key, record);
  }
  const text = await readFile(options.file, "utf8").catch((cause: Error) => {
    const details = { file: options.file, reason: cause.message };
    throw new Fault("FILE_UNREADABLE", "the file cannot be read", details, { cause });
  });
  const rows = readRows(text.replace(/^\uFEFF/, ""));
  const changes = rows.flatMap(
    (data) => changeFor(model.id, known.get(keyOf(model, data) ?? ""), data, systemIds) ?? [],
  );
  if (changes.length === 0) return console.log(JSON.stringify({ rows: rows.length, changes: 0 }));
  const request = await proposeAndApprove(
    { central, clock: systemClock, ids: systemIds },
    {
      author,
      approvers,
      changes,
      title: options.title,
      reason: options.title,
      origin: {
        kind: "import",
        file: options.file.split(/[\\/]/).at(-1) ?? "",
        sheet: "",
        mode: "upsert",
      },
      ...(options.waive === undefined ? {} : { waive: options.waive }),
    },
  );
  console.log(
    JSON.stringify({
      rows: rows.length,
      changes: changes.length,
      request: request.content.id,
      status: request.status,
      commit: request.commit,
    }),
  );
}

function changeFor(
  referential: ReferentialId,
  current: MasterRecord | undefined,
  data: RecordData,
  ids: Ids,
): Change | null {
  const patch = diffRecord(current?.data ?? {}, current ? { ...current.data, ...data } : data);
  if (current)
    return Object.keys(patch).length === 0
      ? null
      : { kind: "update", referential, recordId: current.id, baseVersion: current.version, patch };
  return { kind: "create", referential, recordId: ids.next() as RecordId, baseVersion: 0, patch };
}

/** The rows of a file; a withdrawn record, as an export holds it, is none: it would come back under another id (S1). */
function readRows(text: string): readonly RecordData[] {
  const values = text.trimStart().startsWith("[")
    ? readJson(text)
    : text
        .split("\n")
        .flatMap((line, index) => (line.trim() === "" ? [] : [readJson(line, index + 1)]));
  if (!Array.isArray(values) || !values.every(isJsonObject))
    throw new Fault("FILE_UNREADABLE", "a list of JSON objects is expected");
  return values
    .filter((value) => !(isJsonObject(value["data"]) && isJsonObject(value["withdrawn"])))
    .map((value) => (isJsonObject(value["data"]) ? value["data"] : value));
}

function readJson(text: string, line?: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const details = { ...(line === undefined ? {} : { line }), reason: (cause as Error).message };
    throw new Fault("FILE_UNREADABLE", "the file is not JSON", details, { cause });
  }
}

async function* everyRecord(
  central: Central,
  establishment: string,
  login: string,
  referential: string,
  asAt: string | undefined,
): AsyncGenerator<MasterRecord> {
  const identity = await central.accounts.byLogin(establishment, login);
  for (let after: string | null = ""; after !== null;) {
    const page: Awaited<ReturnType<Central["records"]["list"]>> = await central.records.list(
      identity,
      referential,
      { after, limit: PAGE, ...(asAt === undefined ? {} : { asAt }) },
    );
    yield* page.records;
    after = page.next;
  }
}
