import Add from "@mui/icons-material/Add";
import Search from "@mui/icons-material/Search";
import ViewSidebar from "@mui/icons-material/ViewSidebarOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import Tooltip from "@mui/material/Tooltip";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import type { RecordId } from "../../../shared/base/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { findingWords } from "../../app/finding-words.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useRecordsVersion } from "../../app/live-counts.ts";
import { useNotices } from "../../app/notices.ts";
import { usePreferences } from "../../app/preferences.ts";
import { useUndo } from "../../app/use-undo.ts";
import { useTitle } from "../../app/use-title.ts";
import { ViewSwitch } from "../../app/view-switch.tsx";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ReferentialCard, ViewQuery } from "../../data-worker/data-api.ts";
import {
  Grid,
  type GridEdit,
  type GridEditOutcome,
  type GridHandle,
  type GridSource,
} from "../../grid/index.ts";
import { EmptyState, PageHeader, SplitPanel, StateChip, useShortcuts } from "../../ui/index.ts";
import { RecordPanel } from "../record/index.ts";
import type { ExplorerMemory } from "./explorer-memory.ts";
import {
  EVERYTHING,
  readExplorerQuery,
  showsEverything,
  writeExplorerQuery,
  type ExplorerQuery,
} from "./explorer-query.ts";
import { cellEdits, gridColumns, gridRow, hiddenAtFirst, workerFilters } from "./grid-mapping.ts";
import { recallCell, rememberCell } from "./last-cell.ts";
import { nextFinding } from "./next-finding.ts";
import { NewRecordDialog } from "./new-record-dialog.tsx";
import { SelectionActions } from "./selection-actions.tsx";
import { useExplorer } from "./use-explorer.ts";

/** The list of one référentiel: views of the worker in, gestures out. It keeps no record but those on screen. */
export function Explorer({
  card,
  referential,
  memory,
  remember,
}: {
  readonly card: ReferentialCard;
  readonly referential: Referential;
  readonly memory: ExplorerMemory;
  readonly remember: (change: Partial<ExplorerMemory>) => void;
}) {
  const { t, i18n } = useTranslation("explorer");
  const formats = useFormats();
  const language = chooseLanguage(i18n.language);
  const navigate = useNavigate();
  const { data, host } = useWorkspace();
  const { asAt } = useAsAt();
  const { density, panelWidth, keep } = usePreferences();
  const { fail, say } = useNotices();
  const version = useRecordsVersion(card.id);
  const undo = useUndo();
  const { view, active, dispatch } = useExplorer();
  const [params, setParams] = useSearchParams();
  const [creating, setCreating] = useState(false);
  const grid = useRef<GridHandle>(null);
  useTitle(card.label[language]);

  // The address rules; without one, the list comes back as it was left.
  const asked = readExplorerQuery(params);
  const query = useMemo<ExplorerQuery>(
    () => asked ?? memory.query ?? EVERYTHING,
    // oxlint-disable-next-line react/exhaustive-deps -- the address is compared by its text, not by the object read from it
    [params.toString(), memory.query],
  );
  const show = (change: Partial<ExplorerQuery>): void => {
    const next = { ...query, ...change };
    remember({ query: next });
    setParams(writeExplorerQuery(params, next), { replace: true });
  };

  const layout = memory.layout ?? { hidden: hiddenAtFirst(referential) };
  const hidden = layout.hidden ?? [];
  const visible = useMemo(
    () => referential.attributes.filter(({ name }) => !hidden.includes(name)),
    // oxlint-disable-next-line react/exhaustive-deps -- hidden columns are compared by their names
    [referential, hidden.join("\u0000")],
  );
  const columns = useMemo(
    () => gridColumns(referential, language, (target, text) => data.lookup(target, text, 12)),
    [referential, language, data],
  );

  const viewQuery = useMemo<ViewQuery>(
    () => ({
      referential: card.id,
      columns: visible.map(({ name }) => name),
      sort: query.sort.map(({ columnId, direction }) => ({
        attribute: columnId,
        descending: direction === "descending",
      })),
      filters: workerFilters(query.filters, referential, language),
      search: query.search,
      asAt,
    }),
    [card.id, referential, visible, query, asAt, language],
  );

  useEffect(() => () => dispatch({ type: "left" }), [dispatch]);
  useEffect(() => {
    let current = true;
    const opening = data.openView(viewQuery);
    opening.then((opened) => current && dispatch({ type: "viewOpened", view: opened }), fail);
    return () => {
      current = false;
      // The rows on screen may still be asked for while the next view opens.
      setTimeout(
        () => void opening.then(({ viewId }) => data.closeView(viewId)).catch(() => undefined),
        2000,
      );
    };
  }, [data, viewQuery, version, dispatch, fail]);

  const source = useMemo<GridSource>(() => {
    const yes = t("yes");
    return {
      version: view ? `${view.viewId}` : "none",
      total: view?.total ?? 0,
      getRows: async (from, to) =>
        view
          ? (await data.rows(view.viewId, from, to)).map((row) =>
              gridRow(row, visible, yes, (finding) =>
                findingWords(finding, referential, language, t),
              ),
            )
          : [],
      indexOf: async (id) => (view ? data.rowIndex(view.viewId, id as RecordId) : -1),
    };
    // oxlint-disable-next-line react/exhaustive-deps -- another view means other rows; the columns of a view are those it was opened with
  }, [view, data, referential, language, t]);

  // A finding or a search result leads here: its cell takes the focus, then the address forgets it.
  const wanted = params.get("fiche");
  const wantedColumn = params.get("champ") ?? undefined;
  const viewId = view?.viewId;
  useEffect(() => {
    if (!wanted || viewId === undefined) return;
    void grid.current?.goToCell(wanted, wantedColumn).then((found) => {
      if (!found) return;
      const next = new URLSearchParams(params);
      next.delete("fiche");
      next.delete("champ");
      setParams(next, { replace: true });
    });
    // oxlint-disable-next-line react/exhaustive-deps -- once per record wanted and view opened
  }, [wanted, wantedColumn, viewId]);

  // Coming back without an address for a cell puts the focus where it was.
  const [left] = useState(() => (params.has("fiche") ? undefined : recallCell(card.id)));
  const returned = useRef(false);
  useEffect(() => {
    if (viewId === undefined || left === undefined || returned.current) return;
    returned.current = true;
    void grid.current?.goToCell(left.row, left.column);
  }, [viewId, left]);

  // The panel shows the first record until a row is chosen.
  const firstShown = memory.panel === true && active === null && viewId !== undefined;
  useEffect(() => {
    if (!firstShown || viewId === undefined) return;
    data
      .rows(viewId, 0, 1)
      .then(([row]) => row && dispatch({ type: "rowActivated", id: row.id }), fail);
  }, [firstShown, viewId, data, dispatch, fail]);

  const editable = card.rights.edit && asAt === null;
  const edit = async (gesture: GridEdit): Promise<GridEditOutcome> => {
    const count = gesture.cells.length + gesture.newRows.length;
    const outcome = await data.editCells(
      card.id,
      cellEdits(gesture, referential),
      t(`gesture.${gesture.gesture}`, { count, name: card.label[language] }),
    );
    return {
      refused: outcome.refused.map((cell) => ({
        ...(cell.recordId === null ? {} : { rowId: cell.recordId }),
        columnId: cell.attribute,
        text: cell.text,
        reason: t(`refused.${cell.reason}`),
      })),
    };
  };
  const open = (id: string): void => void navigate(`/referentiels/${card.id}/fiches/${id}`);
  const panelOpen = memory.panel === true;

  const goToNextFinding = async (): Promise<void> => {
    if (!view) return;
    const next = await nextFinding(data, viewQuery, view.viewId, active);
    if (next === null) say(t("noFinding"));
    else await grid.current?.goToCell(next.id, next.attribute);
  };

  useShortcuts([
    {
      id: "explorer-finding",
      keys: "F8",
      label: t("shortcut.finding"),
      group: t("shortcut.group"),
      onTrigger: () => void goToNextFinding().catch(fail),
    },
    {
      id: "explorer-search",
      keys: "Mod+F",
      label: t("shortcut.search"),
      group: t("shortcut.group"),
      onTrigger: () => document.getElementById("explorer-search")?.focus(),
    },
    {
      id: "explorer-panel",
      keys: "Mod+I",
      label: t("shortcut.panel"),
      group: t("shortcut.group"),
      onTrigger: () => remember({ panel: !panelOpen }),
    },
  ]);

  return (
    <SplitPanel
      panelLabel={t("panel")}
      panel={
        panelOpen && active ? (
          <RecordPanel referential={referential} recordId={active} />
        ) : panelOpen ? (
          <EmptyState sentence={t("panelEmpty")} />
        ) : undefined
      }
      onClosePanel={() => remember({ panel: false })}
      width={{ value: panelWidth, onChange: (width) => keep({ panelWidth: width }) }}
      minWidth={360}
    >
      <PageHeader
        title={card.label[language]}
        facts={
          <>
            <span>
              {view && !showsEverything(query)
                ? t("shown", { shown: view.total, count: view.all })
                : t("records", { count: view?.all ?? card.records })}
            </span>
            {card.drafts > 0 && (
              <StateChip state="draft" label={t("drafts", { count: card.drafts })} />
            )}
          </>
        }
        actions={
          <>
            <ViewSwitch referential={referential} current="grid" />
            {editable && (
              <Button variant="contained" startIcon={<Add />} onClick={() => setCreating(true)}>
                {t("new", { singular: referential.singular[language] })}
              </Button>
            )}
          </>
        }
      />
      <Box sx={{ flex: 1, minHeight: 0, display: "flex", flexDirection: "column" }}>
        <Grid
          ref={grid}
          label={card.label[language]}
          columns={columns}
          source={source}
          density={density}
          layout={layout}
          onLayout={(next) => remember({ layout: next })}
          sort={query.sort}
          onSort={(sort) => show({ sort })}
          filters={query.filters}
          onFilters={(filters) => show({ filters })}
          countValues={async (columnId, search) => {
            const values = view ? await data.facet(view.viewId, columnId, search) : [];
            return {
              values: values.map(({ text, count }) => ({ value: text, text, count })),
              distinct: values.length,
            };
          }}
          {...(editable ? { onEdit: edit, canAddRows: true } : {})}
          onUndo={undo.undo}
          onRedo={undo.redo}
          onOpenRow={open}
          onActiveRow={(id) =>
            dispatch({ type: "rowActivated", id: (id ?? null) as RecordId | null })
          }
          onSelection={({ fromRow, toRow, activeRowId, activeColumnId }) => {
            if (activeRowId !== undefined) rememberCell(card.id, activeRowId, activeColumnId);
            dispatch({ type: "selectionChanged", rows: Math.max(0, toRow - fromRow + 1) });
          }}
          onFault={fail}
          toolbarStart={
            <QuickSearch
              key={card.id}
              value={query.search}
              onSearch={(search) => show({ search })}
            />
          }
          toolbarEnd={
            <>
              {view && (
                <SelectionActions
                  card={card}
                  viewId={view.viewId}
                  editable={editable}
                  host={host}
                  selectedIds={async () =>
                    ((await grid.current?.selectedRowIds()) ?? []) as readonly RecordId[]
                  }
                />
              )}
              <Tooltip title={panelOpen ? t("closePanel") : t("openPanel")}>
                <IconButton
                  aria-label={panelOpen ? t("closePanel") : t("openPanel")}
                  aria-pressed={panelOpen}
                  onClick={() => remember({ panel: !panelOpen })}
                >
                  <ViewSidebar fontSize="small" />
                </IconButton>
              </Tooltip>
            </>
          }
          footerEnd={asAt === null ? undefined : t("readOnly", { day: formats.date(asAt) })}
          empty={
            view === null ? undefined : showsEverything(query) ? (
              <EmptyState
                sentence={t("empty")}
                hint={editable ? t("emptyHint") : undefined}
                action={
                  editable ? { label: t("emptyNew"), onAct: () => setCreating(true) } : undefined
                }
                secondaryAction={
                  editable
                    ? { label: t("emptyImport"), onAct: () => void navigate(`/import/${card.id}`) }
                    : undefined
                }
              />
            ) : (
              <EmptyState
                sentence={t("nothing")}
                action={{
                  label: t("clearFilters"),
                  onAct: () => show({ filters: [], search: "" }),
                }}
              />
            )
          }
        />
      </Box>
      {creating && (
        <NewRecordDialog
          referential={referential}
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false);
            open(id);
          }}
        />
      )}
    </SplitPanel>
  );
}

const SEARCH_DELAY_MS = 120;

/** Search as you type over every searched attribute of the list. */
function QuickSearch({
  value,
  onSearch,
}: {
  readonly value: string;
  readonly onSearch: (text: string) => void;
}) {
  const { t } = useTranslation("explorer");
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(onSearch);
  latest.current = onSearch;
  useEffect(() => {
    if (document.activeElement?.id !== "explorer-search") setText(value);
  }, [value]);
  return (
    <TextField
      id="explorer-search"
      type="search"
      value={text}
      placeholder={t("search")}
      onChange={(event) => {
        setText(event.target.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => latest.current(event.target.value), SEARCH_DELAY_MS);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || text === "") return;
        event.stopPropagation();
        setText("");
        latest.current("");
      }}
      sx={{ width: 250, "& input": { py: "5px" } }}
      slotProps={{
        htmlInput: { "aria-label": t("search") },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Search fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
