import { useCallback, type ClipboardEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../ui/index.ts";
import { copiedText } from "./cell-text.ts";
import type { GridState } from "./grid-context.ts";
import type { GridRow } from "./grid-props.ts";
import { readHtmlTable } from "./read-html-table.ts";
import { countCells, type CellRange } from "./selection.ts";
import { formatHtmlTable, formatTsv, parseTsv } from "./tsv.ts";
import type { GridEdits } from "./use-grid-edits.ts";

export interface GridClipboard {
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onCut: (event: ClipboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  /** From a menu, where no clipboard event comes. */
  readonly copyRange: () => void;
}

/**
 * Copy, cut and paste with spreadsheets. Rows not in memory are read first, and then written
 * through the asynchronous clipboard. Editors keep the browser's own behaviour.
 */
export function useClipboard(
  state: RefObject<GridState>,
  edits: GridEdits,
  onPasted: (range: CellRange) => void,
): GridClipboard {
  const { t } = useTranslation("grid");

  const textsOf = useCallback(
    (rows: readonly (GridRow | undefined)[], range: CellRange): readonly (readonly string[])[] => {
      const { placed, words } = state.current;
      const columns = placed.slice(range.left, range.right + 1);
      return rows.map((row) =>
        columns.map(({ column }) =>
          row ? copiedText(column, edits.contentAt(row, column.id), words) : "",
        ),
      );
    },
    [state, edits],
  );

  const copyRange = useCallback(
    (data?: DataTransfer): void => {
      const { range, cache } = state.current;
      if (!range) return;
      const said = (): void => announce(t("clipboard.copied", { count: countCells(range) }));
      if (data && cache.isLoaded(range.top, range.bottom + 1)) {
        const rows = Array.from({ length: range.bottom - range.top + 1 }, (_, at) =>
          cache.rowAt(range.top + at),
        );
        const texts = textsOf(rows, range);
        data.setData("text/plain", formatTsv(texts));
        data.setData("text/html", formatHtmlTable(texts));
        said();
        return;
      }
      const texts = cache.read(range.top, range.bottom + 1).then((rows) => textsOf(rows, range));
      const blob = (type: string, format: (rows: readonly (readonly string[])[]) => string) =>
        texts.then((rows) => new Blob([format(rows)], { type }));
      navigator.clipboard
        .write([
          new ClipboardItem({
            "text/plain": blob("text/plain", formatTsv),
            "text/html": blob("text/html", formatHtmlTable),
          }),
        ])
        .then(said, () => announce(t("clipboard.failed"), "assertive"));
    },
    [state, textsOf, t],
  );

  const onCopy = useCallback(
    (event: ClipboardEvent): void => {
      if (isInEditor(event)) return;
      event.preventDefault();
      copyRange(event.clipboardData);
    },
    [copyRange],
  );

  const onCut = useCallback(
    (event: ClipboardEvent): void => {
      if (isInEditor(event)) return;
      event.preventDefault();
      copyRange(event.clipboardData);
      const { range, props } = state.current;
      if (range && props.onEdit) void edits.clear(range, "cut");
    },
    [state, edits, copyRange],
  );

  const onPaste = useCallback(
    (event: ClipboardEvent): void => {
      if (isInEditor(event)) return;
      event.preventDefault();
      if (!state.current.props.onEdit) return;
      const block = readClipboard(event.clipboardData);
      if (!block) return;
      void edits.paste(block).then((range) => range && onPasted(range));
    },
    [state, edits, onPasted],
  );

  return { onCopy, onCut, onPaste, copyRange: () => copyRange() };
}

const isInEditor = (event: ClipboardEvent): boolean =>
  event.target instanceof Element && event.target.closest("input, textarea") !== null;

/** The pasted block: tab-separated text, or an HTML table when the text has no structure. */
function readClipboard(data: DataTransfer): readonly (readonly string[])[] | undefined {
  const text = data.getData("text/plain");
  if (!/[\t\n]/.test(text)) {
    const table = readHtmlTable(data.getData("text/html"));
    if (table && (text === "" || table.length > 1 || (table[0]?.length ?? 0) > 1)) return table;
  }
  return text === "" ? undefined : parseTsv(text);
}
