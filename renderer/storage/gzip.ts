/** Gzipped UTF-8 text, by the engine's own streams (Chromium and Node alike). */
export async function gzipText(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The text of gzipped bytes; throws a TypeError when they are cut or not gzip, a RangeError when they inflate beyond
 * `maxBytes` (a bomb is stopped while it inflates).
 */
export async function gunzipText(bytes: Uint8Array, maxBytes = MAX_INFLATED): Promise<string> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"))
    .getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parts: string[] = [];
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new RangeError(`inflates beyond ${String(maxBytes)} bytes`);
    }
    parts.push(decoder.decode(chunk.value, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join("");
}

const MAX_INFLATED = 256 * 1024 * 1024;
