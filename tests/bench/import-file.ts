import * as XLSX from "xlsx";
import { checkReferential } from "../../shared/model/index.ts";
import { inspectFile, readTable, writeXlsx } from "../../shared/exchange/files/index.ts";
import { startImport } from "../../shared/exchange/import/index.ts";
import { makeUuidV7 } from "../../shared/base/index.ts";
import type { JsonValue, RecordId } from "../../shared/base/index.ts";
import { createRuleContext, findingsOf, loadRecords } from "../../shared/rules/index.ts";
import { sideBySide } from "./measure.ts";
import { BENCH_REFERENTIAL, benchDocument, makeRecords } from "./records.ts";

const COLUMNS = [
  "code",
  "libelle",
  "sigle",
  "type",
  "siret",
  "uai",
  "commune",
  "codePostal",
  "adresse",
  "courriel",
  "site",
  "debut",
];

/** A whole import of a workbook (reading, tidying, matching, every rule, changes) against SheetJS merely reading it into rows. */
export async function benchImport(rows: number, runs: number): Promise<Record<string, number[]>> {
  const checked = checkReferential(benchDocument);
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const referential = checked.value;
  const bytes = writeXlsx([
    {
      name: "Structures",
      columns: COLUMNS.map((title) => ({ title })),
      rows: makeRecords(rows).map(({ data }) => COLUMNS.map((name) => cellText(data[name]))),
    },
  ]);
  const mapping = COLUMNS.map((attribute, column) => ({ column, header: attribute, attribute }));
  return sideBySide(
    {
      sheetjs: () => {
        const book = XLSX.read(bytes, {
          type: "array",
          dense: true,
          cellText: false,
          cellHTML: false,
          cellFormula: false,
          cellDates: true,
        });
        const sheet = book.Sheets[book.SheetNames[0] ?? ""];
        return sheet ? XLSX.utils.sheet_to_json(sheet, { header: 1 }).length : 0;
      },
      ours: () => {
        const file = { bytes, name: "structures.xlsx" };
        const overview = inspectFile(file);
        let made = 0;
        const session = startImport(
          referential,
          {
            referential: BENCH_REFERENTIAL,
            mode: "upsert",
            mapping,
            matchOn: [],
            file: file.name,
            sheet: "Structures",
            closeOn: null,
          },
          {
            find: () => [],
            record: () => undefined,
            ids: () => [],
            resolve: () => undefined,
            nextId: () => makeUuidV7(1_700_000_000_000 + ++made, new Uint8Array(10)) as RecordId,
            check: (results) => {
              const context = createRuleContext([referential]);
              loadRecords(context.index, referential.id, results);
              return [
                {
                  done: results.size,
                  findings: [...results.keys()].flatMap((id) =>
                    findingsOf(context, referential.id, id, "submit"),
                  ),
                },
              ];
            },
          },
        );
        for (const part of readTable(file, { format: overview.format, sheet: 0, headerLine: 1 }))
          if (part.kind === "rows")
            session.addRows(part.rows.map((row) => ({ row: row.line, cells: row.cells })));
        const finish = session.finish();
        for (;;) {
          const step = finish.next();
          if (!step.done) continue;
          if (step.value.counts.created + step.value.counts.refused !== rows)
            throw new Error(JSON.stringify(step.value.counts));
          return;
        }
      },
    },
    runs,
  );
}

const cellText = (value: JsonValue | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
