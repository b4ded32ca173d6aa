import OpenInFull from "@mui/icons-material/OpenInFullOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RecordId } from "../../../shared/base/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { EmptyState } from "../../ui/index.ts";
import { RecordFacts, RecordPaths } from "./record-identity.tsx";
import { RecordSheet } from "./record-sheet.tsx";
import { useRecord } from "./use-record.ts";

/** One record beside a list: the same form in one column, without leaving the list. */
export function RecordPanel(props: {
  readonly referential: Referential;
  readonly recordId: RecordId;
}) {
  return <PanelOf key={props.recordId} {...props} />;
}

function PanelOf({
  referential,
  recordId,
}: {
  readonly referential: Referential;
  readonly recordId: RecordId;
}) {
  const { t, i18n } = useTranslation("record");
  const navigate = useNavigate();
  const language = chooseLanguage(i18n.language);
  const { state, change } = useRecord(
    referential,
    recordId,
    t("gesture", { singular: referential.singular[language] }),
  );
  if (state.missing) return <EmptyState sentence={t("missing")} />;
  const { view } = state;
  if (!view) return null;
  return (
    <>
      <Box sx={{ px: 2, pt: 1.5, display: "flex", alignItems: "flex-start", gap: 1 }}>
        <Typography variant="h2" sx={{ flex: 1, overflowWrap: "anywhere" }}>
          {view.title || t("untitled")}
        </Typography>
        <Button
          variant="outlined"
          startIcon={<OpenInFull fontSize="small" />}
          onClick={() => void navigate(`/referentiels/${referential.id}/fiches/${recordId}`)}
        >
          {t("open")}
        </Button>
      </Box>
      <Box
        sx={{
          px: 2,
          py: 0.75,
          display: "flex",
          flexWrap: "wrap",
          gap: 1,
          alignItems: "center",
          fontSize: "0.8125rem",
          color: "text.secondary",
        }}
      >
        <RecordFacts view={view} referential={referential} />
      </Box>
      <RecordPaths view={view} />
      <RecordSheet state={state} referential={referential} columns={1} onChange={change} />
    </>
  );
}
