import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../ui/index.ts";
import { canonicalText, contentOf } from "./cell-text.ts";
import { isEditable, type Editing, type GridState } from "./grid-context.ts";
import type {
  CellContent,
  CellEdit,
  EditGesture,
  GridEdit,
  GridRow,
  RefusedCell,
} from "./grid-props.ts";
import { planFillDown, type FillStep } from "./plan-fill.ts";
import { planPaste } from "./plan-paste.ts";
import type { CellRange } from "./selection.ts";

/** What was typed, shown until the row is read again; keyed by the row as it was read. */
export type Overlay = ReadonlyMap<string, CellContent>;

/** What one gesture wrote over a row, by column, and where the row was. */
interface Touched {
  readonly position: number;
  readonly cells: Map<string, CellContent>;
}

export interface WantedCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly shown?: string | undefined;
}

export interface GridEdits {
  readonly overlayOf: (row: GridRow | undefined) => Overlay | undefined;
  readonly contentAt: (row: GridRow, columnId: string) => CellContent;
  /** Writes cells as one gesture; cells that may not be written are left and counted. */
  readonly write: (
    gesture: EditGesture,
    wanted: readonly WantedCell[],
    newRows?: readonly (readonly string[])[],
    left?: number,
  ) => Promise<void>;
  /** Writes what an editor gives back to the record it was opened on, wherever that is now. */
  readonly writeTyped: (editing: Editing, text: string, shown: string | undefined) => Promise<void>;
  readonly clear: (range: CellRange, gesture: "clear" | "cut") => Promise<void>;
  readonly paste: (block: readonly (readonly string[])[]) => Promise<CellRange | undefined>;
  readonly fill: (steps: readonly FillStep[]) => Promise<void>;
  readonly fillDown: () => Promise<void>;
  readonly refused: readonly RefusedCell[];
  /** Of the gesture with refused cells, others were written. */
  readonly keptOthers: boolean;
  readonly dismissRefused: () => void;
}

/** Turns gestures into `GridEdit`s: one per gesture, canonical texts, read-only cells left out. */
export function useGridEdits(state: RefObject<GridState>): GridEdits {
  const { t } = useTranslation("grid");
  const overlays = useRef(new WeakMap<GridRow, Overlay>());
  /** Rows whose edit was taken, with their position: shown as typed until they are read again. */
  const settled = useRef(new Map<GridRow, number>());
  const [, setTick] = useState(0);
  const [refused, setRefused] = useState<readonly RefusedCell[]>([]);
  const [keptOthers, setKeptOthers] = useState(false);

  const dropSettled = useCallback((): void => {
    for (const [row, position] of settled.current) {
      if (state.current.cache.rowAt(position) === row) continue;
      overlays.current.delete(row);
      settled.current.delete(row);
    }
  }, [state]);
  const { cache } = state.current;
  useEffect(() => cache.subscribe(dropSettled), [cache, dropSettled]);

  const overlayOf = useCallback(
    (row: GridRow | undefined) => (row ? overlays.current.get(row) : undefined),
    [],
  );
  const contentAt = useCallback(
    (row: GridRow, columnId: string) =>
      overlays.current.get(row)?.get(columnId) ?? contentOf(row, columnId),
    [],
  );

  const send = useCallback(
    async (edit: GridEdit, touched: ReadonlyMap<GridRow, Touched>) => {
      const { props } = state.current;
      if (!props.onEdit || (edit.cells.length === 0 && edit.newRows.length === 0)) return;
      setRefused([]);
      setTick((tick) => tick + 1);
      try {
        const outcome = await props.onEdit(edit);
        const left = outcome?.refused ?? [];
        const refusedKeys = new Set(left.map(({ rowId, columnId }) => keyOf(rowId, columnId)));
        for (const [row, { position, cells }] of touched) {
          settled.current.set(row, position);
          const overlay = overlays.current.get(row);
          if (overlay) overlays.current.set(row, settle(row, overlay, cells, refusedKeys));
        }
        dropSettled();
        setTick((tick) => tick + 1);
        setRefused(left);
        setKeptOthers(left.length < edit.cells.length + edit.newRows.length);
        if (left.length > 0) announce(t("edit.refused", { count: left.length }), "assertive");
      } catch (thrown) {
        for (const row of touched.keys()) overlays.current.delete(row);
        setTick((tick) => tick + 1);
        announce(t("edit.failed"), "assertive");
        props.onFault?.(thrown);
      }
    },
    [state, t, dropSettled],
  );

  const write = useCallback<GridEdits["write"]>(
    async (gesture, wanted, newRows = [], left = 0) => {
      const { props, placed, cache, words } = state.current;
      const rows = await readPositions(cache, wanted);
      const cells: CellEdit[] = [];
      const touched = new Map<GridRow, Touched>();
      const seen = new Set<string>();
      let readOnly = left;
      for (const one of wanted) {
        const column = placed[one.column]?.column;
        const row = rows.get(one.row);
        if (!column || !row) continue;
        const old = contentAt(row, column.id);
        if (!isEditable(props, column, row, old)) {
          readOnly += 1;
          continue;
        }
        const text = one.shown === undefined ? canonicalText(column, one.text, words) : one.text;
        const key = keyOf(row.id, column.id);
        if (text === old.value || text === old.text || seen.has(key)) continue;
        seen.add(key);
        cells.push({ rowId: row.id, columnId: column.id, text });
        const written = touched.get(row) ?? { position: one.row, cells: new Map() };
        written.cells.set(column.id, { value: text, text: one.shown, saving: true });
        touched.set(row, written);
      }
      for (const [row, { cells: typed }] of touched)
        overlays.current.set(row, new Map([...(overlays.current.get(row) ?? []), ...typed]));
      if (readOnly > 0) announce(t("edit.leftAlone", { count: readOnly }));
      else if (cells.length + newRows.length > 1)
        announce(t("edit.written", { count: cells.length }));
      const shownIds = placed.map(({ column }) => column);
      await send(
        {
          gesture,
          cells,
          newRows: newRows.map((texts) =>
            Object.fromEntries(
              texts.flatMap((text, at) => {
                const column = shownIds[at];
                return column && text !== ""
                  ? [[column.id, canonicalText(column, text, words)]]
                  : [];
              }),
            ),
          ),
        },
        touched,
      );
    },
    [state, contentAt, send, t],
  );

  const writeTyped = useCallback<GridEdits["writeTyped"]>(
    async (editing, text, shown) => {
      const { cache, placed, words } = state.current;
      const { rowId, row, column } = editing;
      if (cache.rowAt(row)?.id === rowId) return write("type", [{ row, column, text, shown }]);
      // The rows moved while one was typing: the record is named, not its place.
      const target = placed[column]?.column;
      if (!target) return;
      const value = shown === undefined ? canonicalText(target, text, words) : text;
      const cells = [{ rowId, columnId: target.id, text: value }];
      await send({ gesture: "type", cells, newRows: [] }, new Map());
    },
    [state, write, send],
  );

  const clear = useCallback<GridEdits["clear"]>(
    (range, gesture) =>
      write(
        gesture,
        cellsOf(range).map((cell) => ({ ...cell, text: "" })),
      ),
    [write],
  );

  const paste = useCallback<GridEdits["paste"]>(
    async (block) => {
      const { range, extent, props } = state.current;
      if (!range && extent.rows > 0) return undefined;
      const target = range ?? { top: 0, left: 0, bottom: 0, right: 0 };
      const plan = planPaste(block, target, extent, props.canAddRows === true);
      const padded = plan.newRows.map((texts) => [
        ...Array<string>(target.left).fill(""),
        ...texts,
      ]);
      await write("paste", plan.cells, padded, plan.lost);
      return plan.range;
    },
    [state, write],
  );

  const fill = useCallback<GridEdits["fill"]>(
    async (steps) => {
      const { cache, placed } = state.current;
      const rows = await readPositions(
        cache,
        steps.map((step) => step.from),
      );
      await write(
        "fill",
        steps.flatMap(({ from, to }) => {
          const row = rows.get(from.row);
          const column = placed[from.column]?.column;
          const target = placed[to.column]?.column;
          if (!row || !column || !target) return [];
          const content = contentAt(row, column.id);
          const same = column.id === target.id || column.kind === target.kind;
          return [
            same
              ? { ...to, text: content.value, shown: content.text ?? content.value }
              : { ...to, text: content.text ?? content.value },
          ];
        }),
      );
    },
    [state, write, contentAt],
  );

  const fillDown = useCallback(async () => {
    const { range } = state.current;
    if (range) await fill(planFillDown(range));
  }, [state, fill]);

  const dismissRefused = useCallback(() => setRefused([]), []);
  return {
    overlayOf,
    contentAt,
    write,
    writeTyped,
    clear,
    paste,
    fill,
    fillDown,
    refused,
    keptOthers,
    dismissRefused,
  };
}

const keyOf = (rowId: string | undefined, columnId: string): string =>
  `${rowId ?? ""}\u0000${columnId}`;

/**
 * What is shown over a row once a gesture has its answer: what was taken is a draft, what was refused shows the old value again,
 * and what a later gesture wrote over them stays.
 */
function settle(
  row: GridRow,
  overlay: Overlay,
  written: ReadonlyMap<string, CellContent>,
  refused: ReadonlySet<string>,
): Overlay {
  return new Map(
    [...overlay].flatMap(([columnId, content]) => {
      if (written.get(columnId) !== content) return [[columnId, content]];
      if (refused.has(keyOf(row.id, columnId))) return [];
      return [[columnId, { value: content.value, text: content.text, state: "draft" }]];
    }),
  );
}

/** The rows at some positions, in one read from the first to the last. */
async function readPositions(
  cache: GridState["cache"],
  cells: readonly { readonly row: number }[],
): Promise<ReadonlyMap<number, GridRow>> {
  if (cells.length === 0) return new Map();
  const top = cells.reduce((least, { row }) => Math.min(least, row), Number.MAX_SAFE_INTEGER);
  const bottom = cells.reduce((most, { row }) => Math.max(most, row), 0);
  const rows: ReadonlyMap<number, GridRow | undefined> = cache.isLoaded(top, bottom + 1)
    ? new Map(cells.map(({ row }) => [row, cache.rowAt(row)]))
    : new Map(
        (await cache.read(top, bottom + 1)).map((row, at) => [
          top + at,
          cache.rowAt(top + at) ?? row,
        ]),
      );
  return new Map([...rows].filter((entry): entry is [number, GridRow] => entry[1] !== undefined));
}

/** Every cell of a range, row by row. */
export function cellsOf(range: CellRange): readonly { row: number; column: number }[] {
  const cells: { row: number; column: number }[] = [];
  for (let row = range.top; row <= range.bottom; row += 1)
    for (let column = range.left; column <= range.right; column += 1) cells.push({ row, column });
  return cells;
}
