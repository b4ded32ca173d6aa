import { foldText } from "../../base/index.ts";

export const LEAST_PASSPHRASE = 12;

export type PassphraseStrength = "short" | "weak" | "fair" | "strong";

/** One form for every way of typing the same text (B9). */
export const tidyPassphrase = (typed: string): string => typed.normalize("NFKC");

const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertyuiopasdfghjklzxcvbnm",
];

/**
 * How a passphrase would stand against somebody who took the file (B10). Length decides; what is guessed first is marked down.
 * Only `short` is refused.
 */
export function judgePassphrase(typed: string, login: string): PassphraseStrength {
  const text = tidyPassphrase(typed);
  const characters = [...text];
  if (characters.length < LEAST_PASSPHRASE) return "short";
  const folded = foldText(text).replaceAll(" ", "");
  const name = foldText(login).replaceAll(" ", "");
  const plain = name.length >= 3 ? folded.replaceAll(name, "") : folded;
  if (new Set(characters).size < 5 || plain.length < 8 || isRun(plain)) return "weak";
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(text),
  );
  return characters.length >= 20 || (characters.length >= 16 && kinds.length >= 3)
    ? "strong"
    : "fair";
}

/** True when nearly every character is followed by its neighbour of the alphabet or the keyboard, or by itself. */
function isRun(text: string): boolean {
  let follows = 0;
  for (let place = 1; place < text.length; place += 1) {
    const pair = text.slice(place - 1, place + 1);
    const back = [...pair].reverse().join("");
    if (pair[0] === pair[1] || RUNS.some((run) => run.includes(pair) || run.includes(back)))
      follows += 1;
  }
  return follows >= (text.length - 1) * 0.75;
}
