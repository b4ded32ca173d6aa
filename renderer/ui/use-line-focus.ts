import { useRef, useState, type FocusEvent, type KeyboardEvent } from "react";

/**
 * Heights are guessed until lines are measured: a jump to a line far away may fall short of it, or lose it again. It is
 * followed until it kept the focus for so many frames, for this many at most.
 */
const SETTLING = 30;
const MOST_FRAMES = 900;

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
  const follow = (frame: HTMLElement, settling: number, left: number): void => {
    const line = wanted.current;
    const active = document.activeElement;
    const lost = active === null || active === document.body;
    const elsewhere = !lost && !frame.contains(active);
    if (line === null || elsewhere || settling === 0 || left === 0 || !frame.isConnected) {
      wanted.current = null;
      return;
    }
    const control = frame.querySelector<HTMLElement>(`[data-index="${line}"] :is(a, button)`);
    if (control === null) {
      // Meanwhile the list itself has the focus.
      frame.focus({ preventScroll: true });
      latest.current(line);
    } else if (active !== control) control.focus({ preventScroll: true });
    const settled = control !== null && active === control;
    requestAnimationFrame(() => follow(frame, settled ? settling - 1 : SETTLING, left - 1));
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
      follow(event.currentTarget, SETTLING, MOST_FRAMES);
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
