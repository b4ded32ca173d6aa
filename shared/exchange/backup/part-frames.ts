import { utf8ToBytes } from "@noble/hashes/utils.js";
import { isJsonObject } from "../../base/index.ts";
import type { JsonObject } from "../../base/index.ts";
import { unreadable } from "./file-header.ts";

/** One part of the content: what it is, and its bytes. */
export type Part = { readonly head: JsonObject; readonly body: Uint8Array };

/** More than we ever write: rows are cut into parts long before, a block holds a thousand records. */
const [MOST_HEAD, MOST_BODY] = [1024 * 1024, 256 * 1024 * 1024];
const FRAME_LENGTH = 8;

/** A part as bytes of the content: both lengths, the head as JSON, the body (B7). */
export function framePart({ head, body }: Part): Uint8Array<ArrayBuffer> {
  const text = utf8ToBytes(JSON.stringify(head));
  const bytes = new Uint8Array(FRAME_LENGTH + text.length + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length);
  view.setUint32(4, body.length);
  bytes.set(text, FRAME_LENGTH);
  bytes.set(body, FRAME_LENGTH + text.length);
  return bytes;
}

/** Reads parts out of a content that comes in pieces cut anywhere; keeps no more than the part under way. */
export class PartReader {
  private readonly decode: (bytes: Uint8Array) => string;
  private held: Uint8Array[] = [];
  private size = 0;

  /** @param decode UTF-8 bytes to text, throwing on bytes that are none */
  constructor(decode: (bytes: Uint8Array) => string) {
    this.decode = decode;
  }

  /** Takes a piece in; yields every part that it completes. Fault FILE_UNREADABLE (`content`) (B8). */
  *push(piece: Uint8Array): Generator<Part, void, void> {
    this.held.push(piece);
    this.size += piece.length;
    for (;;) {
      if (this.size < FRAME_LENGTH) return;
      const start = this.peek(FRAME_LENGTH);
      const view = new DataView(start.buffer, start.byteOffset, FRAME_LENGTH);
      const [head, body] = [view.getUint32(0), view.getUint32(4)];
      if (head > MOST_HEAD || body > MOST_BODY) throw unreadable("content");
      const whole = FRAME_LENGTH + head + body;
      if (this.size < whole) return;
      const bytes = this.take(whole);
      yield {
        head: this.headOf(bytes.subarray(FRAME_LENGTH, FRAME_LENGTH + head)),
        body: bytes.slice(FRAME_LENGTH + head),
      };
    }
  }

  /** The content is over: it must not end inside a part. */
  end(): void {
    if (this.size > 0) throw unreadable("content");
  }

  private headOf(bytes: Uint8Array): JsonObject {
    try {
      const head: unknown = JSON.parse(this.decode(bytes));
      if (isJsonObject(head)) return head;
    } catch {
      // Not JSON, or not text: said below.
    }
    throw unreadable("content");
  }

  private peek(length: number): Uint8Array {
    const first = this.held[0];
    if (first && first.length >= length) return first.subarray(0, length);
    return this.join().subarray(0, length);
  }

  private take(length: number): Uint8Array {
    const all = this.join();
    const rest = all.subarray(length);
    this.held = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
    return all.subarray(0, length);
  }

  private join(): Uint8Array {
    const [only] = this.held;
    if (only && this.held.length === 1) return only;
    const all = new Uint8Array(this.size);
    let place = 0;
    for (const piece of this.held) {
      all.set(piece, place);
      place += piece.length;
    }
    this.held = [all];
    return all;
  }
}
