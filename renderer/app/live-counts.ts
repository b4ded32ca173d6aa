import { create } from "zustand";
import type { Counts, DataEvent } from "../data-worker/data-api.ts";
import type { FaultData, ReferentialId } from "../../shared/base/index.ts";

/** What the worker announced last: counts, versions of each référentiel, and its complaint if the store says no. */
export type LiveState = {
  readonly counts: Counts;
  /** Grows at each change of a référentiel's records: views of it are asked again. */
  readonly versions: { readonly [referential: string]: number };
  readonly requests: number;
  readonly models: number;
  readonly conflicts: number;
  readonly outbox: number;
  readonly storeFault: FaultData | null;
};

export const NO_COUNTS: Counts = {
  drafts: 0,
  toDecide: 0,
  myRequests: 0,
  findings: { info: 0, avertissement: 0, erreur: 0, fatale: 0 },
  conflicts: 0,
  outbox: 0,
  canUndo: null,
  canRedo: null,
};

export const QUIET: LiveState = {
  counts: NO_COUNTS,
  versions: {},
  requests: 0,
  models: 0,
  conflicts: 0,
  outbox: 0,
  storeFault: null,
};

/** The state after one event of the worker. */
export function updateLive(state: LiveState, event: DataEvent): LiveState {
  switch (event.type) {
    case "counts":
      return { ...state, counts: event.counts };
    case "records":
      return { ...state, versions: { ...state.versions, [event.referential]: event.version } };
    case "requests":
      return { ...state, requests: state.requests + 1 };
    case "models":
      return { ...state, models: state.models + 1 };
    case "conflicts":
      return { ...state, conflicts: state.conflicts + 1 };
    case "outbox":
      return { ...state, outbox: state.outbox + 1 };
    case "store":
      return { ...state, storeFault: event.fault };
  }
}

/** The worker's announcements, for any screen. */
export const useLive = create<
  LiveState & { announce(event: DataEvent): void; dismissFault(): void }
>()((set) => ({
  ...QUIET,
  announce: (event) => set((state) => updateLive(state, event)),
  dismissFault: () => set({ storeFault: null }),
}));

/** Version of one référentiel's records; changes whenever its views must be asked again. */
export const useRecordsVersion = (referential: ReferentialId): number =>
  useLive((state) => state.versions[referential] ?? 0);
