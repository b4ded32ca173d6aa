import { Fault } from "../../base/index.ts";
import { checkCompoundFile } from "./check-compound-file.ts";
import { kindUnknown, tooLarge, truncated, type LooksLike } from "./file-fault.ts";
import { DEFAULT_FILE_LIMITS, type FileLimits } from "./limits.ts";
import { readZipDirectory, type ZipDirectory } from "./zip-directory.ts";

/** What the first bytes tell; a text still has to be decoded to know more. */
export type Container =
  | {
      readonly kind: "zip";
      readonly holds: "xlsx" | "xlsb" | "ods";
      readonly directory: ZipDirectory;
    }
  | { readonly kind: "compound" }
  | { readonly kind: "text" };

const SIGNATURES: readonly (readonly [readonly number[], LooksLike])[] = [
  [[0x25, 0x50, 0x44, 0x46], "pdf"],
  [[0x1f, 0x8b], "gzip"],
  [[0x89, 0x50, 0x4e, 0x47], "image"],
  [[0xff, 0xd8, 0xff], "image"],
  [[0x47, 0x49, 0x46, 0x38], "image"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], "rtf"],
  [[0x52, 0x61, 0x72, 0x21], "binary"],
  [[0x37, 0x7a, 0xbc, 0xaf], "binary"],
  [[0x7f, 0x45, 0x4c, 0x46], "binary"],
];

const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** First bytes of a ZIP and of a compound file, of which nothing else is left. */
const CUT_STARTS = [
  [0x50, 0x4b, 3],
  [0xd0, 0xcf],
];

/**
 * Refuses by its size and first bytes a file that would be refused once read whole: `head` is a kilobyte or so.
 * Faults: FILE_EMPTY, FILE_TOO_LARGE, FILE_KIND_UNKNOWN {looksLike}.
 */
export function checkFileHead(
  head: Uint8Array,
  size: number,
  limits: FileLimits = DEFAULT_FILE_LIMITS,
): void {
  if (size > limits.fileBytes) throw tooLarge("file", limits.fileBytes);
  for (const [signature, looksLike] of SIGNATURES) {
    if (startsWith(head, signature)) throw kindUnknown(looksLike);
  }
  if (startsWith(head, ZIP)) return;
  const largest = startsWith(head, COMPOUND) ? limits.oldBytes : limits.textBytes;
  if (size > largest) throw tooLarge("file", largest);
}

/**
 * Tells a file's kind from its content: a name proves nothing.
 * Faults: FILE_EMPTY, FILE_TOO_LARGE, FILE_KIND_UNKNOWN {looksLike}, and those of the container's checks.
 */
export function detectContainer(bytes: Uint8Array, limits: FileLimits): Container {
  if (isBlank(bytes)) throw new Fault("FILE_EMPTY", "nothing in the file");
  checkFileHead(bytes, bytes.length, limits);
  if (bytes.length < 22 && CUT_STARTS.some((start) => startsWith(bytes, start))) throw truncated();
  if (startsWith(bytes, COMPOUND)) {
    checkCompoundFile(bytes, limits);
    return { kind: "compound" };
  }
  if (!startsWith(bytes, [0x50, 0x4b, 3, 4]) && !startsWith(bytes, [0x50, 0x4b, 5, 6])) {
    return { kind: "text" };
  }
  const directory = readZipDirectory(bytes, limits);
  return { kind: "zip", holds: contentOf(directory), directory };
}

/** Faults for text that is a document of another kind: a web page saved as `.xls`, XML. */
export function refuseForeignText(text: string): void {
  const start = text.slice(0, 2000).trimStart();
  if (/^(?:<!doctype html|<html|<head|<body|<table|<meta|<script|<div)/i.test(start))
    throw kindUnknown("html");
  if (/^<\?xml[\s\S]*<html/i.test(start)) throw kindUnknown("html");
  if (/^<(?:\?xml|[a-z][\w.-]*[:>\s])/i.test(start)) throw kindUnknown("xml");
}

/** True for bytes that no text has: many control characters, or NULs that are not UTF-16's. */
export function looksBinary(text: string): boolean {
  const sample = text.slice(0, 4000);
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
  return controls > 4 && controls > sample.length * 0.02;
}

function contentOf(directory: ZipDirectory): "xlsx" | "xlsb" | "ods" {
  if (directory.find("xl/workbook.xml")) return "xlsx";
  if (directory.find("xl/workbook.bin")) return "xlsb";
  if (directory.names.some((name) => name.startsWith("word/"))) throw kindUnknown("word");
  if (directory.names.some((name) => name.startsWith("ppt/"))) throw kindUnknown("presentation");
  if (directory.find("content.xml") && directory.find("META-INF/manifest.xml")) return "ods";
  if (
    directory.find("[Content_Types].xml") &&
    directory.names.some((name) => /worksheets\//i.test(name))
  ) {
    return "xlsx";
  }
  throw kindUnknown("zip");
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

/** Nothing but blanks, line ends and a byte-order mark. */
const isBlank = (bytes: Uint8Array): boolean =>
  bytes.length === 0 ||
  (bytes.length < 4096 &&
    bytes.every(
      (byte) => byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf || byte >= 0xfe,
    ));
