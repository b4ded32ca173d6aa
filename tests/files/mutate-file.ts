import { unzipSync } from "fflate";
import { zipText } from "../fixtures/make-xlsx.ts";

type Below = (limit: number) => number;

const VALUES = [
  "",
  "-1",
  "0",
  "2147483648",
  "99999999999999999999",
  "1e309",
  "NaN",
  "XFD1048577",
  "../../x",
  "__proto__",
  "&#x0;",
  "&amp;amp;",
  "é".repeat(300),
];

/** Ways a byte, a stretch or the end of a file changes. */
const ON_BYTES: readonly ((bytes: number[], below: Below) => number[])[] = [
  (bytes, below) => bytes.with(below(bytes.length), below(256)),
  (bytes, below) => {
    const at = below(bytes.length);
    return bytes.with(at, (bytes[at] ?? 0) ^ (1 << below(8)));
  },
  (bytes, below) => bytes.slice(0, below(bytes.length)),
  (bytes, below) => bytes.toSpliced(below(bytes.length), 1 + below(64)),
  (bytes, below) => {
    const at = below(bytes.length);
    return bytes.toSpliced(at, 0, ...bytes.slice(at, at + 1 + below(500)));
  },
  (bytes, below) =>
    bytes.toSpliced(
      below(bytes.length),
      0,
      ...Array.from({ length: 1 + below(8) }, () => below(256)),
    ),
];

/** Ways the parts of an archive change before it is packed again, checksums and all: these reach the readers. */
const ON_PARTS: readonly ((parts: Record<string, Uint8Array>, below: Below) => void)[] = [
  (parts, below) => {
    const names = Object.keys(parts);
    const [one, other] = [names[below(names.length)] ?? "", names[below(names.length)] ?? ""];
    [parts[one], parts[other]] = [parts[other] ?? new Uint8Array(), parts[one] ?? new Uint8Array()];
  },
  (parts, below) => {
    const name = Object.keys(parts)[below(Object.keys(parts).length)] ?? "";
    delete parts[name];
  },
  (parts, below) => {
    const name = Object.keys(parts)[below(Object.keys(parts).length)] ?? "";
    const bytes = [...(parts[name] ?? [])];
    if (bytes.length > 0) parts[name] = Uint8Array.from(change(bytes, below));
  },
  mutateAttribute,
  mutateAttribute,
  mutateAttribute,
];

/** One to four changes of a file, drawn by `below`. */
export function mutateFile(original: Uint8Array, below: Below): Uint8Array {
  let bytes = original;
  const count = 1 + below(4);
  for (let done = 0; done < count; done++) {
    const parts = below(2) === 0 ? partsOf(bytes) : null;
    if (parts === null || Object.keys(parts).length === 0) {
      if (bytes.length > 0) bytes = Uint8Array.from(change([...bytes], below));
    } else {
      ON_PARTS[below(ON_PARTS.length)]?.(parts, below);
      bytes = zipText(parts);
    }
  }
  return bytes;
}

const change = (bytes: number[], below: Below): number[] =>
  ON_BYTES[below(ON_BYTES.length)]?.(bytes, below) ?? bytes;

/** More than any part of the files has; a spoilt directory may say gigabytes, which would be allocated. */
const MOST_OF_A_PART = 1_000_000;

/** The parts of an archive; null for anything else, or for one that a change has spoilt. */
function partsOf(bytes: Uint8Array): Record<string, Uint8Array> | null {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
  let honest = true;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ originalSize }) => (honest &&= originalSize <= MOST_OF_A_PART),
    });
    return honest ? { ...parts } : null;
  } catch {
    return null;
  }
}

/** Gives one attribute of one XML part another value, or another's name. */
function mutateAttribute(parts: Record<string, Uint8Array>, below: Below): void {
  const names = Object.keys(parts).filter((name) => /\.(?:xml|rels)$/.test(name));
  const name = names[below(names.length)];
  if (name === undefined) return;
  const xml = new TextDecoder().decode(parts[name]);
  const found = [...xml.matchAll(/([\w:-]+)="([^"]*)"/g)];
  const chosen = found[below(found.length)];
  const other = found[below(found.length)];
  if (chosen === undefined) return;
  const attribute = below(4) === 0 ? (other?.[1] ?? "x") : (chosen[1] ?? "x");
  const value = below(3) === 0 ? (other?.[2] ?? "") : (VALUES[below(VALUES.length)] ?? "");
  const text = `${xml.slice(0, chosen.index)}${attribute}="${value}"${xml.slice(chosen.index + chosen[0].length)}`;
  parts[name] = new TextEncoder().encode(text);
}
