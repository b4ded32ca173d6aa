import Box from "@mui/material/Box";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { ROW_HEIGHTS } from "../app/theme-tokens.ts";
import { EmptyState } from "../ui/index.ts";
import type { TreeColumn, TreeGridProps } from "./grid-props.ts";
import { TreeRow } from "./tree-row.tsx";
import { TREE_HEADER_HEIGHT, TreeRoot } from "./tree-styles.ts";
import { useTreePaper } from "./use-grid-paper.ts";
import { useTreeKeys } from "./use-tree-keys.ts";
import { useTreeLines } from "./use-tree-lines.ts";
import { useTreeMove } from "./use-tree-move.ts";

const NO_COLUMNS: readonly TreeColumn[] = [];

/**
 * A hierarchy, read as it is opened: ARIA treegrid with the focus on rows, virtualised.
 * Records are re-attached by drag and drop, by cut and paste, or from the menu.
 */
export function TreeGrid(props: TreeGridProps) {
  const { t } = useTranslation("grid");
  const columns = props.columns ?? NO_COLUMNS;
  const rowHeight = ROW_HEIGHTS[props.density ?? "normal"];
  const viewport = useRef<HTMLDivElement>(null);
  const tree = useTreeLines(props);
  const { lines, setOpen } = tree;
  useTreePaper(props, lines, columns);
  const [activeId, setActiveId] = useState<string>();
  const found = lines.findIndex(({ node }) => node.id === (activeId ?? props.selectedId));
  const active = Math.max(0, found);
  const wantsFocus = useRef(false);
  const [menu, setMenu] = useState<{ readonly left: number; readonly top: number }>();

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: TREE_HEADER_HEIGHT,
    useFlushSync: false,
    rangeExtractor: (window) => {
      const indexes = defaultRangeExtractor(window);
      return active >= lines.length || indexes.includes(active)
        ? indexes
        : [...indexes, active].sort((a, b) => a - b);
    },
  });
  // Measuring walks every row: only when the density changes.
  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measured.current === rowHeight) return;
    measured.current = rowHeight;
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const state = useRef({ props, lines, active, rowHeight });
  state.current = { props, lines, active, rowHeight };

  const focusActive = useCallback(() => {
    wantsFocus.current = true;
    requestAnimationFrame(() => {
      if (!wantsFocus.current) return;
      wantsFocus.current = false;
      viewport.current?.querySelector<HTMLElement>("[data-active]")?.focus({ preventScroll: true });
    });
  }, []);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const element = viewport.current?.querySelector<HTMLElement>("[data-active]");
    if (!element) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
  });

  const activate = useCallback(
    (at: number): void => {
      const { lines: present, props: latest, rowHeight: height } = state.current;
      const line = present[Math.max(0, Math.min(at, present.length - 1))];
      if (!line) return;
      setActiveId(line.node.id);
      latest.onSelect?.(line.node);
      const element = viewport.current;
      const top = present.indexOf(line) * height;
      if (element && top < element.scrollTop) element.scrollTop = top;
      else if (
        element &&
        top + height + TREE_HEADER_HEIGHT > element.scrollTop + element.clientHeight
      )
        element.scrollTop = top + height + TREE_HEADER_HEIGHT - element.clientHeight;
      focusActive();
    },
    [focusActive],
  );
  const toggle = useCallback(
    (at: number): void => {
      const line = state.current.lines[at];
      if (line && line.node.childCount > 0) setOpen([line.node.id], !line.isOpen);
    },
    [setOpen],
  );
  const open = useCallback((at: number): void => {
    const line = state.current.lines[at];
    if (line) state.current.props.onOpen?.(line.node);
  }, []);

  const move = useTreeMove(state, setOpen);
  const onKeyDown = useTreeKeys({
    state,
    viewport,
    activate,
    toggle,
    open,
    setOpen,
    move,
  });

  useImperativeHandle(
    props.ref,
    () => ({
      focus: focusActive,
      reveal: async (path) => {
        await tree.load(null);
        for (const id of path.slice(0, -1)) await tree.load(id);
        tree.setOpen(path.slice(0, -1), true);
        setRevealed(path.at(-1));
      },
    }),
    [focusActive, tree],
  );
  // The line exists only once its ancestors are open.
  const [revealed, setRevealed] = useState<string>();
  useEffect(() => {
    const at = revealed === undefined ? -1 : lines.findIndex(({ node }) => node.id === revealed);
    if (at === -1) return;
    setRevealed(undefined);
    activate(at);
  }, [revealed, lines, activate]);

  const activeLine = lines[active];
  const closeMenu = (act?: () => void): void => {
    setMenu(undefined);
    focusActive();
    act?.();
  };

  return (
    <TreeRoot>
      <div
        ref={viewport}
        className="tree-viewport"
        role="treegrid"
        tabIndex={-1}
        aria-label={props.label}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        aria-busy={!tree.ready || undefined}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const at = lineOf(event.target);
          if (at === undefined) return;
          if ((event.target as Element).closest(".chevron")) toggle(at);
          else activate(at);
        }}
        onDoubleClick={(event) => {
          const at = lineOf(event.target);
          if (at !== undefined) open(at);
        }}
        onContextMenu={(event) => {
          const row = event.target instanceof Element ? event.target.closest("[data-at]") : null;
          if (!row) return;
          event.preventDefault();
          activate(Number(row.getAttribute("data-at")));
          const box = row.getBoundingClientRect();
          const byKey = event.clientX === 0 && event.clientY === 0;
          setMenu(
            byKey
              ? { left: box.left + 40, top: box.bottom }
              : { left: event.clientX, top: event.clientY },
          );
        }}
      >
        <div role="rowgroup">
          <div
            role="row"
            className="tree-head"
            aria-rowindex={1}
            data-drop={move.drop?.at === -1 ? move.drop.verdict : undefined}
            onDragOver={(event) => move.dragging.dragOver(-1, event)}
            onDrop={(event) => move.dragging.drop(-1, event)}
          >
            <div role="columnheader" className="tree-cell main" aria-colindex={1}>
              {props.title}
            </div>
            {columns.map((column, index) => (
              <div
                role="columnheader"
                className="tree-cell"
                aria-colindex={index + 2}
                key={column.id}
                style={{ width: column.width ?? 140 }}
              >
                {column.title}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="tree-body" style={{ height: lines.length * rowHeight }}>
          {virtualizer.getVirtualItems().map(({ index }) => {
            const line = lines[index];
            return (
              line && (
                <TreeRow
                  key={`${line.parentId ?? ""}/${line.node.id}`}
                  line={line}
                  at={index}
                  top={index * rowHeight}
                  height={rowHeight}
                  columns={columns}
                  isActive={index === active}
                  isSelected={line.node.id === props.selectedId}
                  isCut={line.node.id === move.cut?.id}
                  drop={move.drop?.at === index ? move.drop.verdict : undefined}
                  draggable={props.onMove !== undefined && line.node.movable !== false}
                  actions={move.dragging}
                />
              )
            );
          })}
        </div>
      </div>
      {tree.ready && lines.length === 0 && (
        <Box sx={{ flex: 40, minHeight: 0, overflow: "auto", backgroundColor: "background.paper" }}>
          {props.empty ?? <EmptyState sentence={t("tree.none")} />}
        </Box>
      )}
      <Menu
        open={menu !== undefined}
        onClose={() => closeMenu()}
        anchorReference="anchorPosition"
        {...(menu ? { anchorPosition: menu } : {})}
      >
        {props.onOpen && activeLine && (
          <MenuItem onClick={() => closeMenu(() => props.onOpen?.(activeLine.node))}>
            {t("cellMenu.open")}
          </MenuItem>
        )}
        {props.onMove && activeLine && activeLine.node.movable !== false && (
          <MenuItem onClick={() => closeMenu(() => move.cutLine(active))}>{t("tree.cut")}</MenuItem>
        )}
        {move.cut && activeLine && (
          <MenuItem onClick={() => closeMenu(() => move.pasteUnder(active))}>
            {t("tree.paste", { label: move.cut.label, parent: activeLine.node.label })}
          </MenuItem>
        )}
        {move.cut && (
          <MenuItem onClick={() => closeMenu(() => move.pasteUnder(-1))}>
            {t("tree.pasteRoot")}
          </MenuItem>
        )}
        {props.onMoveTo && activeLine && activeLine.node.movable !== false && (
          <MenuItem onClick={() => closeMenu(() => props.onMoveTo?.(activeLine.node))}>
            {t("tree.moveTo")}
          </MenuItem>
        )}
      </Menu>
    </TreeRoot>
  );
}

/** Position of the line an event happened on. */
function lineOf(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest("[data-at]") : null;
  return row ? Number(row.getAttribute("data-at")) : undefined;
}
