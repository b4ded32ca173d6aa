/** The first table of an HTML fragment as rows of texts; undefined when there is none. */
export function readHtmlTable(html: string): readonly (readonly string[])[] | undefined {
  if (!/<table/i.test(html)) return undefined;
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return undefined;
  return [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => {
      for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
      const text = (cell.textContent ?? "").replaceAll(/[^\S\n]+/g, " ").trim();
      return [text, ...Array<string>(Math.max(0, cell.colSpan - 1)).fill("")];
    }),
  );
}
