import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FaultData } from "../../../shared/base/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import type { SealedSummary } from "../../services/backup/state-parts.ts";
import { FaultNotice } from "../../ui/index.ts";
import { LongWorkLine, useLongWork } from "./long-work.tsx";
import { SealedFacts } from "./sealed-facts.tsx";
import { sealedFaultWords } from "./sealed-fault-words.ts";

/** What a backup holds, and the choice between putting it in place of this machine's content and adding its pending work. */
export function RestoreForm({
  summary,
  hasWork,
  isOther,
  fault,
  onAdd,
  onReplace,
  onClose,
}: {
  readonly summary: SealedSummary;
  /** This machine holds work that central has not: replacing is not offered. */
  readonly hasWork: boolean;
  /** It is another person's: only its work may be taken over. */
  readonly isOther: boolean;
  readonly fault: FaultData | null;
  readonly onAdd: () => Promise<void>;
  readonly onReplace: (onProgress: OnProgress) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("workstation");
  const mayReplace = !hasWork && !isOther;
  const [choice, setChoice] = useState<"add" | "replace">(mayReplace ? "replace" : "add");
  const [sure, setSure] = useState(false);
  const { work, start, end } = useLongWork();
  const act = async (): Promise<void> => {
    const onProgress = start();
    if (choice === "add") await onAdd();
    else await onReplace(onProgress);
    end();
  };

  return (
    <>
      <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 2 }}>
        {fault && <FaultNotice {...sealedFaultWords(fault, t)} />}
        <SealedFacts summary={summary} />
        {hasWork && !isOther && (
          <FaultNotice
            severity="warning"
            happened={t("restore.hasWork")}
            kept={t("restore.hasWorkKept")}
          />
        )}
        {isOther && <FaultNotice severity="warning" happened={t("restore.other")} />}
        {mayReplace && (
          <>
            <RadioGroup
              aria-label={t("restore.choice")}
              value={choice}
              onChange={(_, value) => setChoice(value === "add" ? "add" : "replace")}
            >
              <FormControlLabel
                value="replace"
                control={<Radio size="small" autoFocus />}
                label={t("restore.replace")}
              />
              <FormControlLabel
                value="add"
                control={<Radio size="small" />}
                label={t("restore.add")}
              />
            </RadioGroup>
            {choice === "replace" && (
              <>
                <Typography variant="body1">{t("restore.branch")}</Typography>
                <FormControlLabel
                  control={
                    <Checkbox
                      size="small"
                      checked={sure}
                      onChange={(event) => setSure(event.target.checked)}
                    />
                  }
                  label={t("restore.sure")}
                />
              </>
            )}
          </>
        )}
        <LongWorkLine work={work} label={choice === "add" ? t("opening") : t("restore.running")} />
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose} disabled={work !== null}>
          {t("ui:action.cancel")}
        </Button>
        <Button
          variant="contained"
          autoFocus={!mayReplace}
          disabled={work !== null || (choice === "replace" && !sure)}
          onClick={() => void act()}
        >
          {choice === "add" ? t("restore.seeWork") : t("restore.act")}
        </Button>
      </DialogActions>
    </>
  );
}
