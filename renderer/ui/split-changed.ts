export interface ChangedText {
  readonly start: string;
  readonly before: string;
  readonly after: string;
  readonly end: string;
}

/**
 * The part of a text that changed, between what both sides begin and end with, cut at
 * word borders so that a reader sees whole words. Worth showing only when something is common.
 */
export function splitChanged(before: string, after: string): ChangedText {
  const [a, b] = [before.split(/(?<=\s)/u), after.split(/(?<=\s)/u)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end += 1;
  return {
    start: a.slice(0, start).join(""),
    before: a.slice(start, a.length - end).join(""),
    after: b.slice(start, b.length - end).join(""),
    end: a.slice(a.length - end).join(""),
  };
}
