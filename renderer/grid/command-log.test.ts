import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createCommandLog,
  forgetCommands,
  recordCommand,
  redoCommand,
  undoCommand,
  type CommandLog,
} from "./command-log.ts";

const logOf = (...commands: readonly string[]): CommandLog<string> =>
  commands.reduce(recordCommand, createCommandLog<string>());

describe("command log", () => {
  it("[L1] takes back the last command first, and redoes it", () => {
    const undone = undoCommand(logOf("a", "b"));
    expect(undone).toEqual({ command: "b", log: { done: ["a"], undone: ["b"], limit: 200 } });
    expect(redoCommand(undone?.log ?? logOf())).toEqual({ command: "b", log: logOf("a", "b") });
  });

  it("[L2] a new command forgets what had been taken back", () => {
    const log = recordCommand(undoCommand(logOf("a", "b"))?.log ?? logOf(), "c");
    expect(log).toEqual(logOf("a", "c"));
  });

  it("[L3] an empty log has nothing to take back or redo", () => {
    expect([undoCommand(logOf()), redoCommand(logOf("a"))]).toEqual([undefined, undefined]);
  });

  it("[L4] remembers the latest commands up to its limit", () => {
    expect(["a", "b", "c"].reduce(recordCommand, createCommandLog<string>(2)).done).toEqual([
      "b",
      "c",
    ]);
  });

  it("[L5] forgets chosen commands on both sides", () => {
    const log = undoCommand(logOf("a1", "b", "a2"))?.log ?? logOf();
    expect(forgetCommands(log, (command) => command.startsWith("a"))).toEqual(logOf("b"));
  });

  it("[L6] undoing everything then redoing everything gives the same log", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (commands) => {
        const full = logOf(...commands);
        let log = full;
        for (let step = undoCommand(log); step; step = undoCommand(log)) log = step.log;
        expect(log.done).toEqual([]);
        for (let step = redoCommand(log); step; step = redoCommand(log)) log = step.log;
        expect(log).toEqual(full);
      }),
    );
  });
});
