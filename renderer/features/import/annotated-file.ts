import { annotateTable } from "../../../shared/exchange/files/index.ts";
import type { FileRow, RowRemark } from "../../../shared/exchange/files/index.ts";
import type { ImportRemark } from "../../../shared/exchange/import/index.ts";
import type { DataApi } from "../../data-worker/data-api.ts";
import type { ParsingClient } from "../../files/index.ts";
import { columnsOf, sheetOf } from "./import-state.ts";
import type { ImportState } from "./import-state.ts";

/** How remarks are said in the file handed back. */
export type RemarkWords = {
  readonly title: string;
  readonly suffix: string;
  readonly say: (remark: ImportRemark) => string;
};

const PAGE = 5000;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The file as it came, every value as it stood, with a column of remarks and a note on each cell concerned. */
export async function annotatedFile(
  state: ImportState,
  data: DataApi,
  parser: ParsingClient,
  words: RemarkWords,
  signal: AbortSignal,
  progress: (done: number, total: number | null) => void,
): Promise<{
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
} | null> {
  const { file, overview, report } = state;
  if (!file || !overview || !report) return null;
  const columns = columnsOf(state);
  const indexOf = new Map(columns.map((column) => [column.name, column.index]));
  const remarks: RowRemark[] = [];
  for (let from = 0; from < report.remarks; from += PAGE) {
    const page = await data.importRemarks(report.reportId, from, from + PAGE, null);
    for (const remark of page)
      remarks.push({
        line: remark.row,
        column: indexOf.get(remark.column) ?? null,
        text: words.say(remark),
      });
  }
  const rows: FileRow[] = [];
  const choice = { format: overview.format, sheet: state.sheet, headerLine: state.headerLine };
  const parts = parser.read(file, choice, {
    signal,
    onProgress: ({ done, total }) => progress(done, total),
  });
  for await (const part of parts) if (part.kind === "rows") rows.push(...part.rows);
  const table = annotateTable(
    { name: sheetOf(state)?.name ?? "", columns, rows },
    remarks,
    words.title,
  );
  const bytes = await parser.writeXlsx([table], { signal });
  const stem = file.name.replace(/\.[^.]*$/, "");
  return { name: `${stem}${words.suffix}.xlsx`, mimeType: XLSX, bytes };
}
