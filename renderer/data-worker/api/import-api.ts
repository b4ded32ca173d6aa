import type { ReferentialId, RequestId } from "../../../shared/base/index.ts";
import type {
  ColumnMapping,
  ImportCounts,
  ImportMode,
  ImportPlan,
  ImportRemark,
} from "../../../shared/exchange/import/index.ts";
import type { Severity } from "../../../shared/model/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import type { ChangeView } from "./request-api.ts";

export type { ColumnMapping, ImportCounts, ImportMode, ImportPlan, ImportRemark };
export type ImportReport = {
  readonly reportId: string;
  readonly counts: ImportCounts;
  readonly remarks: number;
  /** The remarks by what they say and where, the gravest first. */
  readonly groups: readonly RemarkGroup[];
  readonly refusedRows: number;
};
/** Remarks of one rule on one column of the file (`''`: on whole rows). */
export type RemarkGroup = {
  readonly severity: Severity;
  readonly rule: string;
  readonly column: string;
  readonly count: number;
};

/** Reading a file into changes: a mapping, a dry run, its report, and the commit of what was shown. */
export type ImportApi = {
  /** Guesses a mapping from headers and samples; a mapping saved for the same headers wins. */
  guessMapping(
    referential: ReferentialId,
    headers: readonly string[],
    samples: readonly (readonly string[])[],
  ): Promise<{ readonly mapping: readonly ColumnMapping[]; readonly saved: string | null }>;
  saveMapping(
    referential: ReferentialId,
    name: string,
    headers: readonly string[],
    plan: ImportPlan,
  ): Promise<void>;
  /** Starts a dry run, in place of the one before; rows arrive by `importRead`, then `importFinish`. Nothing is written. */
  importBegin(plan: ImportPlan): Promise<string>;
  /**
   * Takes the rows that the parsing worker posts on the port, to the last; they never cross the page. Rejects with the
   * reader's fault, with CANCELLED, or with DEADLINE_EXCEEDED {milliseconds} when the reader falls silent.
   */
  importRead(importId: string, port: MessagePort, onProgress: OnProgress): Promise<void>;
  importFinish(importId: string, onProgress: OnProgress): Promise<ImportReport>;
  importRemarks(
    reportId: string,
    from: number,
    to: number,
    only: Pick<RemarkGroup, "severity" | "rule" | "column"> | null,
  ): Promise<readonly ImportRemark[]>;
  importChanges(
    reportId: string,
    group: "create" | "update" | "close",
    from: number,
    to: number,
  ): Promise<readonly ChangeView[]>;
  /** The very changes that were shown become one request in preparation, in one transaction. */
  importCommit(reportId: string, title: string, onProgress: OnProgress): Promise<RequestId>;
  importCancel(importId: string): Promise<void>;
};
