/**
 * Keyboard combinations as text: `Mod+K`, `Mod+Shift+Z`, `F8`, `?`, `Escape`, and
 * sequences of letters written with a space: `G A`. `Mod` is Ctrl, Cmd on macOS.
 */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Combination {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

/** One combination per step of the sequence. */
export function parseKeys(keys: string): readonly Combination[] {
  return keys
    .trim()
    .split(/\s+/)
    .map((step) => {
      const parts = step.length === 1 ? [step] : step.split("+");
      const key = parts.at(-1) ?? "";
      return {
        mod: parts.includes("Mod"),
        shift: parts.includes("Shift"),
        alt: parts.includes("Alt"),
        key: key.length === 1 ? key.toLowerCase() : key,
      };
    });
}

/** Does this key press make the combination? Shift counts only with Mod, Alt or a named key. */
export function matchesCombination(
  combination: Combination,
  press: KeyPress,
  mac: boolean,
): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (key !== combination.key || mod !== combination.mod || otherMod) return false;
  if (press.altKey !== combination.alt) return false;
  const printable = combination.key.length === 1 && !/[a-z]/.test(combination.key);
  return printable || press.shiftKey === combination.shift;
}

/** May it fire while a text field has the focus? Letters and signs never, F2–F12 and Mod always. */
export function isSafeInFields(keys: string): boolean {
  const [first] = parseKeys(keys);
  return first !== undefined && (first.mod || first.alt || /^F\d+$/.test(first.key));
}

export interface ShortcutStep<T> {
  /** What to trigger now. */
  readonly fired: T | undefined;
  /** Steps of a sequence already typed, waiting for the next. */
  readonly waiting: readonly KeyPress[];
}

/**
 * Advances sequences by one press. Later entries win over earlier ones with the
 * same keys, so that a screen can take a key over while it is open.
 */
export function stepShortcuts<T extends { readonly keys: string }>(
  shortcuts: readonly T[],
  waiting: readonly KeyPress[],
  press: KeyPress,
  mac: boolean,
): ShortcutStep<T> {
  const typed = [...waiting, press];
  const begins = (shortcut: T): boolean => {
    const steps = parseKeys(shortcut.keys);
    return (
      steps.length >= typed.length &&
      typed.every((one, at) => {
        const step = steps[at];
        return step !== undefined && matchesCombination(step, one, mac);
      })
    );
  };
  const candidates = shortcuts.filter(begins);
  const fired = candidates.findLast((one) => parseKeys(one.keys).length === typed.length);
  if (fired) return { fired, waiting: [] };
  if (candidates.length > 0) return { fired: undefined, waiting: typed };
  return waiting.length > 0
    ? stepShortcuts(shortcuts, [], press, mac)
    : { fired: undefined, waiting: [] };
}

/** Keys as shown: `Mod+K` → `Ctrl K` or `⌘ K`; a sequence keeps one item per step. */
export function describeKeys(
  keys: string,
  mac: boolean,
  names: Readonly<Record<string, string>> = {},
): readonly string[] {
  return parseKeys(keys).map(({ mod, shift, alt, key }) =>
    [
      mod && (mac ? "⌘" : "Ctrl"),
      alt && (mac ? "⌥" : "Alt"),
      shift && (mac ? "⇧" : (names["Shift"] ?? "Shift")),
      names[key] ?? (key.length === 1 ? key.toUpperCase() : key),
    ]
      .filter((part) => typeof part === "string")
      .join(" "),
  );
}
