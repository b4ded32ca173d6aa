import { tidyText } from "../../base/index.ts";
import { columnLetter } from "./column-letter.ts";
import type { FileColumn } from "./table.ts";

/**
 * Columns from a header row: tidied names, the letter where there is none, `Nom (2)` for a name met
 * before. `width` makes room for columns that have data but no header.
 */
export function nameColumns(
  header: readonly string[],
  width = header.length,
): readonly FileColumn[] {
  const taken = new Set<string>();
  return Array.from({ length: Math.max(width, header.length) }, (_, index) => {
    const letter = columnLetter(index);
    const wanted = tidyText((header[index] ?? "").replace(/^#+/, "")) || letter;
    let name = wanted;
    for (let rank = 2; taken.has(name); rank++) name = `${wanted} (${rank})`;
    taken.add(name);
    return { index, letter, name };
  });
}
