/** The letters of the national check keys: no I, O, Q. */
const ALPHABET_23 = "ABCDEFGHJKLMNPRSTUVWXYZ";
const ALPHABET_34 = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

const digitAt = (text: string, index: number): number => text.charCodeAt(index) - 48;

/** True when every character of the text from `start` to `end` (excluded) is a digit. */
export function areDigits(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const digit = digitAt(text, index);
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  return end <= text.length;
}

/** The key letter of a number modulo 23: UAI (7 digits), RNSR (9), INE of the BEA (10). */
export function keyLetter23(text: string, digits: number): string {
  let remainder = 0;
  for (let index = 0; index < digits; index += 1)
    remainder = (remainder * 10 + digitAt(text, index)) % 23;
  return ALPHABET_23.charAt(remainder);
}

/** Luhn over the first `length` characters, all digits. */
export function isLuhn(text: string, length: number): boolean {
  let sum = 0;
  for (let index = 0; index < length; index += 1) {
    const digit = digitAt(text, index);
    const doubled = (length - index) % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Sum of the digits. */
export function digitSum(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum += digitAt(text, index);
  return sum;
}

/** ISO 7064 MOD 11-2 over the first 15 digits (ORCID, ISNI): a digit or X. */
export function mod11And2Key(text: string): string {
  let total = 0;
  for (let index = 0; index < 15; index += 1) total = (total + digitAt(text, index)) * 2;
  return writtenElevenths((12 - (total % 11)) % 11);
}

/** Key of a PPN of eight digits (IdRef): weights 9 down to 2. */
export function ppnKey(text: string): string {
  let sum = 0;
  for (let index = 0; index < 8; index += 1) sum += digitAt(text, index) * (9 - index);
  return writtenElevenths((11 - (sum % 11)) % 11);
}

const writtenElevenths = (key: number): string => (key === 10 ? "X" : String(key));

/** The two-digit key of a ROR identifier from its first seven characters (Crockford base 32). */
export function rorKey(text: string): string {
  let number = 0;
  for (let index = 0; index < 7; index += 1)
    number = number * 32 + CROCKFORD.indexOf(text.charAt(index));
  return String(98 - ((number * 100) % 97)).padStart(2, "0");
}

/** True when the two-character key of a French VAT number fits its SIREN: numeric form, else the alphanumeric one. */
export function isVatKey(key: string, siren: string): boolean {
  if (areDigits(key, 0, 2)) return Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
  const [first, second] = [ALPHABET_34.indexOf(key.charAt(0)), ALPHABET_34.indexOf(key.charAt(1))];
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

/** The key digit of an INE in base 36 (NNE) from its first ten characters. */
export function nneKey(text: string): string {
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number.parseInt(text.charAt(index), 36);
  return String((sum * 6 + Number.parseInt(text.charAt(9), 36)) % 10);
}

/** The key of a NIR: 97 minus its first 13 characters modulo 97, Corsica 2A counted 19 and 2B 18. */
export function nirKey(text: string): string {
  const number = Number(text.slice(0, 13).replace("2A", "19").replace("2B", "18"));
  return String(97 - (number % 97)).padStart(2, "0");
}
