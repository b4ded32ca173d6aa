import type { DeviceId, RecordId } from "../../../shared/base/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import type { SealedSummary } from "../../services/backup/state-parts.ts";
import type { TakenWork } from "../../services/backup/taken-work.ts";

/** What only the page knows of a laptop, kept with a sealed file. */
export type SealFacts = {
  /** Version of the application. */
  readonly version: string;
  /** The central repository it works with. */
  readonly address: string;
};

/** This laptop, as the local database knows it. */
export type WorkstationView = {
  readonly deviceId: DeviceId;
  readonly cursor: number;
  readonly records: number;
  /** It holds work that central has not: it is never replaced. */
  readonly hasWork: boolean;
};

/** One field (null: the record as a whole) set here and in the file to different values, as texts. */
export type CarriedConflict = {
  readonly recordId: RecordId;
  readonly attribute: string | null;
  readonly key: string;
  readonly title: string;
  readonly label: string;
  readonly here: string;
  readonly carried: string;
};
export type CarriedPreview = {
  readonly summary: SealedSummary;
  readonly taken: TakenWork;
  readonly conflicts: readonly CarriedConflict[];
};

/**
 * Backup and carry: sealed files go and come as Blobs, so that they are never copied whole. Faults of a file: FILE_EMPTY,
 * FILE_KIND_UNKNOWN, FILE_TRUNCATED, FILE_UNREADABLE with its `reason`, PASSPHRASE_WRONG, SEALING_UNAVAILABLE; nothing is written then.
 */
export type BackupApi = {
  workstation(): Promise<WorkstationView>;
  /** Everything of this laptop as one sealed file. */
  backUp(passphrase: string, facts: SealFacts, onProgress: OnProgress): Promise<Blob>;
  /** The pending work of this laptop as one sealed file; it stays here too. */
  carryAway(passphrase: string, facts: SealFacts): Promise<Blob>;
  /** Opens a sealed file, carry or backup, and says what taking its pending work would do. */
  openCarried(file: Blob, passphrase: string): Promise<CarriedPreview>;
  /** Takes the work of the file opened last. `choices`: `choiceKey` of the conflicts where the file's value is wanted. */
  takeCarried(choices: readonly string[]): Promise<TakenWork>;
  /** Puts a backup in place of everything here. Refused (REQUEST_REFUSED) while unsent work exists here. */
  restore(file: Blob, passphrase: string, onProgress: OnProgress): Promise<void>;
  /** Ends what is under way; it is then refused with CANCELLED, and nothing of it stays. */
  cancelBackup(): Promise<void>;
};
