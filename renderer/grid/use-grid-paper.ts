import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { PAPER_LINES, usePaper, type PaperTable } from "../ui/index.ts";
import { contentOf, shownText } from "./cell-text.ts";
import type { TreeLine } from "./flatten-tree.ts";
import type { GridState } from "./grid-context.ts";
import type { GridColumn, GridRow, TreeColumn, TreeGridProps } from "./grid-props.ts";
import type { RowWords } from "./grid-row.tsx";

/** The list whole on paper: its columns as laid out, its lines in order, what is not accredited said in words. */
export function useGridPaper(state: RefObject<GridState>, rowWords: RowWords): void {
  const { t } = useTranslation("grid");
  usePaper(async () => {
    const { cache, placed, props, extent, words } = state.current;
    const columns = placed.map(({ column }) => column);
    const lines = Math.min(extent.rows, PAPER_LINES);
    const textOf = (row: GridRow, column: GridColumn): string => {
      const content = contentOf(row, column.id);
      const text = shownText(column, content, words);
      return content.state === undefined || content.state === "accredited"
        ? text
        : `${text} (${rowWords.state[content.state]})`.trim();
    };
    return {
      label: props.label,
      columns: columns.map(({ title }) => title),
      rows: (await cache.read(0, lines)).map((row) => columns.map((column) => textOf(row, column))),
      left: extent.rows > lines ? t("paper.left", { count: extent.rows - lines }) : undefined,
    };
  });
}

/** The open tree whole on paper, its levels by their indentation. */
export function useTreePaper(
  { label, title }: Pick<TreeGridProps, "label" | "title">,
  lines: readonly TreeLine[],
  columns: readonly TreeColumn[],
): void {
  const { t } = useTranslation("grid");
  usePaper(async (): Promise<PaperTable> => {
    const printed = lines.slice(0, PAPER_LINES);
    return {
      label,
      columns: [title, ...columns.map((column) => column.title)],
      rows: printed.map(({ node, level }) => [
        `${INDENT.repeat(level - 1)}${[node.code, node.label].filter(Boolean).join(" ")}`,
        ...columns.map(({ id }) => node.cells?.[id] ?? ""),
      ]),
      left:
        lines.length > printed.length
          ? t("paper.left", { count: lines.length - printed.length })
          : undefined,
    };
  });
}

const INDENT = "\u2003";
