import type { DataApi } from "./data-api.ts";

/** What only the page can tell at opening: the marker it keeps outside IndexedDB, and that the person accepts to start over. */
export type OpenExtras = { readonly generation: string | null; readonly startOver: boolean };
export type OpenAnswer = Awaited<ReturnType<DataApi["open"]>> & { readonly generation: string };

/** What crosses to the worker: the interface of the screens, with a fuller opening. */
export type WorkerApi = Omit<DataApi, "open"> & {
  open(options: Parameters<DataApi["open"]>[0], extras: OpenExtras): Promise<OpenAnswer>;
};
