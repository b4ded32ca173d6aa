const texts = new Map<string, string>();

/** Keeps the words of a value chosen in a filter, so that its chip can say them. */
export function rememberValueText(columnId: string, value: string, text: string): void {
  texts.set(`${columnId}\u0000${value}`, text);
}

/** The words of a value seen in a filter of this session, if any. */
export function recallValueText(columnId: string, value: string): string | undefined {
  return texts.get(`${columnId}\u0000${value}`);
}
