import ChevronRight from "@mui/icons-material/ChevronRight";
import ExpandMore from "@mui/icons-material/ExpandMore";
import { memo, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { SeverityIcon, StateChip } from "../ui/index.ts";
import type { TreeLine } from "./flatten-tree.ts";
import type { TreeColumn } from "./grid-props.ts";

export interface TreeRowProps {
  readonly line: TreeLine;
  readonly at: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly TreeColumn[];
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isCut: boolean;
  /** Under the dragged record: may it be dropped here? */
  readonly drop: "accepted" | "refused" | undefined;
  readonly draggable: boolean;
  readonly actions: TreeRowActions;
}

export interface TreeRowActions {
  readonly dragStart: (at: number, event: DragEvent) => void;
  readonly dragOver: (at: number, event: DragEvent) => void;
  readonly drop: (at: number, event: DragEvent) => void;
  readonly dragEnd: () => void;
}

const INDENT = 20;

/** One line of the tree: the record, where it stands, how many are below, its state. */
export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { line, at, actions, columns } = props;
  const { t } = useTranslation("grid");
  const { node } = line;
  const Chevron = line.isOpen ? ExpandMore : ChevronRight;
  return (
    <div
      role="row"
      className="tree-row"
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={node.childCount > 0 ? line.isOpen : undefined}
      aria-selected={props.isSelected}
      aria-rowindex={at + 2}
      aria-busy={line.isLoading || undefined}
      tabIndex={props.isActive ? 0 : -1}
      data-at={at}
      data-active={props.isActive ? "" : undefined}
      data-selected={props.isSelected ? "" : undefined}
      data-muted={node.muted ? "" : undefined}
      data-cut={props.isCut ? "" : undefined}
      data-drop={props.drop}
      draggable={props.draggable}
      style={{ top: props.top, height: props.height }}
      onDragStart={(event) => actions.dragStart(at, event)}
      onDragOver={(event) => actions.dragOver(at, event)}
      onDrop={(event) => actions.drop(at, event)}
      onDragEnd={actions.dragEnd}
    >
      <div
        role="gridcell"
        className="tree-cell main"
        aria-colindex={1}
        style={{ paddingLeft: 8 + (line.level - 1) * INDENT }}
      >
        <span className="chevron" aria-hidden>
          {node.childCount > 0 && <Chevron style={{ fontSize: 18 }} />}
        </span>
        {node.icon}
        {node.code && <span className="code">{node.code}</span>}
        <span className="text" title={node.label}>
          {node.label}
        </span>
        {node.childCount > 0 && (
          <span
            className="count"
            title={t("tree.count", { count: node.descendantCount ?? node.childCount })}
          >
            {t("tree.shortCount", { count: node.descendantCount ?? node.childCount })}
          </span>
        )}
        {node.severity && <SeverityIcon severity={node.severity} size={14} />}
        {node.state && node.state !== "accredited" && <StateChip state={node.state} size="small" />}
        {line.isLoading && <span className="count">{t("tree.loading")}</span>}
      </div>
      {columns.map((column, index) => (
        <div
          role="gridcell"
          className="tree-cell"
          aria-colindex={index + 2}
          key={column.id}
          style={{ width: column.width ?? 140 }}
          data-mono={column.monospace ? "" : undefined}
        >
          <span className="text">{node.cells?.[column.id]}</span>
        </div>
      ))}
    </div>
  );
});
