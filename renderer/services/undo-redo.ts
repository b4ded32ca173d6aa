import { draftWrites, lastDone, nextUndone } from "./command-log.ts";
import type { LocalWork } from "./local-work.ts";

/** Undoes the last gesture, over all its records at once, durably; returns its label, null when there is none. */
export function undoGesture(work: LocalWork): Promise<string | null> {
  return work.act(async () => {
    const command = lastDone(work.rows.commands.values());
    if (!command) return null;
    await work.write({
      drafts: draftWrites(command.moves, "before"),
      commands: { put: [{ ...command, undone: true }] },
    });
    return command.label;
  });
}

/** Does again the gesture undone last. */
export function redoGesture(work: LocalWork): Promise<string | null> {
  return work.act(async () => {
    const command = nextUndone(work.rows.commands.values());
    if (!command) return null;
    await work.write({
      drafts: draftWrites(command.moves, "after"),
      commands: { put: [{ ...command, undone: false }] },
    });
    return command.label;
  });
}
