import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import type { CellWords } from "./cell-text.ts";
import type { PlacedColumn } from "./column-layout.ts";
import type { Editing, GridActions } from "./grid-context.ts";
import { GridRowView, type RowWords } from "./grid-row.tsx";
import { HEADER_HEIGHT } from "./grid-styles.ts";
import type { GridSource } from "./grid-props.ts";
import type { RowCache } from "./row-cache.ts";
import type { CellAt, CellRange } from "./selection.ts";
import type { GridEdits } from "./use-grid-edits.ts";

export interface GridBodyProps {
  readonly gridId: string;
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly source: GridSource;
  readonly cache: RowCache;
  readonly placed: readonly PlacedColumn[];
  readonly shown: readonly number[];
  readonly rowHeight: number;
  readonly headWidth: number;
  readonly width: number;
  readonly active: CellAt;
  readonly range: CellRange | undefined;
  readonly fillRange: CellRange | undefined;
  readonly editing: Editing | undefined;
  readonly canFill: boolean;
  readonly readOnlyGrid: boolean;
  readonly words: CellWords;
  readonly rowWords: RowWords;
  readonly actions: GridActions;
  readonly overlayOf: GridEdits["overlayOf"];
}

/** The rows in sight. Scrolling renders this component only. */
export function GridBody(props: GridBodyProps) {
  const { source, cache, rowHeight, active, range, fillRange, editing } = props;
  const virtualizer = useVirtualizer({
    count: source.total,
    getScrollElement: () => props.viewport.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: HEADER_HEIGHT,
    useFlushSync: false,
    // The row with the focus stays in the document wherever one scrolls.
    rangeExtractor: (window) => {
      const indexes = defaultRangeExtractor(window);
      const first = indexes[0] ?? 0;
      const last = indexes.at(-1) ?? -1;
      if (active.row < 0 || active.row >= source.total) return indexes;
      if (active.row < first) return [active.row, ...indexes];
      return active.row > last ? [...indexes, active.row] : indexes;
    },
  });
  // Measuring walks every row: only when the density changes.
  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measured.current === rowHeight) return;
    measured.current = rowHeight;
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const inSight = virtualizer.range;
  const from = Math.max(0, (inSight?.startIndex ?? 0) - 20);
  const to = Math.min(source.total, (inSight?.endIndex ?? 0) + 40);
  const revision = cache.revision();
  useEffect(() => {
    if (to > from) cache.ensure(from, to);
  }, [cache, from, to, revision, source]);

  return (
    <div
      role="rowgroup"
      className="body"
      style={{ height: source.total * rowHeight, width: props.width }}
    >
      {items.map(({ index }) => {
        const row = cache.rowAt(index);
        const inRange = range !== undefined && index >= range.top && index <= range.bottom;
        const inFill =
          fillRange !== undefined && index >= fillRange.top && index <= fillRange.bottom;
        const isEditing = editing?.row === index;
        return (
          <GridRowView
            key={index}
            gridId={props.gridId}
            position={index}
            top={index * rowHeight}
            height={rowHeight}
            width={props.width}
            headWidth={props.headWidth}
            row={row}
            overlay={props.overlayOf(row)}
            placed={props.placed}
            shown={props.shown}
            selectedFrom={inRange ? range.left : -1}
            selectedTo={inRange ? range.right : -1}
            isRangeTop={inRange && index === range.top}
            isRangeBottom={inRange && index === range.bottom}
            fillFrom={inFill ? fillRange.left : -1}
            fillTo={inFill ? fillRange.right : -1}
            activeColumn={index === active.row ? active.column : -1}
            editingColumn={isEditing ? editing.column : -1}
            editingReplaces={isEditing && editing.replace}
            showsFill={props.canFill && !editing && inRange && index === range.bottom}
            words={props.words}
            rowWords={props.rowWords}
            actions={props.actions}
            readOnlyGrid={props.readOnlyGrid}
          />
        );
      })}
    </div>
  );
}
