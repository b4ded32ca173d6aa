import Box from "@mui/material/Box";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { RecordId } from "../../../shared/base/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { useReferentials } from "../../app/referentials.ts";
import { RouteFault } from "../../app/route-fault.tsx";
import { useModel } from "../../app/use-model.ts";
import { useTitle } from "../../app/use-title.ts";
import { PageHeader, useShortcuts } from "../../ui/index.ts";
import { RecordActions } from "./record-actions.tsx";
import { RecordFindings } from "./record-findings.tsx";
import { RecordHistory } from "./record-history.tsx";
import { RecordFacts, RecordPaths } from "./record-identity.tsx";
import { RecordLinks } from "./record-links.tsx";
import { RecordRequests } from "./record-requests.tsx";
import { RecordSheet } from "./record-sheet.tsx";
import { useRecord } from "./use-record.ts";

const TABS = ["fiche", "liens", "historique", "constats", "demandes"] as const;

/** `/referentiels/:referential/fiches/:record`: one record in full. */
export function RecordScreen() {
  const { referential: id = "", record = "" } = useParams();
  const loaded = useReferentials((state) => state.loaded);
  const referential = useModel(id);
  if (loaded && !referential) return <RouteFault missing />;
  return referential ? (
    <RecordPage key={record} referential={referential} recordId={record as RecordId} />
  ) : null;
}

function RecordPage({
  referential,
  recordId,
}: {
  readonly referential: Referential;
  readonly recordId: RecordId;
}) {
  const { t, i18n } = useTranslation("record");
  const navigate = useNavigate();
  const language = chooseLanguage(i18n.language);
  const [params, setParams] = useSearchParams();
  const asked = params.get("onglet");
  const tab = TABS.find((one) => one === asked) ?? "fiche";
  const { state, change } = useRecord(
    referential,
    recordId,
    t("gesture", { singular: referential.singular[language] }),
  );
  const { view } = state;
  useTitle(view ? `${view.key} ${view.title}` : "");

  const show = (next: (typeof TABS)[number], field?: string): void =>
    setParams(
      (present) => {
        const changed = new URLSearchParams(present);
        if (next === "fiche") changed.delete("onglet");
        else changed.set("onglet", next);
        if (field === undefined) changed.delete("champ");
        else changed.set("champ", field);
        return changed;
      },
      { replace: true },
    );
  useShortcuts([
    {
      id: "record-back",
      keys: "Escape",
      label: t("shortcut.back"),
      group: t("shortcut.group"),
      inFields: false,
      onTrigger: () => void navigate(-1),
    },
    {
      id: "record-edit",
      keys: "E",
      label: t("shortcut.edit"),
      group: t("shortcut.group"),
      onTrigger: () => {
        show("fiche");
        document.querySelector<HTMLElement>("[data-field] input, [data-field] textarea")?.focus();
      },
    },
    {
      id: "record-finding",
      keys: "F8",
      label: t("shortcut.finding"),
      group: t("shortcut.group"),
      onTrigger: () => {
        const fields = [...new Set(view?.findings.flatMap(({ attribute }) => attribute ?? []))];
        const here = document.activeElement?.closest("[data-field]")?.getAttribute("data-field");
        const next = fields[(fields.indexOf(here ?? "") + 1) % Math.max(1, fields.length)];
        if (next !== undefined) show("fiche", next);
      },
    },
    ...TABS.map((one, at) => ({
      id: `record-tab-${one}`,
      keys: String(at + 1),
      label: t(`tab.${one}`, { count: 0 }),
      group: t("shortcut.group"),
      onTrigger: () => show(one),
    })),
  ]);

  if (state.missing) return <RouteFault missing />;
  if (!view) return null;
  return (
    <>
      <PageHeader
        title={view.title || t("untitled")}
        facts={<RecordFacts view={view} referential={referential} />}
        actions={<RecordActions view={view} referential={referential} />}
        onBack={() => void navigate(`/referentiels/${referential.id}?fiche=${recordId}`)}
      />
      <RecordPaths view={view} />
      <Tabs
        value={tab}
        onChange={(_, next: (typeof TABS)[number]) => show(next)}
        aria-label={t("tabs")}
        sx={{ px: 1, borderBottom: "1px solid var(--it-palette-divider)", flex: "none" }}
      >
        {TABS.map((one) => (
          <Tab
            key={one}
            value={one}
            id={`record-tab-${one}`}
            aria-controls={`record-panel-${one}`}
            label={
              one === "constats" && view.findings.length > 0
                ? t("tab.constatsCount", { count: view.findings.length })
                : t(`tab.${one}`)
            }
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`record-panel-${tab}`}
        aria-labelledby={`record-tab-${tab}`}
        tabIndex={-1}
        sx={{ flex: 1, minHeight: 0, overflow: "auto", backgroundColor: "background.paper" }}
      >
        {tab === "fiche" && (
          <RecordSheet
            state={state}
            referential={referential}
            columns={2}
            focusAttribute={params.get("champ") ?? undefined}
            onChange={change}
            onHistory={(field) => show("historique", field)}
          />
        )}
        {tab === "liens" && <RecordLinks referential={referential} recordId={recordId} />}
        {tab === "historique" && (
          <RecordHistory
            referential={referential}
            recordId={recordId}
            view={view}
            field={params.get("champ") ?? ""}
            onField={(field) => show("historique", field === "" ? undefined : field)}
          />
        )}
        {tab === "constats" && (
          <RecordFindings
            view={view}
            referential={referential}
            onShowField={(field) => show("fiche", field)}
          />
        )}
        {tab === "demandes" && (
          <RecordRequests view={view} referential={referential} recordId={recordId} />
        )}
      </Box>
    </>
  );
}
