import { useCallback, useRef, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { contentOf } from "./cell-text.ts";
import { isEditable, type Editing, type GridState } from "./grid-context.ts";
import { navigate } from "./navigate.ts";
import { HEADER_ROW, selectCell, type Selection } from "./selection.ts";
import type { GridEdits } from "./use-grid-edits.ts";

export interface KeyOptions {
  readonly state: React.RefObject<GridState>;
  readonly edits: GridEdits;
  /** Rows in sight. */
  readonly pageRows: () => number;
  readonly select: (selection: Selection) => void;
  readonly edit: (editing: Editing) => void;
  readonly toggleSort: (column: number, add: boolean) => void;
  readonly openMenu: (column: number) => void;
  readonly resize: (column: number, by: number) => void;
}

/** Keys of the grid outside an editor. A key that is not ours goes on to the page. */
export function useGridKeys(options: KeyOptions): (event: KeyboardEvent) => void {
  const latest = useRef(options);
  latest.current = options;
  return useCallback((event: KeyboardEvent): void => {
    const target = event.target;
    if (!(target instanceof Element) || !event.currentTarget.contains(target)) return;
    if (target.closest("input, textarea")) return;
    if (handleKey(latest.current, event)) event.preventDefault();
  }, []);
}

/** True when the key was taken. */
function handleKey(options: KeyOptions, event: KeyboardEvent): boolean {
  const { state, edits } = options;
  const { props, selection, extent, range } = state.current;
  const mod = event.ctrlKey || event.metaKey;
  const { row, column } = selection.anchor;

  if (event.altKey) return handleAlt(options, event);
  const next = navigate(
    selection,
    { key: event.key, mod, shift: event.shiftKey },
    extent,
    options.pageRows(),
  );
  if (next) {
    options.select(next);
    return true;
  }
  if (row === HEADER_ROW) {
    if (event.key === "Enter") options.openMenu(column);
    else if (event.key === " ") options.toggleSort(column, event.shiftKey);
    else return false;
    return true;
  }
  if (mod) return handleMod(options, event);
  switch (event.key) {
    case "Escape":
      if (!range || (range.top === range.bottom && range.left === range.right)) return false;
      options.select(selectCell(selection.anchor));
      return true;
    case "Enter":
      if (event.shiftKey) return false;
      return openRow(state.current) || startEditing(options, false);
    case "F2":
      return startEditing(options, false);
    case "Delete":
    case "Backspace":
      if (range && props.onEdit) void edits.clear(range, "clear");
      return true;
    case " ":
      return toggleBoolean(options) || props.onEdit === undefined;
    default:
      // The field takes the focus during the key press, so that the browser types the letter
      // (or begins the composition of an accent) into it.
      if (event.key.length === 1 || event.key === "Dead" || event.key === "Process")
        startEditing(options, true);
      return false;
  }
}

function handleAlt({ state, openMenu, resize }: KeyOptions, event: KeyboardEvent): boolean {
  const { column } = state.current.selection.anchor;
  if (event.key === "ArrowDown") openMenu(column);
  else if (event.shiftKey && event.key === "ArrowRight") resize(column, 20);
  else if (event.shiftKey && event.key === "ArrowLeft") resize(column, -20);
  else return false;
  return true;
}

function handleMod({ state, edits }: KeyOptions, event: KeyboardEvent): boolean {
  const { props } = state.current;
  const key = event.key.toLowerCase();
  if (key === "d" && props.onEdit) {
    void edits.fillDown();
    return true;
  }
  if (key === "z" && !event.shiftKey && props.onUndo) {
    props.onUndo();
    return true;
  }
  if ((key === "y" || (key === "z" && event.shiftKey)) && props.onRedo) {
    props.onRedo();
    return true;
  }
  return false;
}

function openRow({ props, selection, cache }: GridState): boolean {
  const row = cache.rowAt(selection.anchor.row);
  if (!row || !props.onOpenRow) return false;
  props.onOpenRow(row.id);
  return true;
}

/** Opens the editor of the active cell at once, or tells that it cannot be typed in. */
export function startEditing(
  { state, edit }: Pick<KeyOptions, "state" | "edit">,
  replace: boolean,
): boolean {
  const { props, selection, placed, cache } = state.current;
  const { row, column } = selection.anchor;
  const one = placed[column];
  const record = cache.rowAt(row);
  if (!one || !record) return false;
  if (!isEditable(props, one.column, record, contentOf(record, one.column.id))) return false;
  flushSync(() => edit({ rowId: record.id, row, column, replace }));
  return true;
}

function toggleBoolean({ state, edits }: KeyOptions): boolean {
  const { props, placed, selection, cache } = state.current;
  const { row, column } = selection.anchor;
  const one = placed[column]?.column;
  const record = cache.rowAt(row);
  if (one?.kind !== "boolean" || !record || !props.onEdit) return false;
  const value = edits.contentAt(record, one.id).value;
  const text = value === "true" ? "false" : "true";
  void edits.write("toggle", [{ row, column, text }]);
  return true;
}
