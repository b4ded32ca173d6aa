import { useRef, useState, type FocusEvent, type KeyboardEvent } from "react";

interface LineFocusOptions {
  readonly count: number;
  /** Lines in sight, first and last included. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly scrollTo: (line: number) => void;
}

/**
 * One stop of Tab in a list of any length, whatever its lines hold: on the line that had the focus last, or the first
 * in sight. From there the arrows, Home and End go from line to line, and Tab leaves the list.
 */
export function useLineFocus({ count, firstSeen, lastSeen, scrollTo }: LineFocusOptions): {
  /** The only line whose controls Tab reaches. */
  readonly reachable: number;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
} {
  const [current, setCurrent] = useState(0);
  const latest = useRef(scrollTo);
  latest.current = scrollTo;
  /** A line on its way to the screen, to be given the focus there. */
  const wanted = useRef<number | null>(null);
  const goTo = (frame: HTMLElement): void => {
    const line = wanted.current;
    if (line === null) return;
    const control = frame.querySelector<HTMLElement>(`[data-index="${line}"] :is(a, button)`);
    if (control !== null) {
      wanted.current = null;
      return control.focus({ preventScroll: true });
    }
    // Meanwhile the list itself has the focus; whoever takes it elsewhere is not called back.
    if (!frame.contains(document.activeElement)) return;
    frame.focus({ preventScroll: true });
    // Heights are guessed until lines are measured: the first jump may fall short of a line far away.
    latest.current(line);
    requestAnimationFrame(() => goTo(frame));
  };
  return {
    reachable: current >= firstSeen && current <= lastSeen ? current : firstSeen,
    onFocus: ({ target }) => {
      const line = lineOf(target);
      if (line !== null) setCurrent(line);
    },
    onKeyDown: (event) => {
      wanted.current = null;
      const line = lineOf(event.target);
      if (line === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = nextLine(event.key, line, count);
      if (next === null) return;
      event.preventDefault();
      setCurrent(next);
      scrollTo(next);
      wanted.current = next;
      goTo(event.currentTarget);
    },
  };
}

function lineOf(target: EventTarget): number | null {
  const line = target instanceof Element ? target.closest("[data-index]") : null;
  return line === null ? null : Number(line.getAttribute("data-index"));
}

function nextLine(key: string, line: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, line + 1);
    case "ArrowUp":
      return Math.max(0, line - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
