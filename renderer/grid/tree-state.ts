import type { TreeLine } from "./flatten-tree.ts";
import type { TreeGridProps } from "./grid-props.ts";

/** What the keys and the moves of a tree read: its props, the lines open now, and where the focus is. */
export interface TreeState {
  readonly props: TreeGridProps;
  readonly lines: readonly TreeLine[];
  readonly active: number;
  readonly rowHeight: number;
}
