import type { KeyboardEvent } from "react";
import type { CellWords } from "./cell-text.ts";
import type { CommitMove, GridActions } from "./grid-context.ts";
import type { CellContent, GridColumn } from "./grid-props.ts";

/** What every editor of a cell is given. */
export interface CellEditorProps {
  readonly column: GridColumn;
  readonly content: CellContent;
  readonly words: CellWords;
  /** Starts empty: the key that opened the editor is typed into it by the browser. */
  readonly replace: boolean;
  readonly actions: GridActions;
}

/** The move a key asks for after the commit, if it commits. */
export function moveOfKey(event: KeyboardEvent): CommitMove {
  if (event.key === "Enter" || event.key === "Tab")
    return { key: event.key, backwards: event.shiftKey };
  return undefined;
}
