import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConflictView } from "../../data-worker/data-api.ts";
import { StateChip } from "../../ui/index.ts";

type Side = "base" | "mine" | "central" | "other";
type Props = {
  readonly conflict: ConflictView;
  readonly selected: boolean;
  readonly onSelect: ((yes: boolean) => void) | undefined;
  readonly onResolve: (choice: {
    readonly side: Side;
    readonly text?: string;
    readonly reason: string;
  }) => void;
  readonly onUndo: () => void;
};

/** One field: three columns, a choice among them or a fourth value, what it will do, and why. */
export function ConflictCard({ conflict, selected, onSelect, onResolve, onUndo }: Props) {
  const { t } = useTranslation("conflicts");
  const [side, setSide] = useState<Side>("mine");
  const [text, setText] = useState(conflict.mine);
  const [reason, setReason] = useState("");
  const card = useRef<HTMLDivElement>(null);
  const was = useRef(conflict.resolved);
  // The form and its answer take each other's place: the focus that was in the one goes on in the other.
  useEffect(() => {
    if (was.current === conflict.resolved) return;
    was.current = conflict.resolved;
    if (document.activeElement === null || document.activeElement === document.body)
      card.current?.querySelector<HTMLElement>("input[type='radio']:checked, button")?.focus();
  }, [conflict.resolved]);
  const wholeRecord = conflict.conflict.attribute === null;
  const sides: readonly Side[] = wholeRecord
    ? ["mine", "central"]
    : ["base", "mine", "central", "other"];
  const valueOf = (one: Side): string =>
    one === "base"
      ? conflict.base
      : one === "mine"
        ? conflict.mine
        : one === "central"
          ? conflict.central
          : text;

  return (
    <Box ref={card} sx={{ py: 1.5, borderBottom: "1px solid var(--it-palette-divider)" }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        {onSelect && conflict.resolved === null && (
          <Checkbox
            size="small"
            checked={selected}
            onChange={(_, yes) => onSelect(yes)}
            slotProps={{
              input: {
                "aria-label": t("bulk.select", { label: conflict.label, key: conflict.key }),
              },
            }}
          />
        )}
        <Typography component="h3" variant="body1" sx={{ fontWeight: 600, flex: 1 }}>
          {conflict.label || t("wholeRecord")}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t(`case.${conflict.conflict.case}`)}
        </Typography>
        <StateChip
          state={conflict.resolved === null ? "conflict" : "accredited"}
          label={t(conflict.resolved === null ? "open" : "resolved")}
        />
      </Box>
      <Box
        component="dl"
        sx={{
          m: 0,
          mt: 1,
          display: "grid",
          gridTemplateColumns: { xs: "1fr", md: "repeat(3, minmax(0, 1fr))" },
          gap: 1,
        }}
      >
        {(["base", "mine", "central"] as const).map((one) => (
          <Box
            key={one}
            sx={{
              p: 1,
              border: "1px solid var(--it-palette-divider)",
              borderRadius: 1,
              borderColor: conflict.resolved === one ? "primary.main" : undefined,
            }}
          >
            <Typography component="dt" variant="body2" color="textSecondary">
              {t(`side.${one}`)}
            </Typography>
            <Typography
              component="dd"
              sx={{ m: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
            >
              {valueOf(one) || t("empty")}
            </Typography>
          </Box>
        ))}
      </Box>
      {conflict.resolved !== null ? (
        <Box sx={{ display: "flex", gap: 2, alignItems: "center", mt: 1 }}>
          <Typography variant="body2" sx={{ flex: 1 }}>
            {t(`kept.${conflict.resolved}`, {
              value: conflict.value ?? valueOf(conflict.resolved),
            })}
          </Typography>
          <Button size="small" onClick={onUndo}>
            {t("undo")}
          </Button>
        </Box>
      ) : (
        <Box
          component="form"
          aria-label={t("choose", { label: conflict.label, key: conflict.key })}
          onSubmit={(event) => {
            event.preventDefault();
            onResolve({ side, reason, ...(side === "other" ? { text } : {}) });
          }}
          sx={{ display: "flex", flexWrap: "wrap", gap: 1.5, alignItems: "center", mt: 1 }}
        >
          <RadioGroup
            row
            value={side}
            onChange={(_, next) => setSide(next as Side)}
            aria-label={t("choose", { label: conflict.label, key: conflict.key })}
          >
            {sides.map((one) => (
              <FormControlLabel
                key={one}
                value={one}
                control={<Radio size="small" />}
                label={t(`keep.${one}`)}
              />
            ))}
          </RadioGroup>
          {side === "other" && (
            <TextField
              size="small"
              label={t("otherValue")}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
          <TextField
            size="small"
            label={t("reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            sx={{ minWidth: 220 }}
          />
          <Button type="submit" variant="contained" size="small">
            {t("resolve")}
          </Button>
          <Typography variant="body2" color="textSecondary" sx={{ flexBasis: "100%" }}>
            {t(`effect.${wholeRecord ? "record" : "field"}.${side}`, {
              value: valueOf(side) || t("empty"),
            })}
          </Typography>
        </Box>
      )}
    </Box>
  );
}
