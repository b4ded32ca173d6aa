import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { styled } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { MarkIcon } from "./mark-icon.tsx";
import type { StepperFrameProps, StepperStep } from "./props.ts";
import { VisuallyHidden } from "./visually-hidden.tsx";

const Disc = styled("span")({
  display: "inline-grid",
  placeItems: "center",
  width: 24,
  height: 24,
  flex: "none",
  borderRadius: 12,
  fontSize: "0.75rem",
  fontWeight: 600,
  border: "1.5px solid var(--it-palette-frame-lineStrong)",
  color: "var(--it-palette-text-secondary)",
  "&[data-status='current']": {
    backgroundColor: "var(--it-palette-primary-main)",
    borderColor: "var(--it-palette-primary-main)",
    color: "var(--it-palette-primary-contrastText)",
  },
  "&[data-status='done']": {
    borderColor: "var(--it-palette-state-accredited-line)",
    color: "var(--it-palette-state-accredited-text)",
  },
  "&[data-status='error']": {
    borderColor: "var(--it-palette-severity-error-line)",
    color: "var(--it-palette-severity-error-text)",
  },
});

const StepButton = styled("button")({
  display: "flex",
  alignItems: "center",
  gap: 8,
  padding: "4px 8px",
  border: 0,
  borderRadius: 6,
  background: "none",
  font: "inherit",
  color: "inherit",
  textAlign: "left",
  "&:not(:disabled)": { cursor: "pointer" },
  "&:not(:disabled):hover": { backgroundColor: "var(--it-palette-frame-hover)" },
});

/** Work in a few steps: where one is, what is done, and the way on. Fills the height it is given. */
export function StepperFrame({
  label,
  steps,
  onStep,
  children,
  note,
  back,
  next,
  extra,
}: StepperFrameProps) {
  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100%", minHeight: 0 }}>
      <Box
        component="nav"
        aria-label={label}
        sx={{ px: 2, py: 1, borderBottom: "1px solid var(--it-palette-divider)" }}
      >
        <Box
          component="ol"
          sx={{
            display: "flex",
            alignItems: "center",
            gap: 1,
            m: 0,
            p: 0,
            listStyle: "none",
            overflowX: "auto",
          }}
        >
          {steps.map((step, at) => (
            <Step key={step.id} step={step} position={at + 1} onStep={onStep} />
          ))}
        </Box>
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflow: "auto" }}>{children}</Box>
      {(back || next || extra || note) && (
        <Box
          sx={{
            display: "flex",
            alignItems: "center",
            gap: 1,
            px: 2,
            py: 1.25,
            borderTop: "1px solid var(--it-palette-divider)",
            backgroundColor: "background.paper",
          }}
        >
          {back && (
            <Button variant="outlined" onClick={back.onAct} disabled={back.disabled ?? false}>
              {back.label}
            </Button>
          )}
          {extra}
          <Typography variant="body2" sx={{ color: "text.secondary", flex: 1, textAlign: "right" }}>
            {note}
          </Typography>
          {next && (
            <Button variant="contained" onClick={next.onAct} disabled={next.disabled ?? false}>
              {next.label}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}

interface StepProps {
  readonly step: StepperStep;
  readonly position: number;
  readonly onStep: ((id: string) => void) | undefined;
}

function Step({ step, position, onStep }: StepProps) {
  const { t } = useTranslation("ui");
  const reachable = onStep !== undefined && step.status !== "todo" && step.status !== "current";
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        whiteSpace: "nowrap",
        "&:not(:first-of-type)::before": {
          content: '""',
          width: 24,
          height: "1px",
          backgroundColor: "frame.lineStrong",
        },
      }}
    >
      <StepButton
        type="button"
        disabled={!reachable}
        aria-current={step.status === "current" ? "step" : undefined}
        onClick={() => onStep?.(step.id)}
      >
        <Disc data-status={step.status} aria-hidden>
          {step.status === "done" ? (
            <MarkIcon kind="accredited" size={14} />
          ) : step.status === "error" ? (
            "!"
          ) : (
            position
          )}
        </Disc>
        <span>
          <Typography
            component="span"
            variant="body1"
            sx={{
              display: "block",
              fontWeight: step.status === "current" ? 600 : 450,
              color: step.status === "todo" ? "text.secondary" : "text.primary",
            }}
          >
            {step.label}
          </Typography>
          {step.hint && (
            <Typography component="span" variant="caption" sx={{ color: "text.secondary" }}>
              {step.hint}
            </Typography>
          )}
        </span>
        {step.status !== "current" && (
          <VisuallyHidden>{t(`stepStatus.${step.status}`)}</VisuallyHidden>
        )}
      </StepButton>
    </Box>
  );
}
