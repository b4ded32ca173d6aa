/** A pattern may cost at most this many backtracking paths on the longest text it may meet (MM7). */
const MAX_PATHS = 1_000_000;
const MAX_PATTERN_LENGTH = 200;

/** A piece of a pattern: `paths` bounds the ways it can match, `fixed` says it always takes the same single way. */
type Piece = { readonly paths: number };

/**
 * Judges a regular expression of a model document without running it (MM7): null when it is safe, else why not, in
 * English. The grammar is closed: literals, escapes, classes, groups, alternation, quantifiers, anchors. The number of
 * backtracking paths over a text of `maxLength` characters is bounded from the structure alone, which refuses
 * exponential and high-degree polynomial patterns; what the reader does not understand is refused as well.
 */
export function checkPattern(pattern: string, maxLength: number): string | null {
  if (pattern.length > MAX_PATTERN_LENGTH)
    return `at most ${String(MAX_PATTERN_LENGTH)} characters`;
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return error instanceof Error ? error.message : "not a regular expression";
  }
  const reader = { pattern, position: 0, maxLength };
  try {
    const whole = readAlternation(reader);
    if (reader.position < pattern.length)
      return `a pattern understood to its end (stopped at ${String(reader.position)})`;
    const starts = pattern.startsWith("^") && !hasTopLevelBar(pattern) ? 1 : maxLength;
    return whole.paths * starts > MAX_PATHS
      ? "a pattern whose cost stays bounded: anchor it with ^ and use fewer open repetitions"
      : null;
  } catch (error) {
    if (error instanceof PatternRefused) return error.message;
    throw error;
  }
}

class PatternRefused extends Error {}

type Reader = { readonly pattern: string; position: number; readonly maxLength: number };

const ONE: Piece = { paths: 1 };

function readAlternation(reader: Reader): Piece {
  let paths = readSequence(reader).paths;
  while (reader.pattern[reader.position] === "|") {
    reader.position += 1;
    paths += readSequence(reader).paths;
  }
  return { paths };
}

function readSequence(reader: Reader): Piece {
  let paths = 1;
  while (
    reader.position < reader.pattern.length &&
    !"|)".includes(reader.pattern.charAt(reader.position))
  ) {
    paths *= readRepeated(reader).paths;
  }
  return { paths };
}

function readRepeated(reader: Reader): Piece {
  const atom = readAtom(reader);
  const [least, most] = readQuantifier(reader);
  if (most === 1 && least === 1) return atom;
  const bound = Math.min(most, reader.maxLength);
  if (atom.paths === 1) return { paths: Math.max(bound - least + 1, 1) };
  let [total, power] = [0, 1];
  for (let times = 0; times <= bound; times += 1) {
    if (times >= least) total += power;
    power *= atom.paths;
    if (power > MAX_PATHS) return { paths: times + 1 > bound ? total : Infinity };
  }
  return { paths: total };
}

function readQuantifier(reader: Reader): readonly [number, number] {
  const rest = reader.pattern.slice(reader.position);
  const match = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(rest);
  if (!match) return [1, 1];
  reader.position += match[0].length;
  if (match[1] === "*") return [0, Infinity];
  if (match[1] === "+") return [1, Infinity];
  if (match[1] === "?") return [0, 1];
  const least = Number(match[2]);
  if (match[3] === undefined) return [least, least];
  return [least, match[4] === "" ? Infinity : Number(match[4])];
}

function readAtom(reader: Reader): Piece {
  const { pattern } = reader;
  const character = pattern.charAt(reader.position);
  if (character === "(") return readGroup(reader);
  if (character === "[") {
    const match = /^\[(?:\\.|[^\]\\])*\]/u.exec(pattern.slice(reader.position));
    if (!match) throw new PatternRefused("a closed character class");
    reader.position += match[0].length;
    return ONE;
  }
  if (character === "\\") {
    const match =
      /^\\(?:[dDwWsSbtnrfv]|[pP]\{[A-Za-z_=]+\}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|[$()*+./?[\\\]^{|}-])/.exec(
        pattern.slice(reader.position),
      );
    if (!match) throw new PatternRefused("a pattern without back-reference or rare escape");
    reader.position += match[0].length;
    return ONE;
  }
  if (character === "" || "*+?{}".includes(character))
    throw new PatternRefused("an understood pattern");
  reader.position += 1;
  return ONE;
}

function readGroup(reader: Reader): Piece {
  const match = /^\((?:\?:|\?<[A-Za-z]\w*>)?/.exec(reader.pattern.slice(reader.position))!;
  reader.position += match[0].length;
  if (reader.pattern[reader.position] === "?")
    throw new PatternRefused("a pattern without look-around or flags");
  const inner = readAlternation(reader);
  if (reader.pattern[reader.position] !== ")") throw new PatternRefused("closed groups");
  reader.position += 1;
  return inner;
}

/** True when `|` stands outside every group: `^` then anchors only the first branch. */
function hasTopLevelBar(pattern: string): boolean {
  let depth = 0;
  for (const match of pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gu)) {
    if (match[0] === "(") depth += 1;
    else if (match[0] === ")") depth -= 1;
    else if (match[0] === "|" && depth === 0) return true;
  }
  return false;
}
