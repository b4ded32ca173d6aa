import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Typography from "@mui/material/Typography";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FaultData } from "../../../shared/base/index.ts";
import type { CarriedConflict, CarriedPreview } from "../../data-worker/data-api.ts";
import { choiceKey } from "../../services/backup/taken-work.ts";
import { FaultNotice } from "../../ui/index.ts";
import { SealedFacts } from "./sealed-facts.tsx";
import { sealedFaultWords } from "./sealed-fault-words.ts";

/** Conflicts shown one by one; beyond, this machine's values stay. */
const MOST_SHOWN = 100;

/** What taking carried work would do, before anything is written; fields set on both machines are chosen here. */
export function CarriedForm({
  preview,
  fault,
  onTake,
  onClose,
}: {
  readonly preview: CarriedPreview;
  readonly fault: FaultData | null;
  readonly onTake: (choices: readonly string[]) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("workstation");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const { taken, conflicts, summary } = preview;
  const brought = taken.drafts + taken.preparations + taken.operations;
  const lines = (
    [
      ["drafts", taken.drafts],
      ["preparations", taken.preparations],
      ["operations", taken.operations],
      ["known", taken.known],
      ["forbidden", taken.forbidden],
      ["personal", taken.personal],
      ["inHand", taken.inHand],
    ] as const
  ).filter(([, count]) => count > 0);
  const choose = (conflict: CarriedConflict, carried: boolean): void => {
    const next = new Set(chosen);
    const key = choiceKey(conflict.recordId, conflict.attribute);
    if (carried) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  const take = async (): Promise<void> => {
    setBusy(true);
    await onTake([...chosen]);
    setBusy(false);
  };

  return (
    <>
      <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 2 }}>
        {fault && <FaultNotice {...sealedFaultWords(fault, t)} />}
        <SealedFacts summary={summary} />
        <Typography variant="body1">
          {t(taken.samePerson ? "carried.same" : "carried.other", { name: summary.name })}
        </Typography>
        {taken.behind > 0 && (
          <FaultNotice
            severity="warning"
            happened={t("carried.behind", { count: taken.behind })}
            toDo={t("carried.behindToDo")}
          />
        )}
        <Box component="section" aria-labelledby="brought">
          <Typography id="brought" component="h3" variant="h6">
            {brought === 0 ? t("carried.nothing") : t("carried.brings")}
          </Typography>
          <Box component="ul" sx={{ my: 0.5, pl: 3 }}>
            {lines.map(([name, count]) => (
              <li key={name}>{t(`carried.line.${name}`, { count })}</li>
            ))}
          </Box>
        </Box>
        {conflicts.length > 0 && (
          <Box component="section" aria-labelledby="quarrels">
            <Typography id="quarrels" component="h3" variant="h6">
              {t("carried.conflicts", { count: conflicts.length })}
            </Typography>
            {conflicts.slice(0, MOST_SHOWN).map((conflict) => (
              <Quarrel
                key={choiceKey(conflict.recordId, conflict.attribute)}
                conflict={conflict}
                carried={chosen.has(choiceKey(conflict.recordId, conflict.attribute))}
                onChoice={(carried) => choose(conflict, carried)}
              />
            ))}
            {conflicts.length > MOST_SHOWN && (
              <Typography variant="body2" color="textSecondary">
                {t("carried.more", { count: conflicts.length - MOST_SHOWN })}
              </Typography>
            )}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose} autoFocus={brought === 0}>
          {brought === 0 ? t("carried.close") : t("ui:action.cancel")}
        </Button>
        {(brought > 0 || conflicts.length > 0) && (
          <Button
            variant="contained"
            autoFocus={brought > 0}
            disabled={busy || taken.behind > 0 || (brought === 0 && chosen.size === 0)}
            onClick={() => void take()}
          >
            {t("carried.act")}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

/** One field set on both machines: which value goes on. */
function Quarrel({
  conflict,
  carried,
  onChoice,
}: {
  readonly conflict: CarriedConflict;
  readonly carried: boolean;
  readonly onChoice: (carried: boolean) => void;
}) {
  const { t } = useTranslation("workstation");
  const labelId = useId();
  const value = (text: string): string => (text === "" ? t("carried.empty") : text);
  const isWhole = conflict.attribute === null;
  return (
    <Box sx={{ py: 1, borderBottom: "1px solid var(--it-palette-divider)" }}>
      <Typography id={labelId} variant="body1" sx={{ fontWeight: 600 }}>
        {[conflict.key, conflict.title, conflict.label].filter((one) => one !== "").join(" · ")}
      </Typography>
      <RadioGroup
        aria-labelledby={labelId}
        value={carried ? "carried" : "here"}
        onChange={(_, side) => onChoice(side === "carried")}
      >
        <FormControlLabel
          value="here"
          control={<Radio size="small" />}
          label={
            isWhole ? t("carried.wholeHere") : t("carried.here", { value: value(conflict.here) })
          }
        />
        <FormControlLabel
          value="carried"
          control={<Radio size="small" />}
          label={
            isWhole ? t("carried.wholeFile") : t("carried.file", { value: value(conflict.carried) })
          }
        />
      </RadioGroup>
    </Box>
  );
}
