import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf, type RecordId } from "../../../shared/base/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { EditOutcome, ReferentialCard } from "../../data-worker/data-api.ts";
import { DateInput, ReferenceInput, type ReferenceLabel } from "../../forms/index.ts";
import { ConfirmDialog } from "../../ui/index.ts";

type SelectionDialogProps = {
  readonly card: ReferentialCard;
  readonly ids: readonly RecordId[];
  readonly onClose: () => void;
};

/** Runs one gesture, says how it went, closes the dialog. */
function useGesture(onClose: () => void) {
  const { t } = useTranslation("explorer");
  const { fail, say } = useNotices();
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<EditOutcome | void>, done: string): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await act();
      const refused = outcome?.refused.length ?? 0;
      say(refused === 0 ? done : t("someRefused", { count: refused }));
      onClose();
    } catch (thrown) {
      setBusy(false);
      fail(thrown);
    }
  };
  return { busy, run };
}

/** Gives the selected records a last valid day (D2); nothing valid is deleted (R11). */
export function CloseRecordsDialog({ card, ids, onClose }: SelectionDialogProps) {
  const { t } = useTranslation("explorer");
  const { data, clock } = useWorkspace();
  const [day, setDay] = useState<string | undefined>(dayOf(clock.now()));
  const [readable, setReadable] = useState(true);
  const { busy, run } = useGesture(onClose);
  const count = ids.length;
  return (
    <ConfirmDialog
      open
      title={t("close.title", { count })}
      confirmLabel={t("close.act", { count })}
      busy={busy}
      disabled={day === undefined || !readable}
      onConfirm={() =>
        day !== undefined &&
        void run(
          () => data.closeRecords(card.id, ids, day, t("close.gesture", { count })),
          t("close.done", { count }),
        )
      }
      onCancel={onClose}
    >
      <Box sx={{ display: "flex", flexDirection: "column", gap: 1.5, pt: 1 }}>
        <DateInput
          label={t("close.lastDay")}
          value={day}
          onValue={setDay}
          onReadable={setReadable}
          autoFocus
        />
        <Typography variant="body2" color="textSecondary">
          {t("close.explain")}
        </Typography>
      </Box>
    </ConfirmDialog>
  );
}

/** Says that the selected records should never have existed (S1), with the record kept instead, if any (S2). */
export function WithdrawRecordsDialog({ card, ids, onClose }: SelectionDialogProps) {
  const { t } = useTranslation("explorer");
  const { data } = useWorkspace();
  const [kept, setKept] = useState<string | undefined>(undefined);
  const { busy, run } = useGesture(onClose);
  const count = ids.length;
  const labels: Record<string, ReferenceLabel | null> = {};
  return (
    <ConfirmDialog
      open
      danger
      title={t("withdraw.title", { count })}
      confirmLabel={t("withdraw.act", { count })}
      busy={busy}
      onConfirm={() =>
        void run(
          () =>
            data.withdrawRecords(
              card.id,
              ids,
              (kept ?? null) as RecordId | null,
              t("withdraw.gesture", { count }),
            ),
          t("withdraw.done", { count }),
        )
      }
      onCancel={onClose}
    >
      <Box sx={{ display: "flex", flexDirection: "column", gap: 1.5 }}>
        <Typography variant="body1">{t("withdraw.explain")}</Typography>
        <Typography variant="body2" component="label" htmlFor="withdraw-kept">
          {t("withdraw.kept")}
        </Typography>
        <ReferenceInput
          id="withdraw-kept"
          environment={{
            labels,
            search: async (target, text) =>
              (await data.lookup(target, text, 12)).filter((one) => !ids.includes(one.id)),
          }}
          target={card.id}
          value={kept}
          onValue={setKept}
          knownOnly
        />
      </Box>
    </ConfirmDialog>
  );
}

/** Drops the drafts of the selected records; undoable. */
export function DiscardDraftsDialog({ ids, onClose }: Omit<SelectionDialogProps, "card">) {
  const { t } = useTranslation("explorer");
  const { data } = useWorkspace();
  const { busy, run } = useGesture(onClose);
  const count = ids.length;
  return (
    <ConfirmDialog
      open
      danger
      title={t("discard.title", { count })}
      confirmLabel={t("discard.act")}
      busy={busy}
      onConfirm={() =>
        void run(
          () => data.discardDrafts(ids, t("discard.gesture", { count })),
          t("discard.done", { count }),
        )
      }
      onCancel={onClose}
    >
      <Typography variant="body1">{t("discard.explain")}</Typography>
    </ConfirmDialog>
  );
}
