import type { ColumnKind, ColumnLayout, GridColumn } from "./grid-props.ts";

export interface PlacedColumn {
  readonly column: GridColumn;
  readonly width: number;
  readonly frozen: boolean;
  /** px from the start of the cells, row head excluded. */
  readonly start: number;
}

export const MIN_COLUMN_WIDTH = 56;
export const MAX_COLUMN_WIDTH = 900;

const DEFAULT_WIDTHS: Readonly<Record<ColumnKind, number>> = {
  text: 180,
  multiline: 260,
  number: 110,
  date: 116,
  boolean: 96,
  enum: 160,
  reference: 220,
};

/** Every column in the user's order; columns the layout does not know come last, in model order. */
export function orderColumns(
  columns: readonly GridColumn[],
  layout: ColumnLayout | undefined,
): readonly GridColumn[] {
  const rank = new Map((layout?.order ?? []).map((id, at) => [id, at]));
  const rankOf = (column: GridColumn): number => rank.get(column.id) ?? Number.MAX_SAFE_INTEGER;
  // Sorting is stable, so unknown columns keep the order of the model.
  return columns.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Columns as they are shown: hidden ones left out, frozen ones first, with width and place. */
export function placeColumns(
  columns: readonly GridColumn[],
  layout: ColumnLayout | undefined,
): readonly PlacedColumn[] {
  const hidden = new Set(layout?.hidden);
  const shown = orderColumns(columns, layout).filter((column) => !hidden.has(column.id));
  const frozen = shown.filter((column) => isFrozen(column, layout));
  const others = shown.filter((column) => !isFrozen(column, layout));
  let start = 0;
  return [...frozen, ...others].map((column, at) => {
    const width = widthOf(column, layout);
    const placed = { column, width, frozen: at < frozen.length, start };
    start += width;
    return placed;
  });
}

export function isFrozen(column: GridColumn, layout: ColumnLayout | undefined): boolean {
  return layout?.frozen ? layout.frozen.includes(column.id) : column.frozen === true;
}

function widthOf(column: GridColumn, layout: ColumnLayout | undefined): number {
  const wanted = layout?.widths?.[column.id] ?? column.width ?? DEFAULT_WIDTHS[column.kind];
  return Math.round(Math.max(MIN_COLUMN_WIDTH, Math.min(MAX_COLUMN_WIDTH, wanted)));
}

/** The layout with one column wider or narrower. */
export function resizeColumn(
  layout: ColumnLayout | undefined,
  columnId: string,
  width: number,
): ColumnLayout {
  return { ...layout, widths: { ...layout?.widths, [columnId]: Math.round(width) } };
}

/** The layout with one column shown or hidden. */
export function showColumn(
  layout: ColumnLayout | undefined,
  columnId: string,
  shown: boolean,
): ColumnLayout {
  const others = (layout?.hidden ?? []).filter((id) => id !== columnId);
  return { ...layout, hidden: shown ? others : [...others, columnId] };
}

/** The layout with one column frozen or not. */
export function freezeColumn(
  columns: readonly GridColumn[],
  layout: ColumnLayout | undefined,
  columnId: string,
  frozen: boolean,
): ColumnLayout {
  const others = columns
    .filter((column) => column.id !== columnId && isFrozen(column, layout))
    .map((column) => column.id);
  return { ...layout, frozen: frozen ? [...others, columnId] : others };
}

/** The layout with one column moved just before another (or last). */
export function moveColumn(
  columns: readonly GridColumn[],
  layout: ColumnLayout | undefined,
  columnId: string,
  beforeId: string | undefined,
): ColumnLayout {
  const ids = orderColumns(columns, layout).map((column) => column.id);
  const others = ids.filter((id) => id !== columnId);
  const place = beforeId === undefined ? others.length : others.indexOf(beforeId);
  if (place === -1 || !ids.includes(columnId)) return { ...layout };
  return { ...layout, order: [...others.slice(0, place), columnId, ...others.slice(place)] };
}
