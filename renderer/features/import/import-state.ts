import type { FaultData, IsoDate, ReferentialId } from "../../../shared/base/index.ts";
import { nameColumns } from "../../../shared/exchange/files/index.ts";
import type {
  FileColumn,
  FileFormat,
  FileOverview,
  SheetOverview,
  TableChoice,
} from "../../../shared/exchange/files/index.ts";
import type {
  ColumnMapping,
  ImportMode,
  ImportPlan,
} from "../../../shared/exchange/import/index.ts";
import type { FileInput } from "../../files/index.ts";
import type { ImportReport } from "../../data-worker/data-api.ts";

export const STEPS = ["file", "columns", "check", "request"] as const;
export type Step = (typeof STEPS)[number];

/** What is being done, for the progress line; `total` null while unknown. */
export type Busy = {
  readonly what: "inspecting" | "reading" | "judging" | "committing" | "annotating";
  readonly done: number;
  readonly total: number | null;
  readonly since: number;
};

/** Everything a person set, so that going back and forth loses nothing. */
export type ImportState = {
  readonly step: Step;
  readonly referential: ReferentialId | null;
  readonly file: FileInput | null;
  readonly size: number;
  readonly overview: FileOverview | null;
  readonly sheet: number;
  readonly headerLine: number | null;
  readonly mapping: readonly ColumnMapping[];
  /** Name of the saved mapping in use. */
  readonly saved: string | null;
  readonly mode: ImportMode;
  readonly closeOn: IsoDate | null;
  readonly busy: Busy | null;
  readonly fault: FaultData | null;
  readonly report: ImportReport | null;
  readonly title: string;
};

export const START: ImportState = {
  step: "file",
  referential: null,
  file: null,
  size: 0,
  overview: null,
  sheet: 0,
  headerLine: null,
  mapping: [],
  saved: null,
  mode: "upsert",
  closeOn: null,
  busy: null,
  fault: null,
  report: null,
  title: "",
};

export type ImportEvent =
  | { readonly type: "referentialChosen"; readonly referential: ReferentialId }
  | { readonly type: "fileChosen"; readonly file: FileInput; readonly size: number }
  | { readonly type: "fileInspected"; readonly overview: FileOverview }
  | { readonly type: "sheetChosen"; readonly sheet: number }
  | { readonly type: "headerChosen"; readonly line: number | null }
  | {
      readonly type: "mappingGuessed";
      readonly mapping: readonly ColumnMapping[];
      readonly saved: string | null;
    }
  | { readonly type: "columnMapped"; readonly column: number; readonly attribute: string | null }
  | { readonly type: "mappingSaved"; readonly name: string }
  | { readonly type: "modeChosen"; readonly mode: ImportMode }
  | { readonly type: "closeDayChosen"; readonly day: IsoDate | null }
  | { readonly type: "stepped"; readonly step: Step }
  | { readonly type: "worked"; readonly busy: Busy | null }
  | { readonly type: "failed"; readonly fault: FaultData }
  | { readonly type: "judged"; readonly report: ImportReport }
  | { readonly type: "titled"; readonly title: string }
  | { readonly type: "restarted" };

/** What a check said holds for the plan it was made with only. */
const unchecked = { report: null, fault: null } as const;

/** Pure: the next state of an import. */
export function updateImport(state: ImportState, event: ImportEvent): ImportState {
  switch (event.type) {
    case "referentialChosen":
      return state.referential === event.referential
        ? state
        : { ...state, ...unchecked, referential: event.referential, mapping: [], saved: null };
    case "fileChosen":
      return {
        ...state,
        ...unchecked,
        file: event.file,
        size: event.size,
        overview: null,
        mapping: [],
        saved: null,
        step: "file",
      };
    case "fileInspected":
      return { ...state, overview: event.overview, ...firstSheet(event.overview), mapping: [] };
    case "sheetChosen":
      return {
        ...state,
        ...unchecked,
        sheet: event.sheet,
        headerLine: state.overview?.sheets[event.sheet]?.headerLine ?? null,
        mapping: [],
      };
    case "headerChosen":
      return { ...state, ...unchecked, headerLine: event.line, mapping: [] };
    case "mappingGuessed":
      return { ...state, mapping: event.mapping, saved: event.saved };
    case "columnMapped":
      return {
        ...state,
        ...unchecked,
        mapping: state.mapping.map((one) => mapped(one, event.column, event.attribute)),
      };
    case "mappingSaved":
      return { ...state, saved: event.name };
    case "modeChosen":
      return { ...state, ...unchecked, mode: event.mode };
    case "closeDayChosen":
      return { ...state, ...unchecked, closeOn: event.day };
    case "stepped":
      return { ...state, step: event.step, fault: null };
    case "worked":
      return { ...state, busy: event.busy, ...(event.busy ? { fault: null } : {}) };
    case "failed":
      return { ...state, busy: null, fault: event.fault.code === "CANCELLED" ? null : event.fault };
    case "judged":
      return { ...state, busy: null, report: event.report };
    case "titled":
      return { ...state, title: event.title };
    case "restarted":
      return { ...START, referential: state.referential };
  }
}

/** An attribute belongs to one column: choosing it elsewhere frees the first. */
function mapped(one: ColumnMapping, column: number, attribute: string | null): ColumnMapping {
  if (one.column === column) return { ...one, attribute };
  return attribute !== null && one.attribute === attribute ? { ...one, attribute: null } : one;
}

/** The visible sheet with the most to read. */
function firstSheet(overview: FileOverview): Pick<ImportState, "sheet" | "headerLine"> {
  const visible = overview.sheets.filter((sheet) => !sheet.hidden);
  const [best] = (visible.length > 0 ? visible : overview.sheets).toSorted(
    (left, right) => (right.dimension?.rows ?? 0) - (left.dimension?.rows ?? 0),
  );
  return { sheet: best?.index ?? 0, headerLine: best?.headerLine ?? null };
}

export const sheetOf = (state: ImportState): SheetOverview | null =>
  state.overview?.sheets.find((sheet) => sheet.index === state.sheet) ?? null;

/** How the parsing worker is to read the file; null before it was looked at. */
export const choiceOf = ({ overview, sheet, headerLine }: ImportState): TableChoice | null =>
  overview === null ? null : { format: overview.format, sheet, headerLine };

/** The columns of the chosen sheet under the chosen header. */
export function columnsOf(state: ImportState): readonly FileColumn[] {
  const sheet = sheetOf(state);
  if (!sheet) return [];
  if (state.headerLine === sheet.headerLine) return sheet.columns;
  const header = sheet.rows.find((row) => row.line === state.headerLine);
  const width = Math.max(0, ...sheet.rows.map((row) => row.cells.length));
  return nameColumns(header?.cells ?? [], width);
}

/** The first rows of data, for samples. */
export const samplesOf = (state: ImportState): readonly (readonly string[])[] =>
  (sheetOf(state)?.rows ?? [])
    .filter((row) => row.line > (state.headerLine ?? 0))
    .map((row) => row.cells);

/** Why the next step is not open yet, as a stable code; null when it is. */
export function whyNotNext(state: ImportState, key: readonly string[]): string | null {
  if (state.busy) return "busy";
  switch (state.step) {
    case "file":
      if (state.referential === null) return "no-referential";
      if (state.overview === null) return "no-file";
      return samplesOf(state).length > 0 ? null : "no-line";
    case "columns": {
      const mappedNames = new Set(state.mapping.map((one) => one.attribute));
      if (key.some((name) => !mappedNames.has(name))) return "no-key";
      return state.mode === "replace" && state.closeOn === null ? "no-close-day" : null;
    }
    case "check": {
      const counts = state.report?.counts;
      if (!counts) return "not-checked";
      return counts.created + counts.updated + counts.toClose === 0 ? "nothing-to-do" : null;
    }
    case "request":
      return state.title.trim() === "" ? "no-title" : null;
  }
}

/** The plan the worker is asked to try. */
export const planOf = (state: ImportState, referential: ReferentialId): ImportPlan => ({
  referential,
  mode: state.mode,
  mapping: state.mapping,
  matchOn: [],
  file: state.file?.name ?? "",
  sheet: sheetOf(state)?.name ?? "",
  closeOn: state.mode === "replace" ? state.closeOn : null,
});

export const isText = (format: FileFormat | undefined): boolean => format?.kind === "csv";
