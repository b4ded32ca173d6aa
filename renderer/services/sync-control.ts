import type { FaultData, IsoInstant } from "../../shared/base/index.ts";
import type { Progress } from "../../shared/ports/index.ts";

/** What the synchronisation is doing, for the header, the first pull and the synchronisation screen. */
export type SyncView = {
  readonly phase:
    | "idle"
    | "first-pull"
    | "pulling"
    | "pushing"
    | "offline"
    | "signed-out"
    | "failed";
  /** Counts of the work under way; `what` says of what. */
  readonly progress:
    | (Progress & { readonly what: "blocks" | "records" | "entries" | "operations" })
    | null;
  /** Last time central and this laptop agreed. */
  readonly lastSync: IsoInstant | null;
  /** Why it stopped, when phase is `failed`. */
  readonly fault: FaultData | null;
};

/** The synchronisation loop as the screens drive it: background by itself, and on demand. */
export type SyncControl = {
  view(): SyncView;
  /** Calls back at each change of the view; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Starts the background loop; idempotent. */
  start(): void;
  stop(): void;
  /** Pushes what waits and pulls what is new; resolves when done, never rejects (the view says how it went). */
  syncNow(): Promise<void>;
};
