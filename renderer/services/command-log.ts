import type { RecordId } from "../../shared/base/index.ts";
import type { CommandRow, DraftRow, RowWrites, WriteBatch } from "../../shared/ports/index.ts";

/** Gestures kept for undoing; older ones are forgotten. */
const MAX_COMMANDS = 200;

type Move = CommandRow["moves"][number];

/** The last gesture that can be undone. */
export function lastDone(commands: Iterable<CommandRow>): CommandRow | null {
  let last: CommandRow | null = null;
  for (const command of commands)
    if (!command.undone && (!last || command.order > last.order)) last = command;
  return last;
}

/** The first undone gesture: what redo would do. */
export function nextUndone(commands: Iterable<CommandRow>): CommandRow | null {
  let next: CommandRow | null = null;
  for (const command of commands)
    if (command.undone && (!next || command.order < next.order)) next = command;
  return next;
}

/** Draft rows and the command row of one gesture, for one transaction: what was undone before is forgotten. */
export function recordGesture(
  commands: ReadonlyMap<number, CommandRow>,
  label: string,
  moves: readonly Move[],
): Pick<WriteBatch, "drafts" | "commands"> {
  const orders = [...commands.keys()].sort((a, b) => a - b);
  const undone = orders.filter((order) => commands.get(order)?.undone);
  const old = orders.slice(0, Math.max(0, orders.length + 1 - MAX_COMMANDS));
  const order = (orders.at(-1) ?? 0) + 1;
  return {
    drafts: draftWrites(moves, "after"),
    commands: {
      put: [{ order, label, undone: false, moves }],
      remove: [...new Set([...undone, ...old])],
    },
  };
}

/** The draft rows of one side of some moves. */
export function draftWrites(
  moves: readonly Move[],
  side: "before" | "after",
): RowWrites<DraftRow, RecordId> {
  return {
    put: moves.flatMap((move) => move[side] ?? []),
    remove: moves.filter((move) => move[side] === null).map((move) => move.recordId),
  };
}

/** Gestures that touched these records: their drafts left for a request or moved with central, so they cannot be undone any more. */
export const commandsTouching = (
  commands: Iterable<CommandRow>,
  ids: ReadonlySet<RecordId>,
): readonly number[] =>
  [...commands]
    .filter((command) => command.moves.some((move) => ids.has(move.recordId)))
    .map((command) => command.order);
