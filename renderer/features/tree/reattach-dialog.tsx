import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf, type JsonValue, type RecordId } from "../../../shared/base/index.ts";
import type { DatedLink, Hierarchy, Referential } from "../../../shared/model/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import { DateInput, ReferenceInput } from "../../forms/index.ts";
import { ConfirmDialog } from "../../ui/index.ts";
import { reattachLinks } from "./tree-state.ts";

/** A move asked for: which record, from which parent, to which one (null = a root, undefined = to be chosen). */
export type Reattachment = {
  readonly node: { readonly id: string; readonly label: string };
  readonly from: string | null;
  readonly to: { readonly id: string; readonly label: string } | null | undefined;
};

/** Last date chosen: a reorganisation moves many records on one day, so the date is asked once and proposed again. */
let lastDay: string | undefined;

/** Asks the day of a re-attachment, and the new parent when it was not dropped on one. */
export function ReattachDialog({
  move,
  referential,
  hierarchy,
  dated,
  onClose,
}: {
  readonly move: Reattachment;
  readonly referential: Referential;
  readonly hierarchy: Hierarchy;
  readonly dated: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("tree");
  const { data, clock } = useWorkspace();
  const { fail, say } = useNotices();
  const [day, setDay] = useState<string | undefined>(lastDay ?? dayOf(clock.now()));
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [readable, setReadable] = useState(true);
  const [busy, setBusy] = useState(false);
  const target = move.to === undefined ? (chosen ?? null) : (move.to?.id ?? null);
  const choosing = move.to === undefined;

  const reattach = async (): Promise<void> => {
    if (dated && day === undefined) return;
    setBusy(true);
    try {
      const id = move.node.id as RecordId;
      const view = await data.record(referential.id, id);
      const present = view?.data[hierarchy.attribute];
      const value: JsonValue | undefined = dated
        ? (reattachLinks(
            (Array.isArray(present) ? present : []) as unknown as readonly DatedLink[],
            (link) => link === move.from || view?.labels[link]?.id === move.from,
            target,
            day ?? "",
          ) as unknown as JsonValue)
        : (target ?? undefined);
      lastDay = day;
      await data.editRecord(
        referential.id,
        id,
        { [hierarchy.attribute]: value },
        t("move.gesture", { label: move.node.label }),
      );
      say(t("move.done", { label: move.node.label }));
      onClose();
    } catch (thrown) {
      setBusy(false);
      fail(thrown);
    }
  };

  return (
    <ConfirmDialog
      open
      title={t("move.title", { label: move.node.label })}
      confirmLabel={t("move.act")}
      busy={busy}
      disabled={(dated && (day === undefined || !readable)) || (choosing && chosen === undefined)}
      onConfirm={() => void reattach()}
      onCancel={onClose}
    >
      <Box sx={{ display: "flex", flexDirection: "column", gap: 2, pt: 1 }}>
        {choosing ? (
          <Box>
            <Typography component="label" htmlFor="move-parent" variant="body2">
              {t("move.parent")}
            </Typography>
            <ReferenceInput
              id="move-parent"
              environment={{
                labels: {},
                search: async (referentialId, text) =>
                  (await data.lookup(referentialId, text, 12)).filter(
                    (one) => one.id !== move.node.id,
                  ),
              }}
              target={referential.id}
              value={chosen}
              onValue={setChosen}
              knownOnly
              autoFocus
            />
          </Box>
        ) : (
          <Typography variant="body1">
            {move.to === null ? t("move.root") : t("move.under", { parent: move.to?.label ?? "" })}
          </Typography>
        )}
        {dated && (
          <DateInput
            label={t("move.day")}
            value={day}
            onValue={setDay}
            onReadable={setReadable}
            autoFocus={!choosing}
          />
        )}
        <Typography variant="body2" color="textSecondary">
          {dated ? t("move.explainDated") : t("move.explain")}
        </Typography>
      </Box>
    </ConfirmDialog>
  );
}
