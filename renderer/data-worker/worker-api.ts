import type { DataApi } from "./data-api.ts";
import type { Salvaged } from "../storage/journal/salvage-rows.ts";
import type { Machine } from "./machine.ts";

/** What only the page can tell at opening: the marker it keeps outside IndexedDB, and that the person accepts to start over. */
export type OpenExtras = { readonly generation: string | null; readonly startOver: boolean };
export type OpenAnswer = Awaited<ReturnType<DataApi["open"]>> & { readonly generation: string };

/** What crosses to the worker: the interface of the screens, with a fuller opening. */
export type WorkerApi = Omit<DataApi, "open"> & {
  /** `machine`: what the desktop shell lends; null in a browser. */
  open(
    options: Parameters<DataApi["open"]>[0],
    extras: OpenExtras,
    machine: Machine | null,
  ): Promise<OpenAnswer>;
  /** What can still be read of a database that does not open. */
  salvage(options: Parameters<DataApi["open"]>[0], machine: Machine | null): Promise<Salvaged>;
};
