import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../app/i18n/index.ts";
import type { ProgressLineProps } from "./props.ts";
import { remainingTime } from "./remaining-time.ts";

/** Long work: what it is, how far, how long still, and how to stop it. Nothing shows before 100 ms. */
export function ProgressLine({
  label,
  done,
  total,
  elapsedMs,
  onCancel,
  delayMs = 100,
}: ProgressLineProps) {
  const { t } = useTranslation("ui");
  const formats = useFormats();
  const labelId = useId();
  const [shown, setShown] = useState(delayMs <= 0);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);

  const remaining = remainingTime(done, total, elapsedMs);
  const share = total && total > 0 ? Math.min(1, done / total) : undefined;
  const facts = [
    total === undefined
      ? done > 0 && t("progress.done", { count: done })
      : t("progress.doneOf", { done, count: total }),
    remaining !== undefined && t("progress.remaining", { ms: remaining }),
  ].filter((fact) => typeof fact === "string");

  return (
    <Box
      sx={{
        display: "flex",
        gap: 2,
        alignItems: "center",
        minHeight: 48,
        visibility: shown ? "visible" : "hidden",
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: "flex", gap: 2, justifyContent: "space-between", mb: 0.5 }}>
          <Typography id={labelId} variant="body1" noWrap>
            {label}
          </Typography>
          <Typography
            variant="body2"

            noWrap
            sx={{ color: "text.secondary", fontVariantNumeric: "tabular-nums" }}
          >
            {facts.join(" · ")}
          </Typography>
        </Box>
        <LinearProgress
          aria-labelledby={labelId}
          aria-valuetext={share === undefined ? facts.join(" · ") : formats.share(share)}
          {...(share === undefined ? {} : { variant: "determinate" as const, value: share * 100 })}
        />
      </Box>
      {onCancel && (
        <Button variant="outlined" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
      )}
    </Box>
  );
}
