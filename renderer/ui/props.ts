import type { ReactNode } from "react";

/**
 * Props of the presentational pieces. Nothing here knows a référentiel, a store
 * or a fault code: a page passes values in and receives gestures back.
 * Every string passed in is already a sentence in the user's language.
 */

/** What a piece of data is, from the user's side. One icon, one word, one colour each. */
export type StateKind = "draft" | "pending" | "accredited" | "refused" | "conflict";

/** The four severities of findings (V1–V4), mildest first. */
export type SeverityKind = "info" | "warning" | "error" | "fatal";

/** Row height of grids and trees, kept per user. */
export type Density = "compact" | "normal" | "comfortable";

export interface StateChipProps {
  readonly state: StateKind;
  /** Replaces the standard word, e.g. « 3 brouillons ». */
  readonly label?: string | undefined;
  readonly size?: "small" | "medium" | undefined;
  /** Icon only; the word stays available to assistive technology and in the tooltip. */
  readonly iconOnly?: boolean | undefined;
}

export interface SeverityIconProps {
  readonly severity: SeverityKind;
  /** Hidden from assistive technology when the word stands beside it. */
  readonly decorative?: boolean | undefined;
  readonly size?: number | undefined;
}

export interface SeverityChipProps {
  readonly severity: SeverityKind;
  /** « 12 » → « 12 avertissements ». */
  readonly count?: number | undefined;
  readonly label?: string | undefined;
}

export interface EmptyStateProps {
  readonly icon?: ReactNode | undefined;
  /** One sentence that says why it is empty. */
  readonly sentence: string;
  /** One more sentence that teaches the first gesture. */
  readonly hint?: string | undefined;
  readonly action?: PieceAction | undefined;
  readonly secondaryAction?: PieceAction | undefined;
}

/** A button: a verb, what it does, perhaps its icon. */
export interface PieceAction {
  readonly label: string;
  readonly onAct: () => void;
  readonly icon?: ReactNode | undefined;
  readonly disabled?: boolean | undefined;
}

export interface FaultNoticeProps {
  /** What happened. */
  readonly happened: string;
  /** What was kept. */
  readonly kept?: string | undefined;
  /** What to do. */
  readonly toDo?: string | undefined;
  readonly severity?: SeverityKind | undefined;
  /** A code or detail for the help desk, shown small and selectable. */
  readonly detail?: string | undefined;
  readonly actions?: readonly PieceAction[] | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

export interface ProgressLineProps {
  /** What is being done, e.g. « Lecture du classeur ». */
  readonly label: string;
  readonly done: number;
  /** Absent: unknown length. */
  readonly total?: number | undefined;
  /** Milliseconds since the start, passed in by the page; serves the estimate. */
  readonly elapsedMs?: number | undefined;
  readonly onCancel?: (() => void) | undefined;
  /** Delay before anything shows, in ms; 100 by default. */
  readonly delayMs?: number | undefined;
}

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  /** A verb: « Soumettre 12 modifications ». */
  readonly confirmLabel: string;
  readonly cancelLabel?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly maxWidth?: "xs" | "sm" | "md" | "lg" | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

export interface KeyboardHelpProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** One value before and after. Absent before = created; absent after = removed. */
export interface DiffValueProps {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly monospace?: boolean | undefined;
}

/** A multi-valued attribute: what was added, removed and kept. */
export interface DiffListProps {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Kept values are counted, and listed on demand. */
  readonly monospace?: boolean | undefined;
}

export interface DiffRow {
  readonly id: string;
  readonly label: string;
  readonly before?: string | readonly string[] | undefined;
  readonly after?: string | readonly string[] | undefined;
  readonly monospace?: boolean | undefined;
  readonly findings?:
    | readonly { readonly severity: SeverityKind; readonly message: string }[]
    | undefined;
}

/** A table attribute · before · after. */
export interface DiffTableProps {
  readonly caption: string;
  readonly rows: readonly DiffRow[];
  readonly beforeLabel?: string | undefined;
  readonly afterLabel?: string | undefined;
}

export interface StepperStep {
  readonly id: string;
  readonly label: string;
  readonly status: "done" | "current" | "todo" | "error";
  readonly hint?: string | undefined;
}

export interface StepperFrameProps {
  readonly label: string;
  readonly steps: readonly StepperStep[];
  /** Present: a step already done can be reopened. */
  readonly onStep?: ((id: string) => void) | undefined;
  readonly children: ReactNode;
  /** Sentence beside the buttons, e.g. why one cannot go on. */
  readonly note?: string | undefined;
  readonly back?: PieceAction | undefined;
  readonly next?: PieceAction | undefined;
  readonly extra?: ReactNode;
}

/** Where a piece remembers a small preference. The page decides where it is kept. */
export interface PreferenceSlot<T> {
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
}

export interface SplitPanelProps {
  readonly children: ReactNode;
  /** Absent: closed. */
  readonly panel?: ReactNode;
  readonly panelLabel: string;
  readonly onClosePanel?: (() => void) | undefined;
  /** Panel title bar; the close button is added. */
  readonly panelTitle?: ReactNode;
  /** Width in px, remembered by the page. */
  readonly width?: PreferenceSlot<number> | undefined;
  readonly minWidth?: number | undefined;
  readonly maxWidth?: number | undefined;
}

export interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly end?: ReactNode;
  readonly dense?: boolean | undefined;
}

/** Title line of a screen: title, count, chips, then actions. */
export interface PageHeaderProps {
  readonly title: string;
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
  readonly onBack?: (() => void) | undefined;
  readonly children?: ReactNode;
}

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** Second line or trailing words. */
  readonly detail?: string | undefined;
  /** Shown in monospace before the label. */
  readonly code?: string | undefined;
  readonly icon?: ReactNode | undefined;
  readonly state?: StateKind | undefined;
  /** Keys shown at the end of the line, e.g. « G puis A ». */
  readonly keys?: string | undefined;
}

export interface PaletteGroup {
  readonly id: string;
  readonly label: string;
  readonly items: readonly PaletteItem[];
  /** More exist than are listed. */
  readonly total?: number | undefined;
}

export interface CommandPaletteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Called as the user types, with a signal aborted by the next key. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly PaletteGroup[]>;
  readonly onChoose: (item: PaletteItem, groupId: string) => void;
  readonly placeholder?: string | undefined;
  /** Text to start with. */
  readonly initialText?: string | undefined;
}

export interface NavEntry {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly href: string;
  readonly count?: number | undefined;
  /** Words for the count, e.g. « 7 demandes à traiter ». */
  readonly countLabel?: string | undefined;
  readonly tone?: "neutral" | "attention" | undefined;
}

export interface NavSection {
  readonly id: string;
  /** Absent for the first section. */
  readonly label?: string | undefined;
  readonly entries: readonly NavEntry[];
}

export interface AppFrameProps {
  readonly navigation: readonly NavSection[];
  readonly currentNavId?: string | undefined;
  /** Client-side navigation; the entries stay real links. */
  readonly onNavigate: (entry: NavEntry) => void;
  readonly navCollapsed: boolean;
  readonly onNavCollapsed: (collapsed: boolean) => void;
  readonly headerStart?: ReactNode;
  readonly onSearch: () => void;
  readonly headerEnd?: ReactNode;
  /** Set when the screens show another date than today: tints the header. */
  readonly asAtNotice?: { readonly sentence: string; readonly onReset: () => void } | undefined;
  /** A line under the header that concerns every screen. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
  readonly panel?: ReactNode;
  readonly panelLabel?: string | undefined;
  readonly panelTitle?: ReactNode;
  readonly onClosePanel?: (() => void) | undefined;
  readonly panelWidth?: PreferenceSlot<number> | undefined;
  readonly draftBar?: ReactNode;
}

export interface DraftBarProps {
  /** « 12 modifications non soumises » */
  readonly sentence: string;
  readonly onOpen: () => void;
  readonly onSubmit?: (() => void) | undefined;
  readonly submitLabel?: string | undefined;
  /** Any further facts, e.g. severity chips. */
  readonly children?: ReactNode;
}

export type SyncMood = "idle" | "working" | "offline" | "attention" | "failed";

export interface SyncBadgeProps {
  readonly mood: SyncMood;
  /** « à jour il y a 2 min » */
  readonly sentence: string;
  readonly onOpen: () => void;
}

export interface Shortcut {
  /** Unique; the last registered of two equal combinations wins. */
  readonly id: string;
  /** `Mod+K` (Ctrl, Cmd on macOS), `G A` (one after the other), `?`, `F8`, `J`. */
  readonly keys: string;
  /** What it does, for the help dialog. */
  readonly label: string;
  /** Title under which the help lists it. */
  readonly group: string;
  readonly onTrigger: (event: KeyboardEvent) => void;
  /** Also while the focus is in a text field. By default only combinations with Mod or a function key do; false = never. */
  readonly inFields?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}
