const SIGNS: { readonly [blank: string]: string } = { "\t": "⇥", "\n": "↵", "\r": "" };

/**
 * A cell as it stood with the blanks that were not kept made visible: those at its ends, those doubled, line ends and
 * tabs, and all of them where the kept value has none.
 */
export function showBlanks(value: string, kept: string): string {
  const dropped = /\s/.test(kept) ? /^\s+|\s+$|(?<=\s)\s+|[\t\n\r]+/g : /\s+/g;
  return value.replaceAll(dropped, (blanks) =>
    [...blanks].map((blank) => SIGNS[blank] ?? "␣").join(""),
  );
}
