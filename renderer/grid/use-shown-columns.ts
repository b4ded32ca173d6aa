import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, type RefObject } from "react";
import type { PlacedColumn } from "./column-layout.ts";

/** Fewer columns than this are all rendered: nothing to gain, and find-in-page works. */
const VIRTUAL_FROM = 25;

/**
 * Indexes of the columns to render: frozen ones, the ones in sight, and those that hold the
 * active cell or an editor.
 */
export function useShownColumns(
  placed: readonly PlacedColumn[],
  viewport: RefObject<HTMLDivElement | null>,
  headWidth: number,
  activeColumn: number,
): readonly number[] {
  const frozen = placed.filter((one) => one.frozen).length;
  const virtual = placed.length >= VIRTUAL_FROM;
  const frozenWidth = placed[frozen]?.start ?? 0;
  const virtualizer = useVirtualizer({
    horizontal: true,
    enabled: virtual,
    count: placed.length - frozen,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => placed[frozen + index]?.width ?? 0,
    overscan: 3,
    scrollMargin: headWidth + frozenWidth,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      const active = activeColumn - frozen;
      return active < 0 || indexes.includes(active)
        ? indexes
        : [...indexes, active].sort((a, b) => a - b);
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, placed]);

  const scrolled = virtual
    ? virtualizer.getVirtualItems().map(({ index }) => frozen + index)
    : placed.map((_, index) => index).slice(frozen);
  const signature = scrolled.join();
  return useMemo(
    () => [
      ...Array.from({ length: frozen }, (_, index) => index),
      ...signature.split(",").filter(Boolean).map(Number),
    ],
    [frozen, signature],
  );
}
