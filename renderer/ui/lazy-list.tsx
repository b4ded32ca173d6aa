import Box from "@mui/material/Box";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useLineFocus } from "./use-line-focus.ts";

const PAGE = 50;

export interface LazyListProps<Item> {
  /** Name of the list for assistive technology. */
  readonly label: string;
  readonly count: number;
  /** Items [from, to); asked once per page of fifty as it comes into sight. */
  readonly load: (from: number, to: number) => Promise<readonly Item[]>;
  /** Changes when the items must be asked again. */
  readonly version: string;
  /** Height of a line before it is measured, in px. */
  readonly lineHeight: number;
  /** A line; its links and buttons take this `tabIndex`, so that Tab goes through the list in one stop. */
  readonly children: (item: Item, tabIndex: 0 | -1) => ReactNode;
  /** Told which lines were on screen, for whoever must prove that they were shown. */
  readonly onShown?: ((from: number, to: number) => void) | undefined;
}

/** A list of any length: only what is in sight is drawn, and asked for. Lines keep their place while they load. */
export function LazyList<Item>({
  label,
  count,
  load,
  version,
  lineHeight,
  children,
  onShown,
}: LazyListProps<Item>) {
  const frame = useRef<HTMLDivElement>(null);
  /** What was asked before stays on screen, and keeps its focus, until the answer to the present question takes its place. */
  const pages = useRef(
    new Map<number, { readonly version: string; readonly items: readonly Item[] }>(),
  );
  const asked = useRef(new Set<number>());
  const latest = useRef({ load, onShown, version });
  latest.current = { load, onShown, version };
  const [, setLoaded] = useState(0);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 6,
  });
  const lines = virtual.getVirtualItems();
  const from = lines[0]?.index ?? 0;
  const to = (lines.at(-1)?.index ?? -1) + 1;

  useEffect(() => {
    asked.current.clear();
  }, [version]);

  useEffect(() => {
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
      if (asked.current.has(page)) continue;
      asked.current.add(page);
      void latest.current.load(page * PAGE, Math.min(count, (page + 1) * PAGE)).then(
        (items) => {
          if (version !== latest.current.version) return;
          pages.current.set(page, { version, items });
          setLoaded((turn) => turn + 1);
        },
        () => asked.current.delete(page),
      );
    }
  }, [from, to, count, version]);

  const itemAt = (index: number): Item | undefined =>
    pages.current.get(Math.floor(index / PAGE))?.items[index % PAGE];
  const isFresh = (index: number): boolean => {
    const page = pages.current.get(Math.floor(index / PAGE));
    return page?.version === version && page.items[index % PAGE] !== undefined;
  };
  const range = virtual.range;
  const firstSeen = range?.startIndex ?? 0;
  const lastSeen = range?.endIndex ?? -1;
  const ready = lastSeen >= 0 && isFresh(firstSeen) && isFresh(lastSeen);
  useEffect(() => {
    if (ready) latest.current.onShown?.(firstSeen, lastSeen + 1);
  }, [ready, firstSeen, lastSeen]);
  const { reachable, onFocus, onKeyDown } = useLineFocus({
    count,
    firstSeen,
    lastSeen,
    scrollTo: (line) => virtual.scrollToIndex(line),
  });

  return (
    <Box
      ref={frame}
      role="list"
      aria-label={label}
      tabIndex={0}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      sx={{ overflow: "auto", height: "100%", minHeight: 0 }}
    >
      <Box sx={{ position: "relative", height: virtual.getTotalSize() }}>
        {lines.map((line) => {
          const item = itemAt(line.index);
          return (
            <Box
              key={line.key}
              ref={virtual.measureElement}
              data-index={line.index}
              role="listitem"
              aria-setsize={count}
              aria-posinset={line.index + 1}
              sx={{
                position: "absolute",
                insetInline: 0,
                top: 0,
                transform: `translateY(${line.start}px)`,
                minHeight: lineHeight,
                display: "grid",
                gridTemplateColumns: "minmax(0, 1fr)",
                alignItems: "center",
                borderBottom: "1px solid var(--it-palette-divider)",
              }}
            >
              {item === undefined ? null : children(item, line.index === reachable ? 0 : -1)}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
