/** The cell each list was left on, while the page lives: coming back puts the focus there again. */
const cells = new Map<string, { readonly row: string; readonly column: string | undefined }>();

/** Remembers the cell a list is on. */
export const rememberCell = (list: string, row: string, column: string | undefined): void =>
  void cells.set(list, { row, column });

/** The cell the list was left on; undefined at the first visit. */
export const recallCell = (
  list: string,
): { readonly row: string; readonly column: string | undefined } | undefined => cells.get(list);
