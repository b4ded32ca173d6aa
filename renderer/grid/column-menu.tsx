import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Divider from "@mui/material/Divider";
import Popover from "@mui/material/Popover";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CellWords } from "./cell-text.ts";
import { freezeColumn, resizeColumn, showColumn, type PlacedColumn } from "./column-layout.ts";
import { ConditionFilter } from "./condition-filter.tsx";
import type { ColumnLayout, GridFilter, GridProps, SortDirection } from "./grid-props.ts";
import { ValueFilter } from "./value-filter.tsx";

export interface ColumnMenuProps {
  readonly anchor: Element | null;
  readonly one: PlacedColumn;
  readonly grid: GridProps;
  readonly layout: ColumnLayout | undefined;
  readonly words: CellWords;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly onClose: () => void;
}

/** Menu of a column: sort, filter by value or condition, freeze, width, hide. */
export function ColumnMenu({
  anchor,
  one,
  grid,
  layout,
  words,
  onLayout,
  onClose,
}: ColumnMenuProps) {
  const { t } = useTranslation("grid");
  const { column } = one;
  const { onSort, onFilters, countValues } = grid;
  const sorted = grid.sort?.find(({ columnId }) => columnId === column.id)?.direction;
  const canFilter = onFilters !== undefined && column.filterable !== false;
  const byCondition = !["boolean", "enum"].includes(column.kind);
  const current = grid.filters?.find(
    (filter) => filter.kind === "condition" && filter.columnId === column.id,
  );
  const [tab, setTab] = useState<"values" | "condition">(
    current || (byCondition && !countValues) ? "condition" : "values",
  );

  const sortBy = (direction: SortDirection | undefined): void => {
    onSort?.(direction ? [{ columnId: column.id, direction }] : []);
    onClose();
  };
  const setFilter = (kind: "values" | "condition", filter: GridFilter | undefined): void => {
    const others = (grid.filters ?? []).filter(
      (other) => other.kind !== kind || other.columnId !== column.id,
    );
    onFilters?.(filter ? [...others, filter] : others);
    onClose();
  };
  const change = (next: ColumnLayout): void => {
    onLayout(next);
    onClose();
  };

  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
      slotProps={{
        paper: {
          role: "dialog",
          "aria-modal": true,
          "aria-label": t("menu.label", { title: column.title }),
          sx: { width: 340 },
        },
      }}
    >
      <Box sx={{ py: 0.75, display: "flex", flexDirection: "column" }}>
        {onSort && column.sortable !== false && (
          <>
            <MenuButton
              autoFocus
              pressed={sorted === "ascending"}
              onClick={() => sortBy(sorted === "ascending" ? undefined : "ascending")}
            >
              {t(`menu.ascending.${orderOf(column.kind)}`)}
            </MenuButton>
            <MenuButton
              pressed={sorted === "descending"}
              onClick={() => sortBy(sorted === "descending" ? undefined : "descending")}
            >
              {t(`menu.descending.${orderOf(column.kind)}`)}
            </MenuButton>
            <Divider sx={{ my: 0.5 }} />
          </>
        )}
        <MenuButton
          onClick={() => change(freezeColumn(grid.columns, layout, column.id, !one.frozen))}
        >
          {one.frozen ? t("menu.unfreeze") : t("menu.freeze")}
        </MenuButton>
        <Box sx={{ display: "flex" }}>
          <MenuButton onClick={() => onLayout(resizeColumn(layout, column.id, one.width + 40))}>
            {t("menu.wider")}
          </MenuButton>
          <MenuButton onClick={() => onLayout(resizeColumn(layout, column.id, one.width - 40))}>
            {t("menu.narrower")}
          </MenuButton>
        </Box>
        <MenuButton onClick={() => change(showColumn(layout, column.id, false))}>
          {t("menu.hide")}
        </MenuButton>
        {canFilter && (countValues || byCondition) && (
          <>
            <Divider sx={{ my: 0.5 }} />
            {countValues && byCondition && (
              <Tabs
                value={tab}
                onChange={(_, next: "values" | "condition") => setTab(next)}
                variant="fullWidth"
                aria-label={t("filter.label")}
              >
                <Tab value="values" label={t("filter.byValue")} />
                <Tab value="condition" label={t("filter.byCondition")} />
              </Tabs>
            )}
            {tab === "values" && countValues ? (
              <ValueFilter
                column={column}
                words={words}
                filters={grid.filters ?? []}
                countValues={countValues}
                onApply={(filter) => setFilter("values", filter)}
              />
            ) : (
              <ConditionFilter
                column={column}
                words={words}
                filters={grid.filters ?? []}
                onApply={(filter) => setFilter("condition", filter)}
              />
            )}
          </>
        )}
      </Box>
    </Popover>
  );
}

const orderOf = (kind: PlacedColumn["column"]["kind"]): "text" | "number" | "date" =>
  kind === "number" || kind === "date" ? kind : "text";

interface MenuButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly autoFocus?: boolean;
}

function MenuButton({ children, onClick, pressed, autoFocus = false }: MenuButtonProps) {
  return (
    <Button
      color="inherit"
      autoFocus={autoFocus}
      aria-pressed={pressed}
      onClick={onClick}
      sx={{
        justifyContent: "flex-start",
        borderRadius: 0,
        flex: 1,
        px: 1.75,
        fontWeight: pressed ? 650 : 450,
        color: "text.primary",
        "&.Mui-focusVisible": { outlineOffset: "-2px" },
        backgroundColor: pressed ? "frame.accentSoft" : undefined,
      }}
    >
      {children}
    </Button>
  );
}
