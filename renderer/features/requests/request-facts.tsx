import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { useFormats } from "../../app/i18n/index.ts";
import { severityMark } from "../../app/marks.ts";
import type { RequestView } from "../../data-worker/data-api.ts";
import { FaultNotice, SeverityChip } from "../../ui/index.ts";

/** Who asks, why, resting on what, since when; what the rules say of the result. */
export function RequestFacts({ view }: { readonly view: RequestView }) {
  const { t } = useTranslation("requests");
  const formats = useFormats();
  const { request } = view;
  const { content } = request;
  const facts = [
    ["author", request.authorName],
    ["reason", content.reason],
    ["legalText", content.legalText],
    ["effectiveDate", content.effectiveDate === null ? "" : formats.date(content.effectiveDate)],
    ["submittedAt", request.submittedAt === null ? "" : formats.dateTime(request.submittedAt)],
    ["origin", content.origin.kind === "import" ? content.origin.file : ""],
    ["commit", request.commit === null ? "" : formats.number(request.commit)],
  ] as const;
  const findings = view.findings.filter((group) => group.severity !== "info");
  return (
    <Box sx={{ pt: 1 }}>
      {request.status === "conflict" && (
        <FaultNotice
          severity="error"
          happened={t("conflict.happened", { count: request.conflicts.length })}
          kept={t("conflict.kept")}
          toDo={view.mine ? t("conflict.toDo") : undefined}
        />
      )}
      {request.status === "conflict" && view.mine && (
        <Link component={RouterLink} to="/conflits">
          {t("conflict.open")}
        </Link>
      )}
      <Box
        component="dl"
        sx={{ m: 0, display: "grid", gridTemplateColumns: "auto 1fr", columnGap: 2, rowGap: 0.75 }}
      >
        {facts
          .filter(([, text]) => text !== "")
          .map(([name, text]) => (
            <Box key={name} sx={{ display: "contents" }}>
              <Typography component="dt" variant="body2" color="textSecondary">
                {t(`field.${name}`)}
              </Typography>
              <Typography
                component="dd"
                variant="body2"
                sx={{ m: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
              >
                {text}
              </Typography>
            </Box>
          ))}
      </Box>
      {findings.length > 0 && (
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, mt: 1.5 }}>
          {findings.map((group) => (
            <SeverityChip
              key={`${group.referential}/${group.rule}/${group.severity}`}
              severity={severityMark(group.severity)}
              label={t("findingGroup", {
                rule: t(`findings:rule.${group.rule}.title`),
                count: group.count,
              })}
            />
          ))}
        </Box>
      )}
    </Box>
  );
}
