/** A CSV of external structures, with as many rows as asked, all different and all fit to be created. */
export function makeLargeCsv(rows: number): {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
} {
  const lines = ["Code;Libellé;Sigle;Commune"];
  for (let at = 1; at <= rows; at++)
    lines.push(`${codeOf(at)};Structure d’essai n° ${at};S${at};Valmorin`);
  return {
    name: "grand-fichier.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${lines.join("\r\n")}\r\n`),
  };
}

/** An invented number with its right key letter. */
const codeOf = (at: number): string => {
  const digits = 300_000_000 + at;
  return `${digits}${"ABCDEFGHJKLMNPRSTUVWXYZ"[digits % 23]}`;
};
