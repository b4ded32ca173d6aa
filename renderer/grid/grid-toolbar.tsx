import ViewColumn from "@mui/icons-material/ViewColumnOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FaultNotice } from "../ui/index.ts";
import type { CellWords } from "./cell-text.ts";
import { ColumnChooser } from "./column-chooser.tsx";
import { FilterChips } from "./filter-chips.tsx";
import type { ColumnLayout, GridProps } from "./grid-props.ts";
import { RefusedNotice } from "./refused-notice.tsx";
import type { RowCache } from "./row-cache.ts";
import type { GridEdits } from "./use-grid-edits.ts";

export interface GridToolbarProps {
  readonly grid: GridProps;
  readonly layout: ColumnLayout | undefined;
  readonly words: CellWords;
  readonly cache: RowCache;
  readonly edits: GridEdits;
  readonly onLayout: (layout: ColumnLayout) => void;
}

/** What stands above the rows: filters in words, the choice of columns, notices. */
export function GridToolbar({ grid, layout, words, cache, edits, onLayout }: GridToolbarProps) {
  const { t } = useTranslation("grid");
  const [chooser, setChooser] = useState<Element | null>(null);
  return (
    <>
      {grid.showToolbar !== false && (
        <Box
          sx={{
            display: "flex",
            alignItems: "center",
            flexWrap: "wrap",
            gap: 1,
            px: 1.5,
            py: 0.75,
            minHeight: 44,
          }}
        >
          {grid.toolbarStart}
          {grid.filters && grid.onFilters && (
            <FilterChips
              filters={grid.filters}
              columns={grid.columns}
              words={words}
              onFilters={grid.onFilters}
            />
          )}
          <Box sx={{ ml: "auto", display: "flex", gap: 1, alignItems: "center" }}>
            {grid.toolbarEnd}
            <Button
              color="inherit"
              startIcon={<ViewColumn />}
              aria-haspopup="dialog"
              onClick={(event) => setChooser(event.currentTarget)}
            >
              {t("chooser.open")}
            </Button>
          </Box>
        </Box>
      )}
      {grid.notice}
      {edits.refused.length > 0 && (
        <RefusedNotice
          refused={edits.refused}
          keptOthers={edits.keptOthers}
          columns={grid.columns}
          onDismiss={edits.dismissRefused}
        />
      )}
      {cache.failed() && (
        <FaultNotice
          happened={t("rows.failed")}
          toDo={t("rows.failedToDo")}
          actions={[{ label: t("rows.retry"), onAct: cache.retry }]}
        />
      )}
      {chooser && (
        <ColumnChooser
          anchor={chooser}
          columns={grid.columns}
          layout={layout}
          onLayout={onLayout}
          onClose={() => setChooser(null)}
        />
      )}
    </>
  );
}
