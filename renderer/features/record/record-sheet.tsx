import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { dayOf } from "../../../shared/base/index.ts";
import { attributeOf, displayValue, type Referential } from "../../../shared/model/index.ts";
import { recordAt } from "../../../shared/record/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { faultWords } from "../../app/fault-words.ts";
import { findingWords } from "../../app/finding-words.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { severityMark } from "../../app/marks.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { RecordForm, type FormEnvironment } from "../../forms/index.ts";
import { FaultNotice } from "../../ui/index.ts";
import {
  changedAttributes,
  shownData,
  type RecordScreenState,
  type TypedValues,
} from "./record-state.ts";

/** The form of a record: edited in place, kept as a draft, with its findings and what each field was before. */
export function RecordSheet({
  state,
  referential,
  columns,
  focusAttribute,
  onChange,
  onHistory,
}: {
  readonly state: RecordScreenState;
  readonly referential: Referential;
  readonly columns: 1 | 2;
  readonly focusAttribute?: string | undefined;
  readonly onChange: (values: TypedValues) => void;
  /** Who, when and by which request, for one field. */
  readonly onHistory?: ((attribute: string) => void) | undefined;
}) {
  const { t, i18n } = useTranslation("record");
  const language = chooseLanguage(i18n.language);
  const navigate = useNavigate();
  const { data, clock } = useWorkspace();
  const asAt = useAsAt((one) => one.asAt);
  const box = useRef<HTMLDivElement>(null);
  const { view, typed, live, fault, saving } = state;
  const value = useMemo(() => {
    const data = shownData({ view, typed });
    // At another date only the links in force that day are shown.
    return view && asAt !== null
      ? recordAt(
          { id: view.id, referential: view.referential, version: view.version, data },
          referential,
          asAt,
        ).data
      : data;
  }, [view, typed, asAt, referential]);

  const environment = useMemo<FormEnvironment>(() => {
    // What is in force at another date is not an edit: it has no before.
    const accredited = asAt === null ? (view?.accredited ?? null) : null;
    const before = Object.fromEntries(
      changedAttributes(accredited, value).flatMap((name) => {
        const attribute = attributeOf(referential, name);
        return attribute
          ? [
              [
                name,
                displayValue(
                  attribute,
                  accredited?.[name],
                  language,
                  (_, reference) => view?.labels[reference]?.key,
                ),
              ],
            ]
          : [];
      }),
    );
    return {
      referential,
      language,
      today: asAt ?? dayOf(clock.now()),
      labels: view?.labels ?? {},
      findings: (live ?? view?.findings ?? []).map((finding) => ({
        attribute: finding.attribute,
        rule: finding.rule,
        severity: severityMark(finding.severity),
        message: findingWords(finding, referential, language, t),
      })),
      before,
      columns,
      search: (target, text) => data.lookup(target, text, 12),
      onOpenReference: (label) =>
        void navigate(`/referentiels/${label.referential}/fiches/${label.id}`),
      onHistory,
      onRevert: (name) => onChange({ [name]: accredited?.[name] }),
    };
  }, [
    view,
    value,
    live,
    referential,
    language,
    asAt,
    clock,
    columns,
    data,
    navigate,
    onChange,
    onHistory,
    t,
  ]);

  const loaded = view !== null;
  useEffect(() => {
    if (!loaded || !focusAttribute) return;
    const field = box.current?.querySelector(`[data-field="${CSS.escape(focusAttribute)}"]`);
    field?.scrollIntoView({ block: "center" });
    field?.querySelector<HTMLElement>("input, textarea, [role='combobox'], button")?.focus();
  }, [loaded, focusAttribute]);

  if (!view) return null;
  const general = environment.findings.filter((finding) => finding.attribute === undefined);
  return (
    <Box ref={box} sx={{ px: 2, pt: 2, pb: 4, maxWidth: columns === 2 ? 1760 : undefined }}>
      {fault && (
        <Box sx={{ mb: 2 }}>
          <FaultNotice
            {...faultWords(fault, t)}
            actions={[{ label: t("saveAgain"), onAct: () => onChange({ ...typed }) }]}
          />
        </Box>
      )}
      {general.map((finding) => (
        <Box key={finding.rule + finding.message} sx={{ mb: 2 }}>
          <FaultNotice happened={finding.message} severity={finding.severity} />
        </Box>
      ))}
      <RecordForm
        environment={environment}
        value={value}
        readOnly={!view.editable || asAt !== null}
        onChange={onChange}
      />
      <Typography
        variant="caption"
        color="textSecondary"
        component="p"
        role="status"
        sx={{ minHeight: 20 }}
      >
        {saving
          ? t("saving")
          : view.draft !== null && Object.keys(typed).length === 0
            ? t("saved")
            : ""}
      </Typography>
    </Box>
  );
}
