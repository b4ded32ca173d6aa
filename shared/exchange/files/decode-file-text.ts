import { truncated, unreadable } from "./file-fault.ts";
import { placeOf } from "./scan-csv.ts";
import type { TextEncodingName } from "./table.ts";
import { makeTextDecoder } from "./text-decoder.ts";

/**
 * The text of a file and its encoding: what a byte-order mark says, else UTF-16 when every other byte
 * is NUL, else UTF-8 when all of it is, else Windows-1252, the encoding of French Excel's CSV files.
 *
 * UTF-8 with a few bad bytes among many good letters stays UTF-8 (its bad bytes read U+FFFD and are
 * marked in their cells): reading all of it as Windows-1252 would spoil every accent.
 *
 * Faults: FILE_TRUNCATED when the file ends inside a character.
 */
export function decodeFileText(
  bytes: Uint8Array,
  wanted?: TextEncodingName,
): { readonly text: string; readonly encoding: TextEncodingName } {
  const encoding = wanted ?? detectEncoding(bytes);
  if (encoding !== null) {
    return { text: withoutBom(makeTextDecoder(encoding).decode(bytes)), encoding };
  }
  const strict = decodeStrictly(bytes);
  if (strict !== null) return { text: withoutBom(strict), encoding: "utf-8" };

  const lenient = makeTextDecoder("utf-8").decode(bytes);
  const bad = lenient.split("\ufffd").length - 1;
  const good = (lenient.match(/[\u0080-\ufffc]/g) ?? []).length;
  const endsInside = bad === 1 && lenient.endsWith("\ufffd") && good > 0;
  if (endsInside) throw truncated(placeOf(lenient, lenient.length - 1));
  if (good > bad * 10) return { text: withoutBom(lenient), encoding: "utf-8" };
  return { text: makeTextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
}

/** Encodings that the first bytes tell; null when only the whole can. */
function detectEncoding(bytes: Uint8Array): TextEncodingName | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return decodeStrictly(bytes) === null ? null : "utf-8";
  const sample = bytes.subarray(0, 2000);
  if (sample.length < 4) return null;
  let even = 0;
  let odd = 0;
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even++;
    else odd++;
  });
  const half = sample.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return "utf-16le";
  return even > half * 0.6 && odd < half * 0.1 ? "utf-16be" : null;
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return makeTextDecoder("utf-8", true).decode(bytes);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw unreadable("encoding", {}, thrown);
  }
}

const withoutBom = (text: string): string => (text.startsWith("\ufeff") ? text.slice(1) : text);
