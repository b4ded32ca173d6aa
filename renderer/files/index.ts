export { createParsingClient } from "./create-parsing-client.ts";
export type {
  ParsingClient,
  ParsingDeadlines,
  ParsingOptions,
  ParsingWorker,
  ReadOptions,
} from "./create-parsing-client.ts";
export type { FileInput, ParsingApi } from "./parsing-api.ts";
export { receiveTable } from "./receive-table.ts";
export { startParsingWorker } from "./start-parsing-worker.ts";
