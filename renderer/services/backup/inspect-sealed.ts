import type { OnProgress } from "../../../shared/ports/index.ts";
import { openSealed } from "./open-sealed.ts";
import { checkSealed } from "./restore-state.ts";
import type { SealedSummary } from "./state-parts.ts";

/**
 * Opens and reads a whole sealed file, and says what it is: before anybody is signed in too, for nothing is written. Faults:
 * FILE_EMPTY, FILE_KIND_UNKNOWN, FILE_TRUNCATED, FILE_UNREADABLE, PASSPHRASE_WRONG, SEALING_UNAVAILABLE, CANCELLED.
 */
export async function inspectSealed(
  file: Blob,
  passphrase: string,
  isCancelled: () => boolean,
  onProgress: OnProgress,
): Promise<SealedSummary> {
  const opened = await openSealed(file, passphrase, { isCancelled });
  return (await checkSealed(opened, onProgress)).summary;
}
