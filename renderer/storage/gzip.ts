/** Gzipped UTF-8 text, by the engine's own streams (Chromium and Node alike). */
export async function gzipText(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The bytes that gzipped ones inflate to; throws a TypeError when they are cut or not gzip, a RangeError when they inflate
 * beyond `maxBytes` (a bomb is stopped while it inflates).
 */
export async function gunzipBytes(
  bytes: Uint8Array,
  maxBytes = MAX_INFLATED,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of inflate(bytes, maxBytes)) {
    parts.push(part);
    size += part.byteLength;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** The text of gzipped UTF-8 bytes; throws as `gunzipBytes` does, and a TypeError for what is not UTF-8. */
export async function gunzipText(bytes: Uint8Array, maxBytes = MAX_INFLATED): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const texts: string[] = [];
  for await (const part of inflate(bytes, maxBytes))
    texts.push(decoder.decode(part, { stream: true }));
  texts.push(decoder.decode());
  return texts.join("");
}

async function* inflate(bytes: Uint8Array, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // bytes go straight in: by way of a Blob each block costs a third more; what goes wrong is told by the reader
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => {});
  writer.close().catch(() => {});
  const reader = readable.getReader();
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new RangeError(`inflates beyond ${String(maxBytes)} bytes`);
    }
    yield chunk.value;
  }
}

const MAX_INFLATED = 256 * 1024 * 1024;
