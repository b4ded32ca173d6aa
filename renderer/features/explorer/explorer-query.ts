import type { GridFilter, GridSort } from "../../grid/grid-props.ts";

/** What a list shows: text searched, order, filters. It lives in the address, so that a link shows the same rows. */
export type ExplorerQuery = {
  readonly search: string;
  readonly sort: readonly GridSort[];
  readonly filters: readonly GridFilter[];
};

export const EVERYTHING: ExplorerQuery = { search: "", sort: [], filters: [] };

/** The query of an address; null when the address says nothing of it. What cannot be read is left out. */
export function readExplorerQuery(params: URLSearchParams): ExplorerQuery | null {
  if (!["q", "tri", "filtres"].some((name) => params.has(name))) return null;
  return {
    search: params.get("q") ?? "",
    sort: (params.get("tri") ?? "")
      .split(",")
      .filter((part) => part.replace(/^-/, "") !== "")
      .map((part) =>
        part.startsWith("-")
          ? { columnId: part.slice(1), direction: "descending" as const }
          : { columnId: part, direction: "ascending" as const },
      ),
    filters: readFilters(params.get("filtres")),
  };
}

/** The address of a query: the present parameters with those of the query replaced. */
export function writeExplorerQuery(params: URLSearchParams, query: ExplorerQuery): URLSearchParams {
  const next = new URLSearchParams(params);
  const set = (name: string, value: string): void => {
    if (value === "") next.delete(name);
    else next.set(name, value);
  };
  set("q", query.search);
  set(
    "tri",
    query.sort
      .map(({ columnId, direction }) => (direction === "descending" ? `-${columnId}` : columnId))
      .join(","),
  );
  set("filtres", query.filters.length === 0 ? "" : JSON.stringify(query.filters));
  return next;
}

/** True when the list is neither searched nor filtered. */
export const showsEverything = (query: ExplorerQuery): boolean =>
  query.search === "" && query.filters.length === 0;

function readFilters(text: string | null): readonly GridFilter[] {
  if (text === null) return [];
  try {
    const filters = JSON.parse(text) as unknown;
    return Array.isArray(filters) ? filters.filter(isFilter) : [];
  } catch {
    return [];
  }
}

function isFilter(value: unknown): value is GridFilter {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  const filter = value as Record<string, unknown>;
  switch (filter["kind"]) {
    case "values":
      return typeof filter["columnId"] === "string" && isTexts(filter["values"]);
    case "condition":
      return typeof filter["columnId"] === "string" && typeof filter["operator"] === "string";
    case "state":
      return isTexts(filter["states"]);
    case "finding":
      return isTexts(filter["severities"]);
    default:
      return false;
  }
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === "string");
