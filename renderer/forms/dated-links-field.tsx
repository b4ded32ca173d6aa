import Add from "@mui/icons-material/Add";
import Close from "@mui/icons-material/Close";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import type { FieldProps } from "@rjsf/utils";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inPeriod } from "../../shared/base/index.ts";
import { daysOf, type DatedLink } from "../../shared/model/index.ts";
import { StateChip } from "../ui/index.ts";
import { DateInput } from "./date-input.tsx";
import { attributeOfWidget, type FormEnvironment } from "./form-environment.ts";
import { ReferenceInput } from "./reference-input.tsx";
import { changeLink } from "./change-link.ts";

/** Links that hold over periods, one line each; those in force today say so. */
export function DatedLinksField({
  formData,
  onChange,
  fieldPathId,
  uiSchema,
  registry,
  readonly,
  disabled,
}: FieldProps) {
  const { t } = useTranslation("forms");
  const environment = registry.formContext as FormEnvironment;
  const attribute = attributeOfWidget(environment, uiSchema?.["ui:options"]?.["attribute"]);
  const links: readonly DatedLink[] = Array.isArray(formData) ? (formData as DatedLink[]) : [];
  const readOnly = readonly === true || disabled === true;
  const label = attribute.label[environment.language];
  const keep = (next: readonly DatedLink[]): void =>
    onChange(next.length === 0 ? undefined : [...next], fieldPathId.path);
  const set = (at: number, change: Partial<Record<keyof DatedLink, string | undefined>>): void =>
    keep(links.map((link, index) => (index === at ? changeLink(link, change) : link)));
  const target = attribute.reference?.referential;

  // A link just added is the one being filled in.
  const [added, setAdded] = useState<number | null>(null);
  const columns = `minmax(160px, 3fr)${attribute.choices.length > 0 ? " minmax(110px, 1fr)" : ""} 132px 132px 92px 32px`;

  return (
    <Box sx={{ display: "flex", flexDirection: "column", gap: 0.75 }}>
      {links.length > 0 && (
        <Box
          aria-hidden
          sx={{
            display: "grid",
            gridTemplateColumns: columns,
            gap: 0.75,
            mb: -0.5,
            fontSize: "0.75rem",
            color: "text.secondary",
            "@container (max-width: 620px)": { display: "none" },
          }}
        >
          <span />
          {attribute.choices.length > 0 && <span>{t("links.typeCaption")}</span>}
          <span>{t("links.fromCaption")}</span>
          <span>{t("links.toCaption")}</span>
        </Box>
      )}
      {links.length === 0 && readOnly && (
        <Typography variant="body1" color="textSecondary">
          {t("links.none")}
        </Typography>
      )}
      {links.map((link, at) => {
        const line = { label, line: at + 1 };
        const inForce = inPeriod(daysOf(link.from, link.to), environment.today);
        return (
          <Box
            key={at}
            sx={{
              display: "grid",
              gridTemplateColumns: columns,
              gap: 0.75,
              alignItems: "start",
              "@container (max-width: 620px)": { gridTemplateColumns: "1fr 1fr" },
            }}
          >
            {target === undefined ? (
              <TextField value={link.target} disabled />
            ) : (
              <ReferenceInput
                environment={environment}
                target={target}
                value={link.target === "" ? undefined : link.target}
                onValue={(next) => set(at, { target: next ?? "" })}
                readOnly={readOnly}
                autoFocus={added === at}
                ariaLabel={t("links.target", line)}
              />
            )}
            {attribute.choices.length > 0 && (
              <TextField
                select
                value={link.type ?? ""}
                onChange={(event) => set(at, { type: event.target.value || undefined })}
                slotProps={{
                  select: { readOnly, SelectDisplayProps: { "aria-label": t("links.type", line) } },
                }}
              >
                <MenuItem value="">{t("boolean.unknown")}</MenuItem>
                {attribute.choices.map((choice) => (
                  <MenuItem key={choice.value} value={choice.value}>
                    {choice.label[environment.language]}
                  </MenuItem>
                ))}
              </TextField>
            )}
            <DateInput
              value={link.from}
              onValue={(from) => set(at, { from })}
              precision="any"
              readOnly={readOnly}
              ariaLabel={t("links.from", line)}
            />
            <DateInput
              value={link.to}
              onValue={(to) => set(at, { to })}
              end
              precision="any"
              readOnly={readOnly}
              ariaLabel={t("links.to", line)}
            />
            <Box sx={{ pt: "6px" }}>
              {inForce && <StateChip state="accredited" label={t("links.inForce")} size="small" />}
            </Box>
            {!readOnly && (
              <IconButton
                aria-label={t("links.remove", line)}
                onClick={() => keep(links.filter((_, index) => index !== at))}
              >
                <Close fontSize="small" />
              </IconButton>
            )}
          </Box>
        );
      })}
      {!readOnly && (
        <Box>
          <Button
            startIcon={<Add />}
            onClick={() => {
              setAdded(links.length);
              keep([...links, { target: "" }]);
            }}
          >
            {t("links.add")}
          </Button>
        </Box>
      )}
    </Box>
  );
}
