import type { RecordId } from "../../../shared/base/index.ts";
import type { DataApi, ViewQuery } from "../../data-worker/data-api.ts";

/**
 * The next record of the list with a warning or worse, after the active one and then from the top, with the column of its
 * worst finding; null when the list has none. `query` is that of the view on screen.
 */
export async function nextFinding(
  data: Pick<DataApi, "openView" | "closeView" | "ids" | "rows" | "rowIndex">,
  query: ViewQuery,
  viewId: string,
  active: RecordId | null,
): Promise<{ readonly id: RecordId; readonly attribute: string | undefined } | null> {
  const found = await data.openView({
    ...query,
    filters: [
      ...query.filters,
      { kind: "finding", severities: ["avertissement", "erreur", "fatale"] },
    ],
  });
  try {
    if (found.total === 0) return null;
    const ids = await data.ids(found.viewId);
    const here = active === null ? -1 : await data.rowIndex(viewId, active);
    const at = await firstAfter(ids.length, here, (position) =>
      data.rowIndex(viewId, ids[position] as RecordId),
    );
    const place = at < ids.length ? at : 0;
    const [row] = await data.rows(found.viewId, place, place + 1);
    if (!row) return null;
    const worst = row.findings?.find((finding) => finding.severity === row.severity);
    return { id: row.id, attribute: worst?.attribute };
  } finally {
    await data.closeView(found.viewId);
  }
}

/**
 * First of `count` ordered positions whose index is greater than `here`; `count` when there is none. Both lists are in the
 * same order, so a few questions are enough whatever their length.
 */
export async function firstAfter(
  count: number,
  here: number,
  indexOf: (position: number) => Promise<number>,
): Promise<number> {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((await indexOf(middle)) > here) high = middle;
    else low = middle + 1;
  }
  return low;
}
