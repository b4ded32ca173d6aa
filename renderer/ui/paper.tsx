import { useEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { create } from "zustand";

/** A long list on paper: every line, where the screen holds those in sight only. */
export interface PaperTable {
  /** Said to whom the table is read out. */
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is not printed, and where to find it; nothing when all is. */
  readonly left?: string | undefined;
}

/** Lines that go to paper; whoever needs more wants a file. */
export const PAPER_LINES = 2_000;

const usePaperTable = create<{ readonly table: PaperTable | null }>(() => ({ table: null }));
let makeTable: (() => Promise<PaperTable>) | null = null;

/** While the caller is on the screen, its list goes to paper whole. */
export function usePaper(make: () => Promise<PaperTable>): void {
  const latest = useRef(make);
  latest.current = make;
  useEffect(() => {
    const mine = (): Promise<PaperTable> => latest.current();
    makeTable = mine;
    return () => {
      if (makeTable === mine) makeTable = null;
    };
  }, []);
}

/** Lays out what paper needs beside the screen, runs `print`, and puts it away whatever happens. */
export async function onPaper<Result>(print: () => Promise<Result>): Promise<Result> {
  const table = (await makeTable?.()) ?? null;
  flushSync(() => usePaperTable.setState({ table }));
  try {
    return await print();
  } finally {
    usePaperTable.setState({ table: null });
  }
}

/** Where `onPaper` lays out; once in the page, seen on paper only (print.css). */
export function Paper() {
  const { table } = usePaperTable();
  if (table === null) return null;
  return (
    <div id="paper">
      <table aria-label={table.label}>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={at} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>
              {row.map((text, at) => (
                <td key={at}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.left !== undefined && <p>{table.left}</p>}
    </div>
  );
}
