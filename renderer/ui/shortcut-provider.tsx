import {
  createContext,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import type { Shortcut } from "./props.ts";
import { isSafeInFields, stepShortcuts, type KeyPress } from "./shortcut-keys.ts";

/** A sequence such as `G A` must be completed within this time. */
const SEQUENCE_MS = 1200;

/** True on Apple keyboards, where Mod is Cmd. */
export const isMac = (): boolean => /Mac|iP(hone|ad)/.test(navigator.userAgent);

interface Registry {
  readonly set: (owner: string, shortcuts: readonly Shortcut[]) => void;
  readonly remove: (owner: string) => void;
  readonly list: () => readonly Shortcut[];
  readonly subscribe: (listener: () => void) => () => void;
}

function createRegistry(): Registry {
  const byOwner = new Map<string, readonly Shortcut[]>();
  const listeners = new Set<() => void>();
  let all: readonly Shortcut[] = [];
  const refresh = (): void => {
    all = [...byOwner.values()].flat();
    for (const listener of listeners) listener();
  };
  return {
    set: (owner, shortcuts) => {
      byOwner.set(owner, shortcuts);
      refresh();
    },
    remove: (owner) => {
      byOwner.delete(owner);
      refresh();
    },
    list: () => all,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const RegistryContext = createContext<Registry | null>(null);

export interface ShortcutProviderProps {
  readonly children: ReactNode;
  /** Off for users whose voice or switch input types stray letters (WCAG 2.1.4). */
  readonly lettersEnabled?: boolean;
}

/** Listens to the keyboard once for the whole application and feeds the help dialog. */
export function ShortcutProvider({ children, lettersEnabled = true }: ShortcutProviderProps) {
  const registry = useMemo(createRegistry, []);
  useLayoutEffect(() => {
    let waiting: readonly KeyPress[] = [];
    let since = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return;
      const place = placeOf(event.target);
      if (place === "dialog") return;
      if (event.timeStamp - since > SEQUENCE_MS) waiting = [];
      const usable = registry
        .list()
        .filter(
          (one) =>
            !one.disabled &&
            (place === "field"
              ? (one.inFields ?? isSafeInFields(one.keys))
              : lettersEnabled || isSafeInFields(one.keys)),
        );
      const step = stepShortcuts(usable, waiting, event, isMac());
      waiting = step.waiting;
      since = event.timeStamp;
      if (!step.fired) return;
      event.preventDefault();
      step.fired.onTrigger(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [registry, lettersEnabled]);
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

const isModifier = (key: string): boolean => /^(Shift|Control|Alt|Meta|AltGraph)$/.test(key);

/** Where the key was pressed: letters typed into a field, or into a grid that edits, are text. */
function placeOf(target: EventTarget | null): "dialog" | "field" | "page" {
  if (!(target instanceof Element)) return "page";
  if (target.closest("[aria-modal='true'], [role='menu'], [role='listbox']")) return "dialog";
  if (target.closest("[data-letters-type]")) return "field";
  const field = target.closest("input, textarea, select, [contenteditable='true']");
  if (field instanceof HTMLInputElement && /^(checkbox|radio|button|range)$/.test(field.type))
    return "page";
  return field ? "field" : "page";
}

/** Declares the shortcuts of a screen while it is shown: from the moment that it is, for its keys may be pressed at once. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useContext(RegistryContext);
  const owner = useId();
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  // Handlers may change at every render; the registry only needs to hear of other keys or words.
  const signature = shortcuts
    .map((one) =>
      [one.id, one.keys, one.label, one.group, one.inFields, one.disabled].join("\u0000"),
    )
    .join("\u0001");
  useLayoutEffect(() => {
    registry?.set(
      owner,
      latest.current.map((one) => ({
        ...one,
        onTrigger: (event) => latest.current.find(({ id }) => id === one.id)?.onTrigger(event),
      })),
    );
  }, [registry, owner, signature]);
  useLayoutEffect(() => () => registry?.remove(owner), [registry, owner]);
}

const NONE: readonly Shortcut[] = [];

/** Every shortcut declared at this moment, for the help dialog. */
export function useDeclaredShortcuts(): readonly Shortcut[] {
  const registry = useContext(RegistryContext);
  return useSyncExternalStore(
    registry?.subscribe ?? (() => () => undefined),
    registry?.list ?? (() => NONE),
  );
}
