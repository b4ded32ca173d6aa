/**
 * What Ctrl Z takes back, for every kind of work: record edits, pastes, imports. The log
 * holds values only; whoever owns it applies a command or its inverse, then records the step.
 */

export interface CommandLog<Command> {
  /** Oldest first. */
  readonly done: readonly Command[];
  /** Taken back, the next to redo last. */
  readonly undone: readonly Command[];
  readonly limit: number;
}

/** An empty log that remembers at most `limit` commands. */
export function createCommandLog<Command>(limit = 200): CommandLog<Command> {
  return { done: [], undone: [], limit };
}

/** Adds a command that was just applied. What had been taken back can no longer be redone. */
export function recordCommand<Command>(
  log: CommandLog<Command>,
  command: Command,
): CommandLog<Command> {
  return { ...log, done: [...log.done, command].slice(-log.limit), undone: [] };
}

export interface CommandStep<Command> {
  readonly command: Command;
  readonly log: CommandLog<Command>;
}

/** The command to take back now, and the log once that has succeeded. */
export function undoCommand<Command>(log: CommandLog<Command>): CommandStep<Command> | undefined {
  const command = log.done.at(-1);
  if (command === undefined) return undefined;
  return {
    command,
    log: { ...log, done: log.done.slice(0, -1), undone: [...log.undone, command] },
  };
}

/** The command to apply again now, and the log once that has succeeded. */
export function redoCommand<Command>(log: CommandLog<Command>): CommandStep<Command> | undefined {
  const command = log.undone.at(-1);
  if (command === undefined) return undefined;
  return {
    command,
    log: { ...log, done: [...log.done, command], undone: log.undone.slice(0, -1) },
  };
}

/**
 * Drops what can no longer be taken back, e.g. edits of records that were submitted
 * meanwhile. The order of the others stays.
 */
export function forgetCommands<Command>(
  log: CommandLog<Command>,
  isForgotten: (command: Command) => boolean,
): CommandLog<Command> {
  const keep = (command: Command): boolean => !isForgotten(command);
  return { ...log, done: log.done.filter(keep), undone: log.undone.filter(keep) };
}
