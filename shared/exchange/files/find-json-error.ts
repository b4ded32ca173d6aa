const TOKEN =
  /\s*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:]))/y;

type Wanted = "value" | "value-or-end" | "name" | "name-or-end" | "colon" | "comma-or-end";

/**
 * Offset of the first character that makes a text no JSON, for a text that `JSON.parse` refused: its own
 * messages do not always say. The end of the text when something is missing there.
 */
export function findJsonError(text: string): number {
  const open: ("{" | "[")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const start = at + (/^\s*/.exec(text.slice(at, at + 1000))?.[0].length ?? 0);
    if (!match) return Math.min(start, text.length);
    const [whole, string, scalar, sign] = match;
    const next = after(wanted, string, scalar, sign, open);
    if (next === null) return start;
    wanted = next;
    at += whole.length;
    if (open.length === 0 && wanted === "comma-or-end") {
      const rest = text.slice(at).search(/\S/);
      return rest < 0 ? text.length : at + rest;
    }
  }
}

/** What may follow a token, the stack of open brackets kept in step; null when the token has no place there. */
function after(
  wanted: Wanted,
  string: string | undefined,
  scalar: string | undefined,
  sign: string | undefined,
  open: ("{" | "[")[],
): Wanted | null {
  if (wanted === "name" || wanted === "name-or-end") {
    if (string !== undefined) return "colon";
    if (sign !== "}" || wanted === "name") return null;
    open.pop();
    return "comma-or-end";
  }
  if (wanted === "colon") return sign === ":" ? "value" : null;
  if (wanted === "comma-or-end") {
    if (sign === ",") return open.at(-1) === "{" ? "name" : "value";
    if (sign !== (open.at(-1) === "{" ? "}" : "]")) return null;
    open.pop();
    return "comma-or-end";
  }
  if (string !== undefined || scalar !== undefined) return "comma-or-end";
  if (sign === "]" && wanted === "value-or-end") {
    open.pop();
    return "comma-or-end";
  }
  if (sign !== "{" && sign !== "[") return null;
  open.push(sign);
  return sign === "{" ? "name-or-end" : "value-or-end";
}
