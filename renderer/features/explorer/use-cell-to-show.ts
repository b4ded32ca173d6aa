import { useEffect, useRef, useState, type RefObject } from "react";
import { useSearchParams } from "react-router";
import type { GridHandle } from "../../grid/index.ts";
import { recallCell } from "./last-cell.ts";

/**
 * Puts the focus on the cell that the address names (a finding or a search result leads here), after which the
 * address forgets it; without one, on the cell that had it when the list was left.
 */
export function useCellToShow(
  grid: RefObject<GridHandle | null>,
  listId: string,
  viewId: string | undefined,
): void {
  const [params, setParams] = useSearchParams();
  const wanted = params.get("fiche");
  const wantedColumn = params.get("champ") ?? undefined;
  const forget = useRef(() => {});
  forget.current = () => {
    const next = new URLSearchParams(params);
    next.delete("fiche");
    next.delete("champ");
    setParams(next, { replace: true });
  };
  useEffect(() => {
    if (!wanted || viewId === undefined) return;
    void grid.current?.goToCell(wanted, wantedColumn).then((found) => found && forget.current());
  }, [grid, wanted, wantedColumn, viewId]);

  const [left] = useState(() => (params.has("fiche") ? undefined : recallCell(listId)));
  const returned = useRef(false);
  useEffect(() => {
    if (viewId === undefined || left === undefined || returned.current) return;
    returned.current = true;
    void grid.current?.goToCell(left.row, left.column);
  }, [grid, viewId, left]);
}
