import { useCallback, useMemo, useRef, useState, type DragEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../ui/index.ts";
import { isWithin } from "./flatten-tree.ts";
import type { TreeNode } from "./grid-props.ts";
import type { TreeRowActions } from "./tree-row.tsx";
import type { TreeState } from "./tree-state.ts";

export interface TreeMove {
  /** The record that was cut and waits for its new parent. */
  readonly cut: TreeNode | undefined;
  readonly cutLine: (at: number) => void;
  /** Attaches what was cut under the line; -1 = at the root. */
  readonly pasteUnder: (at: number) => void;
  readonly cancel: () => void;
  readonly drop: { readonly at: number; readonly verdict: "accepted" | "refused" } | undefined;
  readonly dragging: Pick<TreeRowActions, "dragStart" | "dragOver" | "drop" | "dragEnd">;
}

/** A closed parent opens when a dragged record rests on it. */
const OPEN_MS = 700;

/** Re-attachment by mouse and by keyboard; both ask the page, which asks for the date. */
export function useTreeMove(
  state: RefObject<TreeState>,
  setOpen: (ids: readonly string[], open: boolean) => void,
): TreeMove {
  const { t } = useTranslation("grid");
  const [cut, setCut] = useState<TreeNode>();
  const cutRef = useRef(cut);
  cutRef.current = cut;
  const [drop, setDrop] = useState<TreeMove["drop"]>();
  const dragged = useRef<TreeNode>(undefined);
  const resting = useRef<{ at: number; since: number }>({ at: -2, since: 0 });

  /** True, or why not. */
  const judge = useCallback(
    (node: TreeNode, at: number): true | string => {
      const { props, lines } = state.current;
      const parent = lines[at]?.node ?? null;
      if (at >= 0 && isWithin(lines, at, node.id)) return t("tree.withinItself");
      const present = lines.find((line) => line.node.id === node.id);
      if (present && present.parentId === (parent?.id ?? null)) return t("tree.alreadyThere");
      return props.canMove?.(node, parent) ?? true;
    },
    [state, t],
  );

  const attach = useCallback(
    (node: TreeNode, at: number): boolean => {
      const verdict = judge(node, at);
      if (verdict !== true) {
        announce(verdict, "assertive");
        return false;
      }
      state.current.props.onMove?.(node, state.current.lines[at]?.node ?? null);
      return true;
    },
    [state, judge],
  );

  const cutLine = useCallback(
    (at: number): void => {
      const { lines, props } = state.current;
      const node = lines[at]?.node;
      if (!node || !props.onMove || node.movable === false) return;
      setCut(node);
      announce(t("tree.cutDone", { label: node.label }));
    },
    [state, t],
  );
  const pasteUnder = useCallback(
    (at: number): void => {
      if (cutRef.current && attach(cutRef.current, at)) setCut(undefined);
    },
    [attach],
  );
  const cancel = useCallback(() => setCut(undefined), []);

  const dragging = useMemo<TreeMove["dragging"]>(
    () => ({
      dragStart: (at: number, event: DragEvent) => {
        const line = state.current.lines[at];
        if (!line) return;
        dragged.current = line.node;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", line.node.label);
      },
      dragOver: (at: number, event: DragEvent) => {
        const node = dragged.current;
        if (!node) return;
        const verdict = judge(node, at) === true ? "accepted" : "refused";
        if (verdict === "accepted") event.preventDefault();
        setDrop((present) =>
          present?.at === at && present.verdict === verdict ? present : { at, verdict },
        );
        const line = state.current.lines[at];
        if (resting.current.at !== at) resting.current = { at, since: event.timeStamp };
        else if (
          line &&
          !line.isOpen &&
          line.node.childCount > 0 &&
          event.timeStamp - resting.current.since > OPEN_MS
        )
          setOpen([line.node.id], true);
      },
      drop: (at: number, event: DragEvent) => {
        event.preventDefault();
        if (dragged.current) attach(dragged.current, at);
        dragged.current = undefined;
        setDrop(undefined);
      },
      dragEnd: () => {
        dragged.current = undefined;
        setDrop(undefined);
      },
    }),
    [state, judge, attach, setOpen],
  );

  return { cut, cutLine, pasteUnder, cancel, drop, dragging };
}
