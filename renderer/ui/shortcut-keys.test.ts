import { describe, expect, it } from "vitest";
import { describeKeys, isSafeInFields, stepShortcuts, type KeyPress } from "./shortcut-keys.ts";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const list = ["G A", "G D", "J", "?", "Mod+K", "Mod+Z", "Mod+Shift+Z", "F8"].map((keys) => ({
  keys,
}));

/** Keys fired by a series of presses. */
function typeAll(presses: readonly KeyPress[], mac = false): readonly string[] {
  const fired: string[] = [];
  let waiting: readonly KeyPress[] = [];
  for (const one of presses) {
    const step = stepShortcuts(list, waiting, one, mac);
    waiting = step.waiting;
    if (step.fired) fired.push(step.fired.keys);
  }
  return fired;
}

describe("shortcuts", () => {
  it("[K1] fires a sequence when its last key comes, and forgets a broken one", () => {
    expect(typeAll([press("g"), press("a")])).toEqual(["G A"]);
    expect(typeAll([press("g"), press("x"), press("a")])).toEqual([]);
    expect(typeAll([press("g"), press("j"), press("g"), press("d")])).toEqual(["J", "G D"]);
  });

  it("[K2] tells modifiers apart, and Mod is Cmd on macOS", () => {
    expect(typeAll([press("k", { ctrlKey: true }), press("k")])).toEqual(["Mod+K"]);
    expect(typeAll([press("k", { metaKey: true }), press("k", { ctrlKey: true })], true)).toEqual([
      "Mod+K",
    ]);
    expect(
      typeAll([press("z", { ctrlKey: true }), press("Z", { ctrlKey: true, shiftKey: true })]),
    ).toEqual(["Mod+Z", "Mod+Shift+Z"]);
  });

  it("[K3] a printable sign fires whatever Shift the keyboard layout needs", () => {
    expect(typeAll([press("?", { shiftKey: true }), press("?")])).toEqual(["?", "?"]);
  });

  it("[K4] the last registered of two equal combinations wins", () => {
    const twice = [
      { keys: "J", id: 1 },
      { keys: "J", id: 2 },
    ];
    expect(stepShortcuts(twice, [], press("j"), false).fired).toEqual({ keys: "J", id: 2 });
  });

  it("[K5] letters stay out of text fields, Mod and function keys do not", () => {
    expect(["J", "G A", "?", "Mod+K", "F8", "Alt+F8"].map(isSafeInFields)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it("[K6] shows keys in words", () => {
    expect([
      describeKeys("Mod+Shift+Z", false, { Shift: "Maj" }),
      describeKeys("G A", false),
    ]).toEqual([["Ctrl Maj Z"], ["G", "A"]]);
    expect(describeKeys("Mod+K", true)).toEqual(["⌘ K"]);
  });
});
