import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../../shared/base/index.ts";
import type { Attribute, Referential } from "../../../shared/model/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { findingWords } from "../../app/finding-words.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { useRecordsVersion } from "../../app/live-counts.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ViewQuery } from "../../data-worker/data-api.ts";
import type { GridSource } from "../../grid/index.ts";
import type { ExplorerQuery } from "./explorer-query.ts";
import type { OpenView } from "./explorer-state.ts";
import { gridRow, workerFilters } from "./grid-mapping.ts";
import { useExplorer } from "./use-explorer.ts";

/** The rows on screen may still be asked for while the next view opens. */
const CLOSE_DELAY_MS = 2000;

/** Columns hidden, by name: the same names in another array hide the same columns. */
export function useVisibleColumns(
  referential: Referential,
  hidden: readonly string[],
): readonly Attribute[] {
  const names = hidden.join("\u0000");
  return useMemo(() => {
    const away = new Set(names.split("\u0000"));
    return referential.attributes.filter(({ name }) => !away.has(name));
  }, [referential, names]);
}

/**
 * Opens a view of the worker for what the list asks, another whenever the question or the records change, and gives
 * it to the grid as its source. `view` is null until the first one is open.
 */
export function useExplorerView(
  referential: Referential,
  columns: readonly Attribute[],
  query: ExplorerQuery,
): {
  readonly asked: ViewQuery;
  readonly view: OpenView | null;
  readonly source: GridSource;
} {
  const { t, i18n } = useTranslation("explorer");
  const language = chooseLanguage(i18n.language);
  const { data } = useWorkspace();
  const { asAt } = useAsAt();
  const fail = useNotices((state) => state.fail);
  const version = useRecordsVersion(referential.id);
  const view = useExplorer((state) => state.view);
  const dispatch = useExplorer((state) => state.dispatch);

  const asked = useMemo<ViewQuery>(
    () => ({
      referential: referential.id,
      columns: columns.map(({ name }) => name),
      sort: query.sort.map(({ columnId, direction }) => ({
        attribute: columnId,
        descending: direction === "descending",
      })),
      filters: workerFilters(query.filters, referential, language),
      search: query.search,
      asAt,
    }),
    [referential, columns, query, asAt, language],
  );

  useEffect(() => () => dispatch({ type: "left" }), [dispatch]);
  useEffect(() => {
    let current = true;
    const opening = data.openView(asked);
    opening.then(
      (opened) => current && dispatch({ type: "viewOpened", view: { ...opened, columns } }),
      fail,
    );
    return () => {
      current = false;
      setTimeout(
        () => void opening.then(({ viewId }) => data.closeView(viewId)).catch(() => undefined),
        CLOSE_DELAY_MS,
      );
    };
  }, [data, asked, columns, version, dispatch, fail]);

  const source = useMemo<GridSource>(() => {
    const yes = t("yes");
    return {
      version: view?.viewId ?? "none",
      total: view?.total ?? 0,
      getRows: async (from, to) =>
        view
          ? (await data.rows(view.viewId, from, to)).map((row) =>
              gridRow(row, view.columns, yes, (finding) =>
                findingWords(finding, referential, language, t),
              ),
            )
          : [],
      indexOf: async (id) => (view ? data.rowIndex(view.viewId, id as RecordId) : -1),
    };
  }, [view, data, referential, language, t]);

  return { asked, view, source };
}
