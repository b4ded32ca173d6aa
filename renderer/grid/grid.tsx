import Box from "@mui/material/Box";
import { useCallback, useId, useMemo, useRef, useState, type CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { ROW_HEIGHTS } from "../app/theme-tokens.ts";
import { useFormats } from "../app/i18n/index.ts";
import { EmptyState } from "../ui/index.ts";
import { CellNote } from "./cell-note.tsx";
import { MIN_COLUMN_WIDTH, placeColumns, resizeColumn } from "./column-layout.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { GridBody } from "./grid-body.tsx";
import type { Editing, EditorCommit, GridActions, GridState } from "./grid-context.ts";
import { GridFooter } from "./grid-footer.tsx";
import { GridSkeleton } from "./grid-skeleton.tsx";
import { GridToolbar } from "./grid-toolbar.tsx";
import { useGridHandle } from "./use-grid-handle.ts";
import { GridHeader } from "./grid-header.tsx";
import { GridMenu } from "./grid-menu.tsx";
import type { ColumnLayout, GridProps } from "./grid-props.ts";
import { GridRoot } from "./grid-styles.ts";
import { moveAfterCommit } from "./navigate.ts";
import { RowMenu } from "./row-menu.tsx";
import {
  clampSelection,
  HEADER_ROW,
  rangeOf,
  selectCell,
  selectColumns,
  type Selection,
} from "./selection.ts";
import { useCellNote } from "./use-cell-note.ts";
import { useClipboard } from "./use-clipboard.ts";
import { useGridEdits } from "./use-grid-edits.ts";
import { startEditing, useGridKeys } from "./use-grid-keys.ts";
import { useGridMenu } from "./use-grid-menu.ts";
import { useGridPaper } from "./use-grid-paper.ts";
import { usePointer } from "./use-pointer.ts";
import { useRowCache } from "./use-row-cache.ts";
import { useSelectionEvents } from "./use-selection-events.ts";
import { useShownColumns } from "./use-shown-columns.ts";
import { useGridWords } from "./use-grid-words.ts";
import { useViewport } from "./use-viewport.ts";

/**
 * A spreadsheet over rows that live elsewhere: 100,000 of them feel like 100. ARIA grid with
 * one tab stop; range selection, clipboard, fill; every gesture becomes one `GridEdit`.
 */
export function Grid(props: GridProps) {
  const { t } = useTranslation("grid");
  const formats = useFormats();
  const gridId = useId();
  const { words, rowWords } = useGridWords();
  const [ownLayout, setOwnLayout] = useState<ColumnLayout>();
  const layout = props.layout ?? ownLayout;
  const placed = useMemo(() => placeColumns(props.columns, layout), [props.columns, layout]);
  const cache = useRowCache(props.source, props.onFault);
  const total = props.source.total;
  const extent = useMemo(() => ({ rows: total, columns: placed.length }), [total, placed.length]);

  const [wanted, setWanted] = useState<Selection>(() => selectCell({ row: 0, column: 0 }));
  const selection = useMemo(() => clampSelection(wanted, extent), [wanted, extent]);
  const range = useMemo(() => rangeOf(selection), [selection]);
  const [editing, setEditing] = useState<Editing>();
  const [menu, setMenu] = useState<number>(-1);

  const state = useRef<GridState>(undefined as unknown as GridState);
  state.current = { props, layout, placed, extent, selection, range, editing, words, cache };
  const setLayout = useCallback((next: ColumnLayout): void => {
    setOwnLayout(next);
    state.current.props.onLayout?.(next);
  }, []);

  const rowHeight = ROW_HEIGHTS[props.density ?? "normal"];
  const headWidth = Math.round(46 + 7 * formats.number(total).length);
  const last = placed.at(-1);
  const width = headWidth + (last ? last.start + last.width : 0);
  const { active, viewport, focusActive, reveal, pageRows } = useViewport(
    state,
    selection,
    rowHeight,
    headWidth,
  );
  const shown = useShownColumns(placed, viewport, headWidth, active.column);
  const edits = useGridEdits(state);
  useGridPaper(state, rowWords);
  const { writeTyped } = edits;
  const events = useSelectionEvents(state, selection, range);

  const select = useCallback(
    (next: Selection): void => {
      events.touched();
      setWanted(next);
      reveal(next.head);
      focusActive();
    },
    [events, reveal, focusActive],
  );
  const commit = useCallback(
    ({ text, shown: label, move }: EditorCommit): void => {
      const open = state.current.editing;
      setEditing(undefined);
      if (!open) return;
      void writeTyped(open, text, label);
      if (!move) return;
      select(selectCell(moveAfterCommit(open, move.key, move.backwards, state.current.extent)));
    },
    [writeTyped, select],
  );
  const actions = useMemo<GridActions>(
    () => ({
      commit,
      cancel: () => {
        setEditing(undefined);
        focusActive();
      },
    }),
    [commit, focusActive],
  );

  const toggleSort = (column: number, add: boolean): void => {
    const one = placed[column]?.column;
    if (!one || !props.onSort || one.sortable === false) return;
    const current = props.sort?.find(({ columnId }) => columnId === one.id);
    const others = add ? (props.sort ?? []).filter((sort) => sort !== current) : [];
    if (current?.direction === "descending") props.onSort(others);
    else {
      const direction = current ? "descending" : "ascending";
      props.onSort([...others, { columnId: one.id, direction }]);
    }
  };
  const resize = useCallback(
    (columnId: string, to: number): void =>
      setLayout(resizeColumn(state.current.layout, columnId, Math.max(MIN_COLUMN_WIDTH, to))),
    [setLayout],
  );
  const onKeyDown = useGridKeys({
    state,
    edits,
    pageRows,
    select,
    edit: setEditing,
    toggleSort,
    openMenu: setMenu,
    resize: (column, by) => {
      const one = placed[column];
      if (one) resize(one.column.id, one.width + by);
    },
  });
  const pointer = usePointer({ state, viewport, rowHeight, headWidth, select, edits });
  const clipboard = useClipboard(state, edits, (pasted) =>
    select({
      anchor: { row: pasted.top, column: pasted.left },
      head: { row: pasted.bottom, column: pasted.right },
    }),
  );
  const cellMenu = useGridMenu({
    state,
    edits,
    select,
    copyRange: clipboard.copyRange,
    edit: setEditing,
  });
  const note = useCellNote(state, viewport, edits.contentAt, active);

  useGridHandle({ ref: props.ref, state, select, focusActive, setLayout });

  const closeMenu = (): void => {
    setMenu(-1);
    focusActive();
  };
  const menuAnchor = (): Element | null =>
    viewport.current?.querySelector(`[data-menu="${menu}"]`) ?? viewport.current;
  const openColumn = menu >= 0 ? placed[menu] : undefined;
  const empty = total === 0 && !props.loading;

  return (
    <GridRoot>
      <GridToolbar
        grid={props}
        layout={layout}
        words={words}
        cache={cache}
        edits={edits}
        onLayout={setLayout}
      />
      <div
        ref={viewport}
        className="viewport"
        style={{ "--row-height": `${rowHeight}px` } as CSSProperties}
        role="grid"
        tabIndex={-1}
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-colcount={placed.length + 1}
        aria-multiselectable
        aria-readonly={props.onEdit ? undefined : true}
        aria-busy={props.loading || undefined}
        data-letters-type={props.onEdit ? "" : undefined}
        onKeyDown={onKeyDown}
        onMouseDown={pointer.onMouseDown}
        onClick={(event) => {
          const head =
            event.target instanceof Element ? event.target.closest(".column-head") : null;
          if (!head || (event.target as Element).closest("button, .resizer")) return;
          const column = Number(head.getAttribute("data-column"));
          if (column < 0) return;
          if (event.ctrlKey || event.metaKey) select(selectColumns(column, column, extent));
          else toggleSort(column, event.shiftKey);
        }}
        onDoubleClick={(event) => {
          if (!(event.target instanceof Element) || !event.target.closest(".cell")) return;
          if (event.target.closest("input, textarea")) return;
          const row = cache.rowAt(selection.anchor.row);
          if (!startEditing({ state, edit: setEditing }, false) && row) props.onOpenRow?.(row.id);
        }}
        onContextMenu={cellMenu.onContextMenu}
        onCopy={clipboard.onCopy}
        onCut={clipboard.onCut}
        onPaste={clipboard.onPaste}
        {...note.handlers}
      >
        <GridHeader
          gridId={gridId}
          width={width}
          headWidth={headWidth}
          placed={placed}
          shown={shown}
          sort={props.sort}
          filters={props.filters}
          selectedFrom={range?.left ?? -1}
          selectedTo={range?.right ?? -1}
          activeColumn={active.row === HEADER_ROW ? active.column : -1}
          openMenu={menu}
          hasMenus
          hasRowMenu={props.onFilters !== undefined}
          onMenu={setMenu}
          onResize={resize}
        />
        <GridBody
          gridId={gridId}
          viewport={viewport}
          source={props.source}
          cache={cache}
          placed={placed}
          shown={shown}
          rowHeight={rowHeight}
          headWidth={headWidth}
          width={width}
          active={active}
          range={range}
          fillRange={pointer.fillRange}
          editing={editing}
          canFill={props.onEdit !== undefined}
          readOnlyGrid={props.onEdit === undefined}
          words={words}
          rowWords={rowWords}
          actions={actions}
          overlayOf={edits.overlayOf}
        />
        {props.loading && total === 0 && <GridSkeleton width={width} rowHeight={rowHeight} />}
      </div>
      {empty && (
        <Box sx={{ flex: 40, minHeight: 0, overflow: "auto", backgroundColor: "background.paper" }}>
          {props.empty ?? <EmptyState sentence={t("rows.none")} />}
        </Box>
      )}
      <GridFooter
        total={total}
        range={range}
        placed={placed}
        cache={cache}
        contentAt={edits.contentAt}
        end={props.footerEnd}
      />
      {openColumn && (
        <ColumnMenu
          key={openColumn.column.id}
          anchor={menuAnchor()}
          one={openColumn}
          grid={props}
          layout={layout}
          words={words}
          onLayout={setLayout}
          onClose={closeMenu}
        />
      )}
      {menu === -2 && props.onFilters && (
        <RowMenu
          anchor={menuAnchor()}
          filters={props.filters ?? []}
          onFilters={props.onFilters}
          onClose={closeMenu}
        />
      )}
      <GridMenu position={cellMenu.position} items={cellMenu.items} onClose={cellMenu.close} />
      {note.shown && !editing && menu === -1 && (
        <CellNote
          anchor={note.shown.anchor}
          column={note.shown.column}
          content={note.shown.content}
          words={words}
        />
      )}
    </GridRoot>
  );
}
