export { canonicalText, copiedText, readDate, shownText, type CellWords } from "./cell-text.ts";
export {
  createCommandLog,
  forgetCommands,
  recordCommand,
  redoCommand,
  undoCommand,
  type CommandLog,
  type CommandStep,
} from "./command-log.ts";
export { useFilterWords } from "./filter-chips.tsx";
export { Grid } from "./grid.tsx";
export type {
  CellContent,
  CellEdit,
  CellFinding,
  ColumnKind,
  ColumnLayout,
  ConditionOperator,
  EditGesture,
  EnumOption,
  GridColumn,
  GridEdit,
  GridEditOutcome,
  GridFilter,
  GridHandle,
  GridProps,
  GridRow,
  GridSelectionFacts,
  GridSort,
  GridSource,
  ReferenceOption,
  RefusedCell,
  SortDirection,
  TreeColumn,
  TreeGridHandle,
  TreeGridProps,
  TreeNode,
  ValueCount,
  ValueCounts,
} from "./grid-props.ts";
export { TreeGrid } from "./tree-grid.tsx";
export { formatTsv, parseTsv } from "./tsv.ts";
