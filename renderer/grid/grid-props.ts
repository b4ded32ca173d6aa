import type { ReactNode, Ref } from "react";
import type { Density, SeverityKind, StateKind } from "../ui/props.ts";

/**
 * Contract between a page and the grid. The grid owns what is on screen
 * (scroll, focus, selection, the cell being typed in); the page owns the rows,
 * the sort, the filters, the layout and the history of edits.
 */

export type ColumnKind =
  | "text"
  | "multiline"
  | "number"
  | "date"
  | "boolean"
  | "enum"
  | "reference";

export interface EnumOption {
  readonly value: string;
  readonly label: string;
}

export interface ReferenceOption {
  /** What goes into the edit: a record id or `key:…`. */
  readonly value: string;
  readonly label: string;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly state?: StateKind | undefined;
}

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** px; a default by kind otherwise. */
  readonly width?: number | undefined;
  /** Stays at the left while the rest scrolls. */
  readonly frozen?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  /** Several values, one per line in the edit text. */
  readonly multiple?: boolean | undefined;
  /** Codes. */
  readonly monospace?: boolean | undefined;
  readonly required?: boolean | undefined;
  /** Longer words for the tooltip of the header and of the chooser. */
  readonly description?: string | undefined;
  /** Title of the section the chooser lists it under. */
  readonly group?: string | undefined;
  readonly sortable?: boolean | undefined;
  readonly filterable?: boolean | undefined;
  /** For `enum`. */
  readonly options?: readonly EnumOption[] | undefined;
  /** For `reference`: by code or by label, best first. */
  readonly searchReferences?:
    | ((text: string, signal: AbortSignal) => Promise<readonly ReferenceOption[]>)
    | undefined;
}

export interface CellFinding {
  readonly severity: SeverityKind;
  readonly message: string;
}

/**
 * One cell. `value` is canonical text (date 2026-08-31, number 2005.5, boolean true/false,
 * enum value, several values joined by \n); the grid shows it in French form by column kind.
 */
export interface CellContent {
  readonly value: string;
  /** What to show instead, e.g. the label of a reference; one line per value where there are several. */
  readonly text?: string | undefined;
  /** What Ctrl C puts on the clipboard, if not what is shown, e.g. the code of a reference. */
  readonly copy?: string | undefined;
  /** Mark of the cell: changed by me, waiting, refused, in conflict. */
  readonly state?: StateKind | undefined;
  /** Not durable yet: no mark, for the mark of a draft says that it is kept. */
  readonly saving?: boolean | undefined;
  /** The accredited value, as shown, when `state` is set. '' = was empty. */
  readonly before?: string | undefined;
  readonly findings?: readonly CellFinding[] | undefined;
  readonly readOnly?: boolean | undefined;
}

/** A bare string is `{ value }`: cheap to pass from a worker. Absent = empty. */
export interface GridRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, string | CellContent>>;
  /** State of the whole record, shown in the row header. */
  readonly state?: StateKind | undefined;
  /** Worst severity on the record, shown in the row header. */
  readonly severity?: SeverityKind | undefined;
  readonly readOnly?: boolean | undefined;
  /** Shown struck and grey, e.g. closed at the as-at date. */
  readonly muted?: boolean | undefined;
}

/**
 * Rows by position, sorted and filtered by the page (in practice by a worker).
 * Pass a new object with another `version` whenever rows, order or count may have changed:
 * what is on screen stays until the new rows arrive.
 */
export interface GridSource {
  readonly version: string | number;
  readonly total: number;
  /** Rows [from, to). May answer fewer at the end. */
  readonly getRows: (from: number, to: number) => Promise<readonly GridRow[]>;
  /** Position of a record under the present sort and filters, -1 when filtered out. */
  readonly indexOf?: ((rowId: string) => Promise<number>) | undefined;
}

export type SortDirection = "ascending" | "descending";

export interface GridSort {
  readonly columnId: string;
  readonly direction: SortDirection;
}

export type ConditionOperator =
  | "contains"
  | "notContains"
  | "equals"
  | "notEquals"
  | "startsWith"
  | "endsWith"
  | "empty"
  | "notEmpty"
  | "atLeast"
  | "atMost"
  | "between";

/** Filters of several columns are joined by « et ». At most one of each kind per column. */
export type GridFilter =
  | { readonly kind: "values"; readonly columnId: string; readonly values: readonly string[] }
  | {
      readonly kind: "condition";
      readonly columnId: string;
      readonly operator: ConditionOperator;
      /** Canonical text (ISO date, decimal point). */
      readonly operand?: string | undefined;
      readonly upTo?: string | undefined;
    }
  | { readonly kind: "state"; readonly states: readonly StateKind[] }
  | {
      readonly kind: "finding";
      readonly severities: readonly SeverityKind[];
      readonly columnId?: string | undefined;
    };

export interface ValueCount {
  /** Canonical value; '' = empty. */
  readonly value: string;
  readonly text?: string | undefined;
  readonly count: number;
}

export interface ValueCounts {
  readonly values: readonly ValueCount[];
  /** How many distinct values exist, listed or not. */
  readonly distinct: number;
}

/** What a user changed of the columns; the page keeps it. Unknown ids are ignored, missing columns come last. */
export interface ColumnLayout {
  readonly order?: readonly string[] | undefined;
  readonly hidden?: readonly string[] | undefined;
  readonly frozen?: readonly string[] | undefined;
  readonly widths?: Readonly<Record<string, number>> | undefined;
}

export type EditGesture = "type" | "toggle" | "clear" | "cut" | "paste" | "fill";

export interface CellEdit {
  readonly rowId: string;
  readonly columnId: string;
  /** Canonical where the grid could read it, as typed otherwise. '' clears. */
  readonly text: string;
}

/** One gesture = one edit = one step of undo, whatever the number of cells. */
export interface GridEdit {
  readonly gesture: EditGesture;
  readonly cells: readonly CellEdit[];
  /** Rows pasted below the last one, as columnId → text. Empty unless `canAddRows`. */
  readonly newRows: readonly Readonly<Record<string, string>>[];
}

export interface RefusedCell {
  readonly rowId?: string | undefined;
  readonly columnId: string;
  readonly text: string;
  /** A sentence: « Aucune structure ne porte ce code. » */
  readonly reason: string;
}

export interface GridEditOutcome {
  /** Cells that were not taken; the grid lists them. */
  readonly refused?: readonly RefusedCell[] | undefined;
}

/** Facts about the present selection, for a page that wants to act on it. */
export interface GridSelectionFacts {
  readonly activeRowId: string | undefined;
  readonly activeColumnId: string | undefined;
  /** Inclusive positions; whole rows when every visible column is selected. */
  readonly fromRow: number;
  readonly toRow: number;
  readonly columnIds: readonly string[];
}

export interface GridHandle {
  readonly focus: () => void;
  /** Scrolls to and focuses one cell; false when the record is filtered out. */
  readonly goToCell: (rowId: string, columnId?: string) => Promise<boolean>;
  readonly goToPosition: (row: number, columnId?: string) => void;
  /** Ids of the selected rows (asks the source for rows not on screen). */
  readonly selectedRowIds: () => Promise<readonly string[]>;
}

export interface GridProps {
  readonly ref?: Ref<GridHandle> | undefined;
  /** Accessible name: « Structures internes ». */
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly source: GridSource;
  readonly density?: Density | undefined;
  readonly layout?: ColumnLayout | undefined;
  readonly onLayout?: ((layout: ColumnLayout) => void) | undefined;
  readonly sort?: readonly GridSort[] | undefined;
  readonly onSort?: ((sort: readonly GridSort[]) => void) | undefined;
  readonly filters?: readonly GridFilter[] | undefined;
  readonly onFilters?: ((filters: readonly GridFilter[]) => void) | undefined;
  /** Distinct values of a column under the other filters, most frequent first. */
  readonly countValues?:
    | ((columnId: string, search: string, signal: AbortSignal) => Promise<ValueCounts>)
    | undefined;
  /** Absent: read-only grid. A rejected promise leaves the old values and shows the message of `onFault`. */
  readonly onEdit?: ((edit: GridEdit) => Promise<GridEditOutcome | void>) | undefined;
  readonly canAddRows?: boolean | undefined;
  readonly onUndo?: (() => void) | undefined;
  readonly onRedo?: (() => void) | undefined;
  /** Enter outside editing, or double-click on a read-only grid. */
  readonly onOpenRow?: ((rowId: string) => void) | undefined;
  readonly onActiveRow?: ((rowId: string | undefined) => void) | undefined;
  readonly onSelection?: ((facts: GridSelectionFacts) => void) | undefined;
  /** A getRows or onEdit that failed. */
  readonly onFault?: ((thrown: unknown) => void) | undefined;
  /** The source is not known yet: placeholder rows instead of `empty`. */
  readonly loading?: boolean | undefined;
  /** Shown in place of rows when total is 0. */
  readonly empty?: ReactNode;
  /** Shown above the rows, e.g. a FaultNotice. */
  readonly notice?: ReactNode;
  /** Filter chips in words and the column chooser button; true by default. */
  readonly showToolbar?: boolean | undefined;
  readonly toolbarStart?: ReactNode;
  readonly toolbarEnd?: ReactNode;
  /** More words at the end of the footer. */
  readonly footerEnd?: ReactNode;
}

// ---------------------------------------------------------------- tree

export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly code?: string | undefined;
  /** Children known to exist; 0 = leaf. */
  readonly childCount: number;
  /** All descendants, shown beside the label. */
  readonly descendantCount?: number | undefined;
  readonly state?: StateKind | undefined;
  readonly severity?: SeverityKind | undefined;
  readonly muted?: boolean | undefined;
  readonly icon?: ReactNode;
  /** Extra columns, by column id. */
  readonly cells?: Readonly<Record<string, string>> | undefined;
  readonly movable?: boolean | undefined;
}

export interface TreeColumn {
  readonly id: string;
  readonly title: string;
  readonly width?: number | undefined;
  readonly monospace?: boolean | undefined;
}

export interface TreeGridHandle {
  readonly focus: () => void;
  /** Opens the ancestors given from the root, then focuses the last. */
  readonly reveal: (path: readonly string[]) => Promise<void>;
}

export interface TreeGridProps {
  readonly ref?: Ref<TreeGridHandle> | undefined;
  readonly label: string;
  /** Title of the first column. */
  readonly title: string;
  readonly columns?: readonly TreeColumn[] | undefined;
  /** Another value reloads what is open. */
  readonly version: string | number;
  /** Children in order; null = the roots. */
  readonly getChildren: (parentId: string | null) => Promise<readonly TreeNode[]>;
  readonly expanded?: readonly string[] | undefined;
  readonly onExpanded?: ((ids: readonly string[]) => void) | undefined;
  readonly selectedId?: string | undefined;
  readonly onSelect?: ((node: TreeNode) => void) | undefined;
  readonly onOpen?: ((node: TreeNode) => void) | undefined;
  /** May `node` be attached under `parent` (null = root)? Tells why not. */
  readonly canMove?: ((node: TreeNode, parent: TreeNode | null) => true | string) | undefined;
  /** Drag and drop, or cut and paste; absent: no re-attachment. The page asks for the date. */
  readonly onMove?: ((node: TreeNode, parent: TreeNode | null) => void) | undefined;
  /** « Déplacer vers… » in the context menu, to choose the parent by search. */
  readonly onMoveTo?: ((node: TreeNode) => void) | undefined;
  readonly density?: Density | undefined;
  readonly empty?: ReactNode;
  readonly onFault?: ((thrown: unknown) => void) | undefined;
}
