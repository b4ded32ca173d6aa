import { isFaultData } from "../../base/index.ts";
import { DEFAULT_FILE_LIMITS } from "./limits.ts";
import { scanCsv } from "./scan-csv.ts";
import type { FileRow, Separator } from "./table.ts";

const CANDIDATES: readonly Separator[] = [";", "\t", ",", "|"];
const SAMPLE_CHARACTERS = 65_536;
const SAMPLE_ROWS = 100;

/**
 * The separator under which the first rows have the most even number of cells, the header above all.
 * A text of one column has none: `;` is then as good as another. Excel's own `sep=` line is believed.
 */
export function guessSeparator(text: string): Separator {
  const said = /^sep=([;,\t|])\r?\n/i.exec(text);
  if (said) return said[1] as Separator;
  let best: Separator = ";";
  let bestScore = 0;
  for (const separator of CANDIDATES) {
    const score = evenness(sampleRows(text, separator));
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}

function sampleRows(text: string, separator: Separator): readonly FileRow[] {
  const rows: FileRow[] = [];
  try {
    for (const batch of scanCsv(text.slice(0, SAMPLE_CHARACTERS), separator, DEFAULT_FILE_LIMITS)) {
      rows.push(...batch.rows);
      if (rows.length > SAMPLE_ROWS) break;
    }
  } catch (thrown) {
    if (!isFaultData(thrown)) throw thrown;
  }
  // the last row of a sample that was cut tells nothing
  if (text.length > SAMPLE_CHARACTERS && rows.length <= SAMPLE_ROWS) rows.pop();
  return rows.slice(0, SAMPLE_ROWS).filter((row) => row.cells.length > 0);
}

/** Share of rows of the usual width, squared, times a little for width; a header of that width counts double. */
function evenness(rows: readonly FileRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  // trailing empty cells are not kept, so narrower rows are no sign against a width
  let best = 0;
  const widest = rows[0]?.cells.length ?? 0;
  for (const [width, count] of counts) {
    if (width < 2) continue;
    const share = count / rows.length;
    const header = width === widest ? 2 : 1;
    best = Math.max(best, share * share * header * (1 + Math.log2(width)));
  }
  return best;
}
