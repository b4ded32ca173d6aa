import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SeverityChip, StateChip, type SeverityKind, type StateKind } from "../ui/index.ts";
import type { GridFilter } from "./grid-props.ts";

const STATES: readonly StateKind[] = ["draft", "pending", "accredited", "refused", "conflict"];
const SEVERITIES: readonly SeverityKind[] = ["fatal", "error", "warning", "info"];

export interface RowMenuProps {
  readonly anchor: Element | null;
  readonly filters: readonly GridFilter[];
  readonly onFilters: (filters: readonly GridFilter[]) => void;
  readonly onClose: () => void;
}

/** Filters on the record as a whole: its state and its findings. */
export function RowMenu({ anchor, filters, onFilters, onClose }: RowMenuProps) {
  const { t } = useTranslation("grid");
  const state = filters.find((filter) => filter.kind === "state");
  const finding = filters.find((filter) => filter.kind === "finding" && !filter.columnId);
  const [states, setStates] = useState(state?.kind === "state" ? state.states : []);
  const [severities, setSeverities] = useState(
    finding?.kind === "finding" ? finding.severities : [],
  );
  const others = filters.filter((filter) => filter !== state && filter !== finding);
  const toggled = <T,>(list: readonly T[], one: T): readonly T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
      slotProps={{
        paper: {
          role: "dialog",
          "aria-modal": true,
          "aria-label": t("header.rowMenu"),
          sx: { width: 260, p: 1.5 },
        },
      }}
    >
      <Typography variant="h4" component="h2" id="row-menu-state">
        {t("filter.states")}
      </Typography>
      <Box role="group" aria-labelledby="row-menu-state">
        {STATES.map((one, at) => (
          <FormControlLabel
            key={one}
            sx={{ display: "flex", ml: 0 }}
            control={
              <Checkbox
                size="small"
                autoFocus={at === 0}
                sx={{ p: 0.5 }}
                checked={states.includes(one)}
                onChange={() => setStates(toggled(states, one))}
              />
            }
            label={<StateChip state={one} />}
          />
        ))}
      </Box>
      <Typography variant="h4" component="h2" id="row-menu-finding" sx={{ mt: 1 }}>
        {t("filter.findings")}
      </Typography>
      <Box role="group" aria-labelledby="row-menu-finding">
        {SEVERITIES.map((one) => (
          <FormControlLabel
            key={one}
            sx={{ display: "flex", ml: 0 }}
            control={
              <Checkbox
                size="small"
                sx={{ p: 0.5 }}
                checked={severities.includes(one)}
                onChange={() => setSeverities(toggled(severities, one))}
              />
            }
            label={<SeverityChip severity={one} />}
          />
        ))}
      </Box>
      <Box sx={{ display: "flex", gap: 1, mt: 1 }}>
        <Button
          disabled={!state && !finding}
          sx={{ mr: "auto" }}
          onClick={() => {
            onFilters(others);
            onClose();
          }}
        >
          {t("filter.clear")}
        </Button>
        <Button
          variant="contained"
          onClick={() => {
            onFilters([
              ...others,
              ...(states.length > 0 ? [{ kind: "state" as const, states }] : []),
              ...(severities.length > 0 ? [{ kind: "finding" as const, severities }] : []),
            ]);
            onClose();
          }}
        >
          {t("filter.apply")}
        </Button>
      </Box>
    </Popover>
  );
}
