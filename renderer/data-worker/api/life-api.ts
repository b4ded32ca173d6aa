import type { FaultData, JsonObject, ReferentialId } from "../../../shared/base/index.ts";
import type { LocalisedText, Severity } from "../../../shared/model/index.ts";
import type { Identity } from "../../../shared/ports/index.ts";
import type { StoreSealing } from "../../storage/store-vault.ts";

export type ReferentialCard = {
  readonly id: ReferentialId;
  readonly label: LocalisedText;
  readonly singular: LocalisedText;
  readonly description: LocalisedText;
  readonly group: string;
  readonly version: number;
  /** The model document; screens compile it with shared/model. */
  readonly document: JsonObject;
  readonly records: number;
  readonly drafts: number;
  readonly rights: { readonly read: boolean; readonly edit: boolean; readonly decide: boolean };
};

/** Live counts for the navigation, the header and the home page. */
export type Counts = {
  /** Changes not submitted yet (basket and requests in preparation). */
  readonly drafts: number;
  readonly toDecide: number;
  readonly myRequests: number;
  readonly findings: { readonly [severity in Severity]: number };
  readonly conflicts: number;
  readonly outbox: number;
  readonly canUndo: string | null;
  readonly canRedo: string | null;
};

export type DataEvent =
  | { readonly type: "counts"; readonly counts: Counts }
  /** Records of a référentiel changed: views of it must be asked again. */
  | { readonly type: "records"; readonly referential: ReferentialId; readonly version: number }
  | { readonly type: "requests" }
  | { readonly type: "models" }
  | { readonly type: "conflicts" }
  | { readonly type: "outbox" }
  /** The store says no: full, damaged, newer. Nothing acknowledged was lost; the sentence says what to do. */
  | { readonly type: "store"; readonly fault: FaultData };

/** Opening the local database, who works here, counts, settings and events. */
export type LifeApi = {
  /**
   * Opens the local database; must be called first. `ready` false = nothing pulled yet. `sealing` tells how what it holds is
   * sealed (not at all when left out). Faults: STORE_SEALED when it is sealed and the key is not this one.
   */
  open(options: {
    readonly language: "fr" | "en";
    readonly database: string;
    readonly sealing?: StoreSealing;
  }): Promise<{
    readonly ready: boolean;
    readonly identity: Identity | null;
    readonly persisted: boolean;
    readonly sealed: boolean;
  }>;
  setLanguage(language: "fr" | "en"): Promise<void>;
  /** Remembers who works here, for offline rights; null at sign-out. */
  setIdentity(identity: Identity | null): Promise<void>;
  /** Listens to events; comlink proxy. */
  subscribe(listener: (event: DataEvent) => void): Promise<void>;
  counts(): Promise<Counts>;
  referentials(): Promise<readonly ReferentialCard[]>;
  /** A small persistent store for screens: saved mappings, column choices, panel sizes. */
  setting(key: string): Promise<unknown>;
  setSetting(key: string, value: unknown): Promise<void>;
  /** Refused (REQUEST_REFUSED) while unsent work exists. */
  wipe(): Promise<void>;
};
