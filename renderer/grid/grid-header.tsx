import ArrowDownward from "@mui/icons-material/ArrowDownward";
import ArrowUpward from "@mui/icons-material/ArrowUpward";
import ExpandMore from "@mui/icons-material/ExpandMore";
import FilterAlt from "@mui/icons-material/FilterAlt";
import { memo, useRef, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { VisuallyHidden } from "../ui/index.ts";
import { MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, type PlacedColumn } from "./column-layout.ts";
import type { GridFilter, GridSort } from "./grid-props.ts";

export interface GridHeaderProps {
  readonly gridId: string;
  readonly width: number;
  readonly headWidth: number;
  readonly placed: readonly PlacedColumn[];
  readonly shown: readonly number[];
  readonly sort: readonly GridSort[] | undefined;
  readonly filters: readonly GridFilter[] | undefined;
  readonly selectedFrom: number;
  readonly selectedTo: number;
  /** -1 unless the header line holds the active cell. */
  readonly activeColumn: number;
  /** -1 none, -2 the menu of the row heads. */
  readonly openMenu: number;
  readonly hasMenus: boolean;
  readonly hasRowMenu: boolean;
  readonly onMenu: (column: number) => void;
  readonly onResize: (columnId: string, width: number) => void;
}

/** The header line: titles, sort, filters, menus, widths. */
export const GridHeader = memo(function GridHeader(props: GridHeaderProps) {
  const { t } = useTranslation("grid");
  const rowFilter = props.filters?.some(
    (filter) => filter.kind === "state" || (filter.kind === "finding" && !filter.columnId),
  );
  const lastFrozen = props.placed.findLastIndex((one) => one.frozen);
  return (
    <div role="rowgroup" className="head" style={{ width: props.width }}>
      <div role="row" className="row" aria-rowindex={1}>
        <div
          role="columnheader"
          className="column-head"
          aria-colindex={1}
          data-frozen=""
          data-column={-1}
          style={{ left: 0, width: props.headWidth }}
        >
          <span className="text">
            <VisuallyHidden>{t("header.rows")}</VisuallyHidden>
          </span>
          {props.hasRowMenu && (
            <button
              type="button"
              className="menu"
              tabIndex={-1}
              aria-label={t("header.rowMenu")}
              aria-haspopup="dialog"
              data-menu={-2}
              data-open={props.openMenu === -2 || rowFilter ? "" : undefined}
              onClick={() => props.onMenu(-2)}
            >
              <FilterAlt className={rowFilter ? "filtered" : undefined} style={{ fontSize: 15 }} />
            </button>
          )}
        </div>
        {props.shown.map((index) => {
          const one = props.placed[index];
          return (
            one && (
              <ColumnHead
                key={one.column.id}
                {...props}
                index={index}
                one={one}
                lastFrozen={index === lastFrozen}
              />
            )
          );
        })}
      </div>
    </div>
  );
});

interface ColumnHeadProps extends GridHeaderProps {
  readonly index: number;
  readonly one: PlacedColumn;
  readonly lastFrozen: boolean;
}

function ColumnHead({ index, one, headWidth, lastFrozen, ...props }: ColumnHeadProps) {
  const { t } = useTranslation("grid");
  const { column } = one;
  const sorted = props.sort?.find(({ columnId }) => columnId === column.id);
  const rank = (props.sort?.indexOf(sorted ?? { columnId: "", direction: "ascending" }) ?? -1) + 1;
  const filtered = props.filters?.some(
    (filter) => "columnId" in filter && filter.columnId === column.id,
  );
  const active = index === props.activeColumn;
  const selected = index >= props.selectedFrom && index <= props.selectedTo;
  return (
    <div
      role="columnheader"
      className="column-head"
      aria-colindex={index + 2}
      aria-sort={sorted?.direction}
      tabIndex={active ? 0 : -1}
      title={column.description ?? column.title}
      data-column={index}
      data-active={active ? "" : undefined}
      data-frozen={one.frozen ? "" : undefined}
      data-last-frozen={lastFrozen ? "" : undefined}
      data-selected={selected ? "" : undefined}
      style={{ left: headWidth + one.start, width: one.width }}
    >
      <span className="text" style={column.kind === "number" ? { textAlign: "right" } : undefined}>
        {column.title}
        {column.required && (
          <span aria-label={t("header.required")} role="img">
            &nbsp;*
          </span>
        )}
      </span>
      {filtered && <FilterAlt className="filtered" titleAccess={t("header.filtered")} />}
      {sorted &&
        (sorted.direction === "ascending" ? (
          <ArrowUpward className="sort" aria-hidden />
        ) : (
          <ArrowDownward className="sort" aria-hidden />
        ))}
      {sorted && (props.sort?.length ?? 0) > 1 && <span aria-hidden>{rank}</span>}
      {props.hasMenus && (
        <button
          type="button"
          className="menu"
          tabIndex={-1}
          aria-label={t("header.menu", { title: column.title })}
          aria-haspopup="dialog"
          data-menu={index}
          data-open={props.openMenu === index ? "" : undefined}
          onClick={() => props.onMenu(index)}
        >
          <ExpandMore style={{ fontSize: 17 }} />
        </button>
      )}
      <Resizer width={one.width} onResize={(width) => props.onResize(column.id, width)} />
    </div>
  );
}

interface ResizerProps {
  readonly width: number;
  readonly onResize: (width: number) => void;
}

/** Dragged by mouse; by keyboard the width is in the menu and under Alt Shift arrows. */
function Resizer({ width, onResize }: ResizerProps) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const move = (event: PointerEvent): void => {
    if (!from.current) return;
    const next = from.current.width + event.clientX - from.current.x;
    onResize(Math.max(MIN_COLUMN_WIDTH, Math.min(MAX_COLUMN_WIDTH, next)));
  };
  return (
    <span
      className="resizer"
      aria-hidden
      data-resizer=""
      onPointerDown={(event) => {
        event.stopPropagation();
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={move}
      onPointerUp={(event) => {
        move(event);
        from.current = null;
      }}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
