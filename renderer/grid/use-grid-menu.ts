import { useState, type MouseEvent, type RefObject } from "react";
import { shownText } from "./cell-text.ts";
import type { Editing, GridState } from "./grid-context.ts";
import type { GridMenuItem } from "./grid-menu.tsx";
import { selectCell, type Selection } from "./selection.ts";
import type { GridEdits } from "./use-grid-edits.ts";
import { startEditing } from "./use-grid-keys.ts";
import { rememberValueText } from "./value-texts.ts";

export interface GridMenuState {
  readonly position: { readonly left: number; readonly top: number } | undefined;
  readonly items: readonly GridMenuItem[];
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly close: () => void;
}

export interface GridMenuOptions {
  readonly state: RefObject<GridState>;
  readonly edits: GridEdits;
  readonly select: (selection: Selection) => void;
  readonly edit: (editing: Editing) => void;
  readonly copyRange: () => void;
}

/** What can be done with the selected cells, by mouse or by the menu key. */
export function useGridMenu({
  state,
  edits,
  select,
  edit,
  copyRange,
}: GridMenuOptions): GridMenuState {
  const [position, setPosition] = useState<GridMenuState["position"]>();

  const onContextMenu = (event: MouseEvent): void => {
    const place = event.target instanceof Element ? event.target : null;
    if (!place?.closest(".cell") || place.closest("input, textarea")) return;
    event.preventDefault();
    const row = Number(place.closest("[data-position]")?.getAttribute("data-position"));
    const column = Number(place.closest("[data-column]")?.getAttribute("data-column"));
    const { range } = state.current;
    const inside =
      range &&
      row >= range.top &&
      row <= range.bottom &&
      column >= range.left &&
      column <= range.right;
    if (!inside) select(selectCell({ row, column }));
    const box = place.getBoundingClientRect();
    // The menu key gives no coordinates worth using.
    const byKey = event.clientX === 0 && event.clientY === 0;
    setPosition(
      byKey
        ? { left: box.left + 12, top: box.bottom }
        : { left: event.clientX, top: event.clientY },
    );
  };

  const items = position ? listItems() : [];
  function listItems(): readonly GridMenuItem[] {
    const { props, selection, placed, cache, range, words } = state.current;
    const row = cache.rowAt(selection.anchor.row);
    const column = placed[selection.anchor.column]?.column;
    if (!row || !column || !range) return [];
    const found: GridMenuItem[] = [];
    if (props.onOpenRow)
      found.push({ id: "open", keys: "Enter", onAct: () => props.onOpenRow?.(row.id) });
    if (props.onEdit)
      found.push({
        id: "edit",
        keys: "F2",
        onAct: () => void startEditing({ state, edit }, false),
      });
    found.push({ id: "copy", keys: "Mod+C", onAct: copyRange });
    if (props.onEdit) {
      found.push({ id: "clear", keys: "Delete", onAct: () => void edits.clear(range, "clear") });
      found.push({ id: "fillDown", keys: "Mod+D", onAct: () => void edits.fillDown() });
    }
    if (props.onFilters && column.filterable !== false) {
      found.push({
        id: "filterValue",
        onAct: () => {
          const content = edits.contentAt(row, column.id);
          rememberValueText(column.id, content.value, shownText(column, content, words));
          const others = (props.filters ?? []).filter(
            (filter) => filter.kind !== "values" || filter.columnId !== column.id,
          );
          props.onFilters?.([
            ...others,
            { kind: "values", columnId: column.id, values: [content.value] },
          ]);
        },
      });
    }
    return found;
  }

  return { position, items, onContextMenu, close: () => setPosition(undefined) };
}
