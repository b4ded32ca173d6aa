import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attributeOf, type Referential } from "../../../shared/model/index.ts";
import type { Finding } from "../../../shared/rules/index.ts";
import { findingWords } from "../../app/finding-words.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { severityMark } from "../../app/marks.ts";
import type { RecordView } from "../../data-worker/data-api.ts";
import { EmptyState, SeverityChip } from "../../ui/index.ts";
import { WaiveDialog } from "../findings/index.ts";

const ORDER = ["fatale", "erreur", "avertissement", "info"] as const;

/** What is wrong with the record, most serious first; each line leads to its field, and may be waived. */
export function RecordFindings({
  view,
  referential,
  onShowField,
}: {
  readonly view: RecordView;
  readonly referential: Referential;
  readonly onShowField: (attribute: string) => void;
}) {
  const { t, i18n } = useTranslation("record");
  const language = chooseLanguage(i18n.language);
  const [waiving, setWaiving] = useState<Finding | null>(null);
  if (view.findings.length === 0) return <EmptyState sentence={t("findings.none")} />;
  const sorted = view.findings.toSorted(
    (one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity),
  );
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 2, maxWidth: 1000 }}>
      {sorted.map((finding, at) => (
        <Box
          component="li"
          key={at}
          sx={{
            display: "flex",
            gap: 1.5,
            alignItems: "center",
            py: 1,
            borderBottom: "1px solid var(--it-palette-divider)",
          }}
        >
          <SeverityChip severity={severityMark(finding.severity)} />
          <Box sx={{ flex: 1 }}>
            <Typography variant="body1">
              {findingWords(finding, referential, language, t)}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t(`findings:rule.${finding.rule}.title`)}
              {finding.attribute &&
                ` · ${attributeOf(referential, finding.attribute)?.label[language] ?? ""}`}
            </Typography>
          </Box>
          {finding.attribute && (
            <Button
              variant="outlined"
              onClick={() => finding.attribute && onShowField(finding.attribute)}
            >
              {t("findings.show")}
            </Button>
          )}
          {view.editable && finding.severity !== "fatale" && finding.severity !== "info" && (
            <Button onClick={() => setWaiving(finding)}>{t("findings.waive")}</Button>
          )}
        </Box>
      ))}
      {waiving && (
        <WaiveDialog
          finding={waiving}
          sentence={findingWords(waiving, referential, language, t)}
          onClose={() => setWaiving(null)}
        />
      )}
    </Box>
  );
}
