export { announce } from "./announce.ts";
export { AppFrame } from "./app-frame.tsx";
export { CommandPalette } from "./command-palette.tsx";
export { ConfirmDialog } from "./confirm-dialog.tsx";
export { DiffList, DiffTable, DiffValue } from "./diff-view.tsx";
export { DraftBar, SyncBadge } from "./draft-bar.tsx";
export { EmptyState } from "./empty-state.tsx";
export { FaultNotice } from "./fault-notice.tsx";
export { onPaper, Paper, PAPER_LINES, usePaper, type PaperTable } from "./paper.tsx";
export { KeyboardHelp, ShortcutKeys } from "./keyboard-help.tsx";
export { LazyList } from "./lazy-list.tsx";
export { useLineFocus } from "./use-line-focus.ts";
export type { LazyListProps } from "./lazy-list.tsx";
export { MarkIcon, markColour } from "./mark-icon.tsx";
export { ProgressLine } from "./progress-line.tsx";
export type {
  AppFrameProps,
  CommandPaletteProps,
  ConfirmDialogProps,
  Density,
  DiffListProps,
  DiffRow,
  DiffTableProps,
  DiffValueProps,
  DraftBarProps,
  EmptyStateProps,
  FaultNoticeProps,
  KeyboardHelpProps,
  NavEntry,
  NavSection,
  PageHeaderProps,
  PaletteGroup,
  PaletteItem,
  PieceAction,
  PreferenceSlot,
  ProgressLineProps,
  SeverityChipProps,
  SeverityIconProps,
  SeverityKind,
  Shortcut,
  SplitPanelProps,
  StateChipProps,
  StateKind,
  StepperFrameProps,
  StepperStep,
  SyncBadgeProps,
  SyncMood,
  ToolbarProps,
} from "./props.ts";
export { ShortcutProvider, useShortcuts } from "./shortcut-provider.tsx";
export { SplitPanel } from "./split-panel.tsx";
export { SeverityChip, SeverityIcon, StateChip } from "./state-chip.tsx";
export { StepperFrame } from "./stepper-frame.tsx";
export { PageHeader, Toolbar } from "./toolbar.tsx";
export { VisuallyHidden } from "./visually-hidden.tsx";
