import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import type { TFunction } from "i18next";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { shownEnd, writeDate, type Referential } from "../../../shared/model/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { severityMark, stateMark } from "../../app/marks.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import type { RecordView } from "../../data-worker/data-api.ts";
import { SeverityChip, StateChip, type SeverityKind } from "../../ui/index.ts";

/** Key, state, validity and findings of a record, then its place in each hierarchy. The title stands in the page header. */
export function RecordFacts({
  view,
  referential,
}: {
  readonly view: RecordView;
  readonly referential: Referential;
}) {
  const { t } = useTranslation("record");
  const mark = stateMark(view.state);
  const worst = countBySeverity(view);
  const validity = validityWords(view, referential, t);
  return (
    <>
      <Typography variant="code" component="span" sx={{ userSelect: "all" }}>
        {view.key}
      </Typography>
      {mark ? (
        <StateChip state={mark} label={t(`app:recordState.${view.state}`)} />
      ) : view.state === "accredited" ? (
        <StateChip state="accredited" label={t(`app:recordState.${view.state}`)} />
      ) : (
        <strong>{t(`app:recordState.${view.state}`)}</strong>
      )}
      {validity && <span>{validity}</span>}
      {worst.map(([severity, count]) => (
        <SeverityChip key={severity} severity={severity} count={count} />
      ))}
    </>
  );
}

function countBySeverity(view: RecordView): readonly (readonly [SeverityKind, number])[] {
  const order: readonly SeverityKind[] = ["fatal", "error", "warning"];
  return order.flatMap((severity) => {
    const count = view.findings.filter(
      (finding) => severityMark(finding.severity) === severity,
    ).length;
    return count === 0 ? [] : [[severity, count] as const];
  });
}

function validityWords(view: RecordView, referential: Referential, t: TFunction<"record">): string {
  if (!referential.period) return "";
  const text = (name: string, end: boolean): string => {
    const value = view.data[name];
    if (typeof value !== "string") return "";
    try {
      return writeDate(end ? shownEnd(value) : value, "fr");
    } catch {
      return value;
    }
  };
  const from = text(referential.period.from, false);
  const to = text(referential.period.to, true);
  if (from && to) return t("validity.both", { from, to });
  if (from) return t("validity.from", { from });
  return to ? t("validity.to", { to }) : "";
}

/** Where the record sits in each hierarchy, each ancestor one click away. */
export function RecordPaths({ view }: { readonly view: RecordView }) {
  const { t, i18n } = useTranslation("record");
  const language = chooseLanguage(i18n.language);
  const asAt = useAsAt((state) => state.asAt);
  const paths = view.paths.filter(({ nodes }) => nodes.length > 0);
  // The paths are those of today: at another date they would mislead.
  if (paths.length === 0 || asAt !== null) return null;
  return (
    <Box
      component="nav"
      aria-label={t("paths")}
      sx={{ px: 2, pb: 0.5, fontSize: "0.8125rem", color: "text.secondary" }}
    >
      {paths.map(({ hierarchy, label, nodes }) => (
        <Box key={hierarchy} sx={{ display: "flex", flexWrap: "wrap", gap: 0.5, minHeight: 22 }}>
          <span>{t("path", { hierarchy: label[language] })}</span>
          {nodes.map((node, at) => (
            <Fragment key={node.id}>
              {at > 0 && <span aria-hidden>›</span>}
              {node.id === view.id ? (
                <span aria-current="page">{node.title}</span>
              ) : (
                <Link
                  component={RouterLink}
                  to={`/referentiels/${node.referential}/fiches/${node.id}`}
                >
                  {node.title}
                </Link>
              )}
            </Fragment>
          ))}
        </Box>
      ))}
    </Box>
  );
}
