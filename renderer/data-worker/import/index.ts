export { serveImport } from "./import-desk.ts";
