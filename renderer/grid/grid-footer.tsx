import Box from "@mui/material/Box";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SeverityIcon } from "../ui/index.ts";
import type { GridState } from "./grid-context.ts";
import type { CellContent, GridRow } from "./grid-props.ts";
import { countCells, type CellRange } from "./selection.ts";
import { summariseCells, type SelectionSummary } from "./selection-facts.ts";

/** Larger selections are counted, not read. */
const READ_LIMIT = 20_000;

export interface GridFooterProps {
  readonly total: number;
  readonly range: CellRange | undefined;
  readonly placed: GridState["placed"];
  readonly cache: GridState["cache"];
  readonly contentAt: (row: GridRow, columnId: string) => CellContent;
  readonly end: ReactNode;
}

/** How many rows; and of a selection: cells, sum, distinct values, findings. */
export function GridFooter({ total, range, placed, cache, contentAt, end }: GridFooterProps) {
  const { t } = useTranslation("grid");
  const [summary, setSummary] = useState<SelectionSummary>();
  const cells = range ? countCells(range) : 0;
  const revision = cache.revision();

  useEffect(() => {
    setSummary(undefined);
    if (!range || cells < 2 || cells > READ_LIMIT) return;
    let current = true;
    // Not at each step of a drag, only once the selection rests.
    const timer = setTimeout(() => {
      const columns = placed.slice(range.left, range.right + 1).map(({ column }) => column);
      cache.read(range.top, range.bottom + 1).then(
        (rows) => {
          if (!current) return;
          setSummary(
            summariseCells(
              rows.flatMap((row) =>
                columns.map((column) => ({ column, content: contentAt(row, column.id) })),
              ),
            ),
          );
        },
        () => undefined,
      );
    }, 80);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [range, cells, placed, cache, contentAt, revision]);

  const rows = range ? range.bottom - range.top + 1 : 0;
  return (
    <Box
      data-on-screen=""
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 2,
        minHeight: 30,
        px: 1.5,
        fontSize: "0.8125rem",
        fontVariantNumeric: "tabular-nums",
        color: "text.secondary",
        borderTop: "1px solid var(--it-palette-divider)",
        backgroundColor: "frame.chrome",
        whiteSpace: "nowrap",
        overflow: "hidden",
      }}
    >
      <span>{t("footer.rows", { count: total })}</span>
      {cells > 1 && (
        <Box component="span" sx={{ display: "flex", gap: 2, color: "text.primary" }}>
          <span>
            {t("footer.selection", {
              rows: t("footer.selectedRows", { count: rows }),
              count: cells,
            })}
          </span>
          {summary?.sum !== undefined && <span>{t("footer.sum", { sum: summary.sum })}</span>}
          {summary && <span>{t("footer.distinct", { count: summary.distinct })}</span>}
          {summary && summary.findings > 0 && summary.worst && (
            <Box component="span" sx={{ display: "flex", gap: 0.5, alignItems: "center" }}>
              <SeverityIcon severity={summary.worst} decorative size={14} />
              {t("footer.findings", { count: summary.findings })}
            </Box>
          )}
        </Box>
      )}
      <Box component="span" sx={{ ml: "auto" }}>
        {end}
      </Box>
    </Box>
  );
}
