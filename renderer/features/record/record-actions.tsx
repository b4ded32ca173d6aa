import Delete from "@mui/icons-material/DeleteOutlined";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Referential } from "../../../shared/model/index.ts";
import { useAsAt } from "../../app/as-at.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RecordView } from "../../data-worker/data-api.ts";
import { ConfirmDialog } from "../../ui/index.ts";

/** What can be done with the record as a whole: drop its draft. */
export function RecordActions({
  view,
  referential,
}: {
  readonly view: RecordView;
  readonly referential: Referential;
}) {
  const { t } = useTranslation("record");
  const navigate = useNavigate();
  const { data } = useWorkspace();
  const { fail, say } = useNotices();
  const asAt = useAsAt((state) => state.asAt);
  const [asking, setAsking] = useState(false);
  if (view.draft === null || asAt !== null) return null;
  const discard = async (): Promise<void> => {
    try {
      setAsking(false);
      await data.discardDrafts([view.id], t("discard.gesture", { key: view.key }));
      say(t("discard.done"));
      if (view.accredited === null) void navigate(`/referentiels/${referential.id}`);
    } catch (thrown) {
      fail(thrown);
    }
  };
  return (
    <>
      <Button variant="outlined" startIcon={<Delete />} onClick={() => setAsking(true)}>
        {t("discard.act")}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t("discard.title")}
        confirmLabel={t("discard.act")}
        onConfirm={() => void discard()}
        onCancel={() => setAsking(false)}
      >
        <Typography variant="body1">{t("discard.explain")}</Typography>
      </ConfirmDialog>
    </>
  );
}
