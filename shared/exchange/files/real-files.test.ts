import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataFolder } from "../../../tests/fixtures/data-folder.ts";
import {
  cellsOf,
  readWholeTable,
  type WholeTable,
} from "../../../tests/fixtures/read-whole-table.ts";
import { writeCsv } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

const DATA = dataFolder ?? "";
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(DATA, name)));
const read = (name: string, sheet = 0): WholeTable =>
  readWholeTable(bytesOf(name), { sheet }, name);
const facts = ({ overview, columns, rows, summary }: WholeTable) => ({
  encoding: overview.format.encoding,
  separator: overview.format.separator,
  columns: columns.length,
  rows: rows.length,
  lastLine: rows.at(-1)?.line,
  warnings: summary.warningCount,
});
const utf8 = (separator: string, columns: number, rows: number, lastLine = rows + 1) => ({
  encoding: "utf-8",
  separator,
  columns,
  rows,
  lastLine,
  warnings: 0,
});

describe.skipIf(dataFolder === null)("real files (needs ../shared/data)", () => {
  it("[F15] NACRES: 2005 codes, the same in .xls, .xlsx and .tsv", () => {
    const [xls, xlsx, tsv] = [
      "nacres-janvier-2022.xls",
      "nacres-janvier-2022.xlsx",
      "nacres-2022.tsv",
    ].map((name) => read(`nacres/${name}`));
    const padded = (table: WholeTable | undefined) =>
      table?.rows.map(({ line, cells }) => [
        line,
        ...Array.from({ length: 7 }, (_, column) => cells[column] ?? ""),
      ]);

    expect([xls?.rows.length, xls?.rows.at(-1)?.line]).toEqual([2005, 2006]);
    expect([padded(xlsx), padded(tsv)]).toEqual([padded(xls), padded(xls)]);
    expect([xlsx?.columns, tsv?.columns]).toEqual([xls?.columns, xls?.columns]);
    const codes = xls?.rows.map((row) => row.cells[0] ?? "") ?? [];
    expect(codes.filter((code) => /\s/.test(code))).toEqual([
      "AA.1 ",
      "AB.0 ",
      "TB.0 ",
      "TB.1 ",
      "XB. 09",
      "XC.1 ",
      "XC.3 ",
    ]);
    expect(
      xls?.rows
        .flatMap((row) => row.cells.slice(2))
        .filter((account) => !/^(\d{7,8})?$/.test(account)),
    ).toEqual([]);
  });

  it("[F9] NACRES: the requests' dates are days in .xls as in .xlsx", () => {
    const [xls, xlsx] = ["xls", "xlsx"].map((kind) =>
      read(`nacres/nacres-janvier-2022.${kind}`, 1),
    );

    expect(xls?.rows.length).toBe(9);
    expect(cellsOf(xlsx as WholeTable)).toEqual(cellsOf(xls as WholeTable));
    expect(xls?.rows.map((row) => row.cells[3])).toEqual(
      expect.arrayContaining(["2016-03-23", "2016-07-04"]),
    );
    expect(xls?.columns.map((column) => column.name)[3]).toBe("Date création");
  });

  it("[F5] RNSR: 4506 rows over 4585 lines", () => {
    const table = read("rnsr/fr-esr-structures-recherche-publiques-actives_2022-02.csv");
    const text = new TextDecoder().decode(
      bytesOf("rnsr/fr-esr-structures-recherche-publiques-actives_2022-02.csv"),
    );

    expect(facts(table)).toEqual(utf8(";", 34, 4506, 4584));
    expect(new Set(table.rows.map((row) => row.cells[0])).size).toBe(4506);
    expect(
      table.rows.filter((row) => row.cells.some((cell) => cell.includes("\n"))).length,
    ).toBeGreaterThan(30);
    const lines = text.split("\n");
    for (const row of table.rows)
      expect(lines[row.line - 1]?.includes(row.cells[0] ?? "?")).toBe(true);
  });

  it.each([
    ["etablissements/principaux-etablissements_2019.csv", utf8(";", 28, 339)],
    ["etablissements/principaux-etablissements_2020-10.csv", utf8(";", 80, 266)],
    ["etablissements/principaux-etablissements_2023-10.csv", utf8(";", 120, 250)],
    ["etablissements/fr-cpesr-etablissements.csv", utf8(",", 7, 294)],
    ["etablissements/fr-cpesr-siren.csv", utf8(";", 5, 343)],
    ["etablissements/ecoles-doctorales_sans-personnes.csv", utf8(";", 37, 266)],
    [
      "rnsr/fr-esr-structures-recherche-publiques-actives-with-grid_2022-02.csv",
      utf8(",", 36, 1640, 1657),
    ],
    [
      "qualite/Mise_en_qualite_Problemes_et_solutions.csv",
      { ...utf8(";", 7, 31, 94), encoding: "windows-1252" },
    ],
    ["supann/tables/diplome_SISE", utf8(";", 5, 27_062, 27_066)],
    ["supann/tables/activite_PCS-ESE", utf8(";", 2, 429, 468)],
    ["supann/tables/role_SUPANN", utf8(";", 2, 157, 160)],
    ["cog/communes-2024.csv", utf8(",", 12, 37_544)],
    ["cog/mouvements-communes-2024.csv", utf8(",", 14, 13_284)],
    ["cog/regions-2024.csv", utf8(",", 6, 18)],
    ["nomenclatures-esr/pays-cog-esup-stage.csv", utf8(",", 8, 251)],
    ["identifiants/invalides.tsv", utf8("\t", 4, 61)],
    ["record-linkage/febrl-dataset1.csv", utf8(",", 11, 1000)],
  ])("[F4] %s", (name, expected) => {
    expect(facts(read(name))).toEqual(expected);
  });

  it("[F3] the Windows-1252 file keeps its typography", () => {
    const text = cellsOf(read("qualite/Mise_en_qualite_Problemes_et_solutions.csv"))
      .flat()
      .join(" ");

    expect(text).toMatch(/’/);
    expect(text).not.toMatch(/[\u0080-\u009f\ufffd]/);
  });

  it("[F5] SISE labels with unescaped quotes are kept", () => {
    const labels = cellsOf(read("supann/tables/diplome_SISE")).flat();
    expect(labels.filter((label) => label.includes('"')).length).toBe(3);
  });

  it("[F14] ROR records, one per line", () => {
    const table = read("ror/ror-fr-v2-education-300.ndjson");

    expect([table.overview.format.kind, table.rows.length]).toEqual(["ndjson", 300]);
    expect(table.columns.map((column) => column.name)).toContain("admin.created.date");
  });

  it("[F18] every other file is read or refused with a fault", () => {
    for (const folder of [
      "crisalid/people",
      "crisalid/organizations",
      "supann/tables",
      "cog",
      "record-linkage",
      "identifiants",
    ]) {
      for (const name of readdirSync(join(DATA, folder))) {
        if (/\.(gz|md)$/.test(name)) continue;
        expect([name, read(`${folder}/${name}`).rows.length > 0]).toEqual([name, true]);
      }
    }
  });

  it.each([
    "nacres/nacres-janvier-2022.xls",
    "etablissements/principaux-etablissements_2023-10.csv",
    "qualite/Mise_en_qualite_Problemes_et_solutions.csv",
  ])("[F22] %s written again reads the same", (name) => {
    const table = read(name);
    const width = table.columns.length;
    const rows = table.rows.map((row) =>
      Array.from({ length: width }, (_, column) => row.cells[column] ?? ""),
    );
    const again = {
      name: "copie",
      columns: table.columns.map((column) => ({ title: column.name })),
      rows,
    };

    for (const bytes of [writeXlsx([again]), writeCsv(again)]) {
      const back = readWholeTable(bytes, { headerLine: 1 });
      expect(back.columns).toEqual(table.columns);
      expect(
        back.rows.map((row) =>
          Array.from({ length: width }, (_, column) => row.cells[column] ?? ""),
        ),
      ).toEqual(rows);
    }
  });
});
