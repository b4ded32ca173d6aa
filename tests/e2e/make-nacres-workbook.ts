import * as XLSX from "xlsx";

/** A workbook in the form of the national one: two sheets, four levels, codes with blanks, accounts as numbers. */
export function makeNacresWorkbook(type: "xls" | "xlsx"): {
  readonly bytes: Buffer;
  readonly codes: number;
  readonly byLength: Readonly<Record<string, number>>;
  readonly tidied: readonly (readonly [string, string])[];
} {
  const codes: string[] = [];
  for (const domain of ["A", "B"])
    for (const level of [[domain], ["A", "B"].map((second) => `${domain}${second}`)].flat()) {
      codes.push(level);
      if (level.length !== 2) continue;
      for (const family of ["0", "1"]) {
        codes.push(`${level}.${family}`);
        for (let last = 1; last <= 9; last++) codes.push(`${level}.${family}${last}`);
      }
    }
  const odd = new Map([
    ["AA.05", "AA.05 "],
    ["BB.19", "BB. 19"],
  ]);
  const rows = codes.map((code, at) => [
    odd.get(code) ?? code,
    `Achats d’essai n° ${at + 1}`,
    code.length === 5 ? 60_600_000 + at : "",
    "",
    "",
    code.length === 5 ? 21_500_000 + at : "",
    "",
  ]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(
    book,
    XLSX.utils.aoa_to_sheet([
      [
        "Codes Nacres",
        "Libellé étendu nouvelle nomenclature achat",
        "Achats non stockés",
        "Maintenance",
        "Location",
        "Achats immobilisés",
        "Achats immobilisés -immo en cours",
      ],
      ...rows,
    ]),
    "NACRES",
  );
  XLSX.utils.book_append_sheet(
    book,
    XLSX.utils.aoa_to_sheet([["Demande"], ["Créer un code"]]),
    "Demande Evolution",
  );
  const byLength: Record<string, number> = {};
  for (const code of codes) byLength[code.length] = (byLength[code.length] ?? 0) + 1;
  return {
    bytes: XLSX.write(book, {
      type: "buffer",
      bookType: type === "xls" ? "biff8" : "xlsx",
    }) as Buffer,
    codes: codes.length,
    byLength,
    tidied: [...odd].map(([kept, given]) => [given.replaceAll(" ", "␣"), kept]),
  };
}
