import { memo, type CSSProperties } from "react";
import type { SeverityKind, StateKind } from "../ui/index.ts";
import { MarkIcon, markColour } from "../ui/index.ts";
import { CellEditor } from "./cell-editor.tsx";
import { contentOf, shownText, type CellWords } from "./cell-text.ts";
import type { PlacedColumn } from "./column-layout.ts";
import type { GridActions } from "./grid-context.ts";
import type { CellContent, CellFinding, GridRow } from "./grid-props.ts";
import type { Overlay } from "./use-grid-edits.ts";

export interface GridRowViewProps {
  readonly gridId: string;
  readonly position: number;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly headWidth: number;
  readonly row: GridRow | undefined;
  readonly overlay: Overlay | undefined;
  readonly placed: readonly PlacedColumn[];
  /** Indexes into `placed`; frozen ones first. */
  readonly shown: readonly number[];
  /** Inclusive selected columns of this row; -1 when none. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
  readonly isRangeTop: boolean;
  readonly isRangeBottom: boolean;
  /** Target of the fill handle while it is dragged. */
  readonly fillFrom: number;
  readonly fillTo: number;
  readonly activeColumn: number;
  readonly editingColumn: number;
  readonly editingReplaces: boolean;
  readonly showsFill: boolean;
  readonly words: CellWords;
  readonly rowWords: RowWords;
  readonly actions: GridActions;
  readonly readOnlyGrid: boolean;
}

/** Words of the marks, resolved once per grid. */
export interface RowWords {
  readonly state: Readonly<Record<StateKind, string>>;
  readonly severity: Readonly<Record<SeverityKind, string>>;
  readonly loading: string;
  readonly before: (before: string) => string;
  readonly number: (position: number) => string;
}

/** One row: its head, then the cells in sight. Renders again only when its own values change. */
export const GridRowView = memo(function GridRowView(props: GridRowViewProps) {
  const { row, position, placed, headWidth, rowWords } = props;
  const lastFrozen = placed.findLastIndex((one) => one.frozen);
  return (
    <div
      role="row"
      className="row"
      aria-rowindex={position + 2}
      data-position={position}
      data-muted={row?.muted ? "" : undefined}
      data-editing={props.editingColumn >= 0 ? "" : undefined}
      style={{ top: props.top, height: props.height, width: props.width }}
    >
      <RowHead {...props} />
      {row === undefined && props.activeColumn < 0 ? (
        // On its way: one cell for all, cheap to draw and to throw away. The active row keeps its cells.
        <div
          role="gridcell"
          className="cell"
          aria-colindex={2}
          aria-colspan={placed.length}
          aria-busy
          aria-label={rowWords.loading}
          style={{ left: headWidth, right: 0 }}
        >
          <span
            className="placeholder"
            aria-hidden
            style={{ width: 120 + ((position * 53) % 160) }}
          />
        </div>
      ) : (
        props.shown.map((index) => {
          const one = placed[index];
          if (!one) return null;
          return (
            <Cell
              key={one.column.id}
              {...props}
              index={index}
              one={one}
              left={headWidth + one.start}
              lastFrozen={index === lastFrozen}
            />
          );
        })
      )}
    </div>
  );
});

function RowHead({ row, position, headWidth, selectedFrom, rowWords }: GridRowViewProps) {
  return (
    <div
      role="rowheader"
      className="row-head"
      aria-colindex={1}
      data-frozen=""
      data-selected={selectedFrom >= 0 ? "" : undefined}
      style={{ left: 0, width: headWidth }}
    >
      <span className="number">{rowWords.number(position + 1)}</span>
      {row?.severity && (
        <Mark kind={row.severity} word={rowWords.severity[row.severity]} size={13} />
      )}
      {row?.state && row.state !== "accredited" && (
        <Mark kind={row.state} word={rowWords.state[row.state]} size={13} />
      )}
    </div>
  );
}

interface MarkProps {
  readonly kind: StateKind | SeverityKind;
  readonly word: string;
  readonly size: number;
}

function Mark({ kind, word, size }: MarkProps) {
  return (
    <span
      className="mark"
      role="img"
      aria-label={word}
      title={word}
      style={{ color: markColour(kind, "text") }}
    >
      <MarkIcon kind={kind} size={size} />
    </span>
  );
}

interface CellProps extends GridRowViewProps {
  readonly index: number;
  readonly one: PlacedColumn;
  readonly left: number;
  readonly lastFrozen: boolean;
}

function Cell(props: CellProps) {
  const { index, one, row, rowWords, words, position, gridId } = props;
  const { column } = one;
  const content: CellContent | undefined =
    row && (props.overlay?.get(column.id) ?? contentOf(row, column.id));
  const active = index === props.activeColumn;
  const editing = index === props.editingColumn && content !== undefined;
  const selected = index >= props.selectedFrom && index <= props.selectedTo;
  const filling = index >= props.fillFrom && index <= props.fillTo;
  const worst = worstOf(content?.findings);
  const note = content && describe(content, rowWords);
  const noteId = note ? `${gridId}-${position}-${index}` : undefined;
  const text = content ? shownText(column, content, words) : undefined;
  // Most cells carry no mark: their text stands alone in one element.
  const plain = content !== undefined && !editing && !worst && !note && !content.state;
  const readOnly =
    props.readOnlyGrid || column.readOnly || row?.readOnly || content?.readOnly === true;
  const style: CSSProperties & Record<`--${string}`, string> = {
    left: props.left,
    width: one.width,
    ...(content?.state ? { "--mark": markColour(content.state, "line") } : {}),
    ...(worst ? { "--mark-finding": markColour(worst, "line") } : {}),
  };
  return (
    <div
      role="gridcell"
      className={plain ? "cell plain" : "cell"}
      aria-colindex={index + 2}
      aria-selected={selected || undefined}
      {...(readOnly ? { "aria-readonly": true } : {})}
      aria-describedby={noteId}
      aria-busy={content && !content.saving ? undefined : true}
      tabIndex={active ? 0 : -1}
      data-column={index}
      data-kind={column.kind}
      data-mono={column.monospace ? "" : undefined}
      data-frozen={one.frozen ? "" : undefined}
      data-last-frozen={props.lastFrozen ? "" : undefined}
      data-active={active ? "" : undefined}
      data-editing={editing ? "" : undefined}
      data-filling={filling ? "" : undefined}
      data-selected={selected && !editing ? edgesOf(props) : undefined}
      data-state={content?.state === "accredited" ? undefined : content?.state}
      data-severity={worst}
      style={style}
    >
      {content === undefined ? (
        <span className="placeholder" aria-hidden />
      ) : editing ? (
        <CellEditor
          column={column}
          content={content}
          words={words}
          replace={props.editingReplaces}
          actions={props.actions}
        />
      ) : plain ? (
        text
      ) : (
        <span className="text">{text}</span>
      )}
      {!editing && worst && (
        <span className="mark" aria-hidden style={{ color: markColour(worst, "text") }}>
          <MarkIcon kind={worst} size={13} />
        </span>
      )}
      {!editing && content?.state && content.state !== "accredited" && (
        <span className="mark" aria-hidden style={{ color: markColour(content.state, "text") }}>
          <MarkIcon kind={content.state} size={12} />
        </span>
      )}
      {noteId && (
        <span hidden id={noteId}>
          {note}
        </span>
      )}
      {props.showsFill && index === props.selectedTo && (
        <span className="fill" data-fill="" aria-hidden />
      )}
    </div>
  );
}

const ORDER: readonly SeverityKind[] = ["info", "warning", "error", "fatal"];

/** The worst severity among findings. */
export function worstOf(findings: readonly CellFinding[] | undefined): SeverityKind | undefined {
  if (!findings || findings.length === 0) return undefined;
  return ORDER[Math.max(...findings.map(({ severity }) => ORDER.indexOf(severity)))];
}

/** What the marks of a cell mean, in words. */
function describe(content: CellContent, words: RowWords): string | undefined {
  const parts = [
    ...(content.state && content.state !== "accredited" ? [words.state[content.state]] : []),
    ...(content.before === undefined ? [] : [words.before(content.before)]),
    ...(content.findings ?? []).map(
      ({ severity, message }) => `${words.severity[severity]}\u00a0: ${message}`,
    ),
  ];
  return parts.length > 0 ? parts.join(". ") : undefined;
}

function edgesOf(props: CellProps): string {
  const edges = [
    props.isRangeTop ? "top" : "",
    props.isRangeBottom ? "bottom" : "",
    props.index === props.selectedFrom ? "left" : "",
    props.index === props.selectedTo ? "right" : "",
  ];
  return edges.filter((edge) => edge !== "").join(" ");
}
