import { Fault, isFaultData } from "../../shared/base/index.ts";
import type { FaultData } from "../../shared/base/index.ts";
import { FAULTS } from "../../shared/base/index.ts";
import { Value } from "typebox/value";
import type { Static, TSchema } from "typebox";

/** What an answer may weigh: central is trusted with the truth, not with this machine's memory. */
export const ANSWER_CAPS = {
  json: 64 * 1024 * 1024,
  line: 16 * 1024 * 1024,
  problem: 256 * 1024,
} as const;

/** The fault of an answer that is not the contract (a proxy's page, a captive portal, a wrong type, too many bytes). */
export const answerInvalid = (
  why: string,
  details: Readonly<Record<string, unknown>> = {},
): Fault => new Fault("CENTRAL_ANSWER_INVALID", `central's answer: ${why}`, { why, ...details });

/** Refuses an answer whose content type is not the one the contract says: HTML with status 200 is not central. */
export function checkContentType(response: Response, wanted: string): void {
  const found =
    (response.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (found !== wanted)
    throw answerInvalid("content type", { found, wanted, status: response.status });
}

/** The JSON body of an answer, checked against its schema: exactly the contract, or CENTRAL_ANSWER_INVALID. */
export async function readJson<Schema extends TSchema>(
  response: Response,
  schema: Schema,
): Promise<Static<Schema>> {
  checkContentType(response, "application/json");
  return checkShape(
    parseJson(new TextDecoder().decode(await readBytes(response, ANSWER_CAPS.json))),
    schema,
  );
}

/** The value itself when it has the shape; never coerced, never completed. */
export function checkShape<Schema extends TSchema>(value: unknown, schema: Schema): Static<Schema> {
  if (!Value.Check(schema, value)) throw answerInvalid("shape");
  return value as Static<Schema>;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Fault(
      "CENTRAL_ANSWER_INVALID",
      "central's answer: not JSON",
      { why: "json" },
      { cause },
    );
  }
}

/** The bytes of a body, read to at most `cap`. A body cut on the way is CENTRAL_UNREACHABLE. */
export async function readBytes(response: Response, cap: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(response)) {
    size += chunk.byteLength;
    if (size > cap) throw answerInvalid("too large", { cap });
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Whole lines of a streamed body; what follows the last line feed was cut and is never given. */
export async function* readLines(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const chunk of chunksOf(response)) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > ANSWER_CAPS.line) throw answerInvalid("line too long");
    for (const line of lines) if (line.trim() !== "") yield line;
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw new Fault("CENTRAL_UNREACHABLE", "the answer was cut", {}, { cause });
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** The fault that a refusal carries (application/problem+json), or what its status means when a proxy answered in central's place. */
export async function readProblem(response: Response): Promise<Fault> {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/problem+json")) {
    const body = parseJson(
      new TextDecoder().decode(await readBytes(response, ANSWER_CAPS.problem)),
    ) as { code?: unknown; detail?: unknown; details?: unknown };
    const fault = {
      code: body.code,
      message: typeof body.detail === "string" ? body.detail : "refused by central",
      details: isRecord(body.details) ? body.details : {},
    };
    if (isFaultData(fault) && Object.hasOwn(FAULTS, fault.code))
      return new Fault(fault.code, fault.message, fault.details);
  }
  if (response.status >= 500)
    return new Fault("CENTRAL_UNREACHABLE", "central is not answering", {
      status: response.status,
    });
  return answerInvalid("status", { status: response.status });
}

const isRecord = (value: unknown): value is FaultData["details"] =>
  typeof value === "object" && value !== null && !Array.isArray(value);
