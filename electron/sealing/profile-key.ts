import { safeStorage } from "electron";
import { sealingOf, type Sealing } from "./key-ring.ts";
import { openSealedKey, replaceSealedKey, type OpenedKey } from "./sealed-key.ts";

/** How this machine keeps secrets. */
export const sealingOfThisMachine = (): Promise<Sealing> =>
  sealingOf(safeStorage, process.platform);

/** One at a time: two first calls must not make two keys. What is opened stays in memory; a lost key is asked for again. */
let opening: Promise<OpenedKey> = Promise.resolve({ lost: true });
const inTurn = (run: () => Promise<OpenedKey>): Promise<OpenedKey> => {
  opening = opening.then(
    (opened) => ("key" in opened ? opened : run()),
    () => run(),
  );
  return opening;
};

/**
 * The key that seals this profile's journal and secrets, for `folder` = Electron's userData. Ask it at each use: it is kept
 * in memory, and a lost one may have been replaced meanwhile. Fault SEALING_UNAVAILABLE where the system keeps no real secret.
 */
export const openProfileKey = (folder: string): Promise<OpenedKey> =>
  inTurn(() => openSealedKey(folder, safeStorage));

/** After an explicit gesture of the person: a new key where the present one is lost (it is put aside, never deleted). */
export async function replaceLostProfileKey(folder: string): Promise<OpenedKey> {
  const opened = await openProfileKey(folder);
  if ("key" in opened) return opened;
  return inTurn(() => replaceSealedKey(folder, safeStorage, new Date().toISOString()));
}
