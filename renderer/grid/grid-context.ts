import type { CellContent, ColumnLayout, GridColumn, GridProps, GridRow } from "./grid-props.ts";
import type { CellWords } from "./cell-text.ts";
import type { PlacedColumn } from "./column-layout.ts";
import type { RowCache } from "./row-cache.ts";
import type { CellRange, Extent, Selection } from "./selection.ts";

/** A cell being typed in. `replace`: starts empty, as when a letter was typed over it. */
export interface Editing {
  /** The record being typed in: rows may move while one types. */
  readonly rowId: string;
  readonly row: number;
  readonly column: number;
  readonly replace: boolean;
}

export type CommitMove = { readonly key: "Enter" | "Tab"; readonly backwards: boolean } | undefined;

/** What an editor gives back. `shown` is the label of a chosen reference. */
export interface EditorCommit {
  readonly text: string;
  readonly shown?: string | undefined;
  readonly move: CommitMove;
}

/** What rows and cells need besides their own values; stable between renders. */
export interface GridActions {
  readonly commit: (commit: EditorCommit) => void;
  readonly cancel: () => void;
}

/** The moving parts of one grid, read by its hooks at the time of a gesture. */
export interface GridState {
  readonly props: GridProps;
  readonly layout: ColumnLayout | undefined;
  readonly placed: readonly PlacedColumn[];
  readonly extent: Extent;
  readonly selection: Selection;
  readonly range: CellRange | undefined;
  readonly editing: Editing | undefined;
  readonly words: CellWords;
  readonly cache: RowCache;
}

/** May this cell be typed in? */
export function isEditable(
  props: GridProps,
  column: GridColumn | undefined,
  row: GridRow | undefined,
  content: CellContent | undefined,
): boolean {
  return (
    props.onEdit !== undefined &&
    column !== undefined &&
    !column.readOnly &&
    !row?.readOnly &&
    !content?.readOnly
  );
}
