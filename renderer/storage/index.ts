export { openDexieStore } from "./dexie-local-store.ts";
export type { OpenedStore, OpenStore } from "./dexie-local-store.ts";
export { gunzipText, gzipText } from "./gzip.ts";
export { makeMemoryStore } from "./memory-local-store.ts";
export { storeFaultOf } from "./store-fault.ts";
export { waiverKey } from "./waiver-key.ts";
