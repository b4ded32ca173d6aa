import { styled } from "@mui/material/styles";
import { useTranslation } from "react-i18next";
import { MarkIcon, markColour, type MarkKind } from "./mark-icon.tsx";
import type { SeverityChipProps, SeverityIconProps, StateChipProps } from "./props.ts";

const Chip = styled("span", { shouldForwardProp: (prop) => prop !== "kind" })<{
  readonly kind: MarkKind;
}>(({ kind }) => ({
  display: "inline-flex",
  alignItems: "center",
  gap: 4,
  height: 22,
  padding: "0 7px 0 5px",
  borderRadius: 4,
  fontSize: "0.75rem",
  fontWeight: 550,
  lineHeight: 1,
  whiteSpace: "nowrap",
  color: markColour(kind, "text"),
  backgroundColor: markColour(kind, "soft"),
  "&[data-icon-only]": { padding: "0 3px", width: 22, justifyContent: "center" },
  "&[data-small]": { height: 18, fontSize: "0.6875rem", gap: 3, paddingInline: "4px 5px" },
}));

/** State of a record or of a value: icon, word and colour together. */
export function StateChip({ state, label, size = "medium", iconOnly = false }: StateChipProps) {
  const { t } = useTranslation("ui");
  const word = label ?? t(`state.${state}`);
  return (
    <Chip
      kind={state}
      data-small={size === "small" ? "" : undefined}
      data-icon-only={iconOnly ? "" : undefined}
      title={iconOnly ? word : undefined}
      {...(iconOnly ? { role: "img", "aria-label": word } : {})}
    >
      <MarkIcon kind={state} size={size === "small" ? 12 : 14} />
      {iconOnly ? null : word}
    </Chip>
  );
}

/** Icon of a severity; says its word unless a word stands beside it. */
export function SeverityIcon({ severity, decorative = false, size = 16 }: SeverityIconProps) {
  const { t } = useTranslation("ui");
  return (
    <span
      style={{ color: markColour(severity, "text"), display: "inline-flex" }}
      title={decorative ? undefined : t(`severity.${severity}`)}
      {...(decorative
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": t(`severity.${severity}`) })}
    >
      <MarkIcon kind={severity} size={size} />
    </span>
  );
}

/** Severity with its word, or with a count: « 12 avertissements ». */
export function SeverityChip({ severity, count, label }: SeverityChipProps) {
  const { t } = useTranslation("ui");
  const word =
    label ??
    (count === undefined ? t(`severity.${severity}`) : t(`severityCount.${severity}`, { count }));
  return (
    <Chip kind={severity}>
      <MarkIcon kind={severity} size={14} />
      {word}
    </Chip>
  );
}
