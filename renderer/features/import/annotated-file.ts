import type { RowRemark } from "../../../shared/exchange/files/index.ts";
import type { ImportRemark } from "../../../shared/exchange/import/index.ts";
import type { DataApi } from "../../data-worker/data-api.ts";
import type { ParsingClient } from "../../files/index.ts";
import { choiceOf, columnsOf, sheetOf } from "./import-state.ts";
import type { ImportState } from "./import-state.ts";

/** How remarks are said in the file handed back. */
export type RemarkWords = {
  readonly title: string;
  readonly suffix: string;
  readonly say: (remark: ImportRemark) => string;
};

const PAGE = 5000;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * The file as it came, every value as it stood, with a column of remarks and a note on each cell concerned.
 * The parsing worker reads it again: its rows never cross the page.
 */
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
  const { file, report } = state;
  const choice = choiceOf(state);
  if (!file || !choice || !report) return null;
  const indexOf = new Map(columnsOf(state).map((column) => [column.name, column.index]));
  const remarks: RowRemark[] = [];
  for (let from = 0; from < report.remarks; from += PAGE) {
    const page = await data.importRemarks(report.reportId, from, from + PAGE, null);
    for (const remark of page)
      remarks.push({
        line: remark.row,
        column: indexOf.get(remark.column) ?? null,
        text: words.say(remark),
      });
    progress(remarks.length, report.remarks);
  }
  const name = sheetOf(state)?.name ?? "";
  const bytes = await parser.annotate(
    file,
    choice,
    { name, remarks, title: words.title },
    { signal },
  );
  const stem = file.name.replace(/\.[^.]*$/, "");
  return { name: `${stem}${words.suffix}.xlsx`, mimeType: XLSX, bytes };
}
