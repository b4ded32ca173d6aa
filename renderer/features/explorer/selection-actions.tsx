import MoreHoriz from "@mui/icons-material/MoreHoriz";
import Divider from "@mui/material/Divider";
import IconButton from "@mui/material/IconButton";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Tooltip from "@mui/material/Tooltip";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RecordId } from "../../../shared/base/index.ts";
import type { DesktopHost, Progress } from "../../../shared/ports/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ReferentialCard } from "../../data-worker/data-api.ts";
import { ConfirmDialog, ProgressLine } from "../../ui/index.ts";
import {
  CloseRecordsDialog,
  DiscardDraftsDialog,
  WithdrawRecordsDialog,
} from "./selection-dialogs.tsx";
import { useExplorer } from "./use-explorer.ts";

type Asked = { readonly kind: "close" | "withdraw" | "discard"; readonly ids: readonly RecordId[] };

/** What can be done with the selected rows, and with the list as a whole. */
export function SelectionActions({
  card,
  viewId,
  editable,
  host,
  selectedIds,
}: {
  readonly card: ReferentialCard;
  readonly viewId: string;
  readonly editable: boolean;
  readonly host: DesktopHost;
  readonly selectedIds: () => Promise<readonly RecordId[]>;
}) {
  const { t } = useTranslation("explorer");
  const navigate = useNavigate();
  const { data } = useWorkspace();
  const { fail, say } = useNotices();
  const selected = useExplorer((state) => state.selected);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [exporting, setExporting] = useState<Progress | null>(null);

  const ask = (kind: Asked["kind"]) => () => {
    setAnchor(null);
    selectedIds().then((ids) => ids.length > 0 && setAsked({ kind, ids }), fail);
  };
  const exportAs = (format: "xlsx" | "csv") => async (): Promise<void> => {
    setAnchor(null);
    setExporting({ done: 0, total: null });
    try {
      const { name, bytes } = await data.exportView(viewId, format, (progress) =>
        // A last word of progress may arrive after the end.
        setExporting((present) => present && progress),
      );
      const type =
        format === "csv"
          ? "text/csv"
          : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      if (await host.saveFile(name, type, bytes)) say(t("export.done", { name }));
    } catch (thrown) {
      fail(thrown);
    } finally {
      setExporting(null);
    }
  };

  return (
    <>
      <Tooltip title={t("actions")}>
        <IconButton
          aria-label={t("actions")}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <MoreHoriz fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {editable && (
          <MenuItem disabled={selected === 0} onClick={ask("close")}>
            <ListItemText>{t("close.menu", { count: selected })}</ListItemText>
          </MenuItem>
        )}
        {editable && (
          <MenuItem disabled={selected === 0} onClick={ask("withdraw")}>
            <ListItemText>{t("withdraw.menu", { count: selected })}</ListItemText>
          </MenuItem>
        )}
        {editable && (
          <MenuItem disabled={selected === 0 || card.drafts === 0} onClick={ask("discard")}>
            <ListItemText>{t("discard.menu", { count: selected })}</ListItemText>
          </MenuItem>
        )}
        {editable && <Divider component="li" />}
        {editable && (
          <MenuItem onClick={() => void navigate(`/import/${card.id}`)}>
            <ListItemText>{t("import")}</ListItemText>
          </MenuItem>
        )}
        <MenuItem onClick={() => void exportAs("xlsx")()}>
          <ListItemText>{t("export.xlsx")}</ListItemText>
        </MenuItem>
        <MenuItem onClick={() => void exportAs("csv")()}>
          <ListItemText>{t("export.csv")}</ListItemText>
        </MenuItem>
        <MenuItem onClick={() => void navigate(`/qualite?referentiel=${card.id}`)}>
          <ListItemText>{t("validate")}</ListItemText>
        </MenuItem>
      </Menu>
      {asked?.kind === "close" && (
        <CloseRecordsDialog card={card} ids={asked.ids} onClose={() => setAsked(null)} />
      )}
      {asked?.kind === "withdraw" && (
        <WithdrawRecordsDialog card={card} ids={asked.ids} onClose={() => setAsked(null)} />
      )}
      {asked?.kind === "discard" && (
        <DiscardDraftsDialog ids={asked.ids} onClose={() => setAsked(null)} />
      )}
      <ConfirmDialog
        open={exporting !== null}
        title={t("export.title")}
        confirmLabel={t("export.cancel")}
        onConfirm={() => void data.cancel().catch(fail)}
        onCancel={() => void data.cancel().catch(fail)}
      >
        <ProgressLine
          label={t("export.progress")}
          done={exporting?.done ?? 0}
          total={exporting?.total ?? undefined}
        />
      </ConfirmDialog>
    </>
  );
}
