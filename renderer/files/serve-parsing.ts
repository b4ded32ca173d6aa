import { expose, transfer, type Endpoint } from "comlink";
import { toFaultData } from "../../shared/base/index.ts";
import {
  annotateTable,
  checkFileHead,
  inspectFile,
  readTable,
  writeCsv,
  writeXlsx,
  type FileColumn,
  type FileRow,
  type FileToRead,
  type TableChoice,
} from "../../shared/exchange/files/index.ts";
import {
  READ_AHEAD,
  type Annotations,
  type FileInput,
  type ParsingApi,
  type ReadMessage,
} from "./parsing-api.ts";

/** Serves `ParsingApi` on one end of a worker, in a browser or in Node. */
export function serveParsing(endpoint: Endpoint): void {
  const api: ParsingApi = {
    inspect: (file, wanted) => answer(async () => inspectFile(await load(file), wanted)),
    read: async (file, choice, port) => {
      try {
        await postTable(port, await load(file), choice);
      } catch (thrown) {
        post(port, { type: "failed", fault: toFaultData(thrown) });
      }
    },
    annotate: (file, choice, annotations) =>
      answer(async () => handOver(annotate(await load(file), choice, annotations))),
    writeXlsx: (tables) => answer(() => handOver(writeXlsx(tables))),
    writeCsv: (table, options) => answer(() => handOver(writeCsv(table, options))),
  };
  expose(api, endpoint);
}

/** Each part waits for a credit, so that a slow reader holds the parser back instead of filling the memory. */
async function postTable(port: MessagePort, file: FileToRead, choice: TableChoice): Promise<void> {
  let credits = READ_AHEAD;
  let wake: (() => void) | null = null;
  port.onmessage = () => {
    credits++;
    wake?.();
  };
  const parts = readTable(file, choice);
  for (;;) {
    const step = parts.next();
    if (step.done === true) return post(port, { type: "end", summary: step.value });
    if (credits === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    credits--;
    post(port, { type: "part", part: step.value });
  }
}

function annotate(
  file: FileToRead,
  choice: TableChoice,
  { name, remarks, title }: Annotations,
): Uint8Array<ArrayBuffer> {
  let columns: readonly FileColumn[] = [];
  const rows: FileRow[] = [];
  for (const part of readTable(file, choice)) {
    if (part.kind === "columns") columns = part.columns;
    else for (const row of part.rows) rows.push(row);
  }
  return writeXlsx([annotateTable({ name, columns, rows }, remarks, title)]);
}

const post = (port: MessagePort, message: ReadMessage): void => port.postMessage(message);

/** A file that its size or first bytes condemn is not read into memory. */
async function load({ content, name }: FileInput): Promise<FileToRead> {
  if (content instanceof Uint8Array) return { bytes: content, name };
  checkFileHead(new Uint8Array(await content.slice(0, HEAD_BYTES).arrayBuffer()), content.size);
  const bytes = new Uint8Array(content.size);
  // piece by piece: read at once, a file is held twice for a moment
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    bytes.set(new Uint8Array(await content.slice(at, at + PIECE_BYTES).arrayBuffer()), at);
  return { bytes, name };
}

const HEAD_BYTES = 4096;
const PIECE_BYTES = 8 * 1024 * 1024;

const handOver = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  transfer(bytes, [bytes.buffer]);

/** A thrown Error would reach the page without its code: faults travel as data. */
async function answer<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw toFaultData(thrown);
  }
}
