/**
 * The text of a spreadsheet number as a steward expects it: no exponent, no `.0`, and the 15
 * significant digits a spreadsheet keeps (0.1 + 0.2 reads `0.3`).
 */
export function numberText(value: number): string {
  if (Number.isInteger(value)) {
    return Math.abs(value) < 1e21 ? String(value === 0 ? 0 : value) : BigInt(value).toString();
  }
  return withoutExponent(String(Number(value.toPrecision(15))));
}

/** True when a spreadsheet cannot have kept every digit of this number: whole, and over 15 digits. */
export const isImprecise = (value: number): boolean =>
  Number.isInteger(value) && Math.abs(value) >= 1e15;

function withoutExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", first = "", rest = "", exponent = ""] = match;
  return `${sign}0.${"0".repeat(Number(exponent) - 1)}${first}${rest}`;
}
