import History from "@mui/icons-material/History";
import Undo from "@mui/icons-material/Undo";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import type { FieldTemplateProps, ObjectFieldTemplateProps } from "@rjsf/utils";
import { useTranslation } from "react-i18next";
import { SeverityIcon, StateChip } from "../ui/index.ts";
import type { FormEnvironment } from "./form-environment.ts";

/** Fields that need the whole width. */
const WIDE = new Set(["dated-links", "multiline"]);

/** Sections of the model, each in one or two columns; a section without a title is what the layout forgot. */
export function SectionsTemplate({ properties, registry }: ObjectFieldTemplateProps) {
  const { t } = useTranslation("forms");
  const { referential, language, columns } = registry.formContext as FormEnvironment;
  const placed = new Set(referential.layout.form.flatMap(({ attributes }) => attributes));
  const left = referential.attributes.map(({ name }) => name).filter((name) => !placed.has(name));
  const sections = [
    ...referential.layout.form.map(({ label, attributes }) => ({
      title: label[language],
      attributes,
    })),
    ...(left.length > 0 ? [{ title: t("section.other"), attributes: left }] : []),
  ];
  const byName = new Map(properties.map((property) => [property.name, property.content]));
  return (
    <>
      {sections.map(({ title, attributes }) => (
        <Box component="section" key={title} aria-label={title} sx={{ mb: 3 }}>
          <Typography
            variant="h2"
            component="h2"
            sx={{
              fontSize: "0.9375rem",
              pb: 0.75,
              mb: 1.5,
              borderBottom: "1px solid var(--it-palette-divider)",
            }}
          >
            {title}
          </Typography>
          <Box
            sx={{
              display: "grid",
              gap: "10px 28px",
              gridTemplateColumns: "minmax(0, 1fr)",
              ...(columns === 2
                ? {
                    "@container form (min-width: 820px)": {
                      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
                    },
                    "@container form (min-width: 1400px)": {
                      gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
                    },
                  }
                : {}),
            }}
          >
            {attributes.map((name) => byName.get(name))}
          </Box>
        </Box>
      ))}
    </>
  );
}

/** One field: label, input, what it means, its findings, and what it was before when it changed. */
export function NotedFieldTemplate({
  id,
  label,
  children,
  rawDescription,
  uiSchema,
  registry,
  readonly,
}: FieldTemplateProps) {
  const { t } = useTranslation("forms");
  const environment = registry.formContext as FormEnvironment;
  const options = uiSchema?.["ui:options"] ?? {};
  const name = options["attribute"];
  if (typeof name !== "string") return children;
  const findings = environment.findings.filter((finding) => finding.attribute === name);
  const before = environment.before[name];
  const several = options["many"] === true || options["kind"] === "dated-links";
  const wide = WIDE.has(String(options["kind"])) || (several && options["kind"] !== "choice");
  return (
    <Box
      data-field={name}
      {...(several ? { role: "group", "aria-labelledby": `${id}-label` } : {})}
      sx={{
        minWidth: 0,
        // On demand: shown when the field is pointed at or focused.
        "& .field-history": { opacity: 0 },
        "&:hover .field-history, &:focus-within .field-history": { opacity: 1 },
        containerType: "inline-size",
        ...(wide && environment.columns === 2 ? { gridColumn: "1 / -1" } : {}),
      }}
    >
      <Box sx={{ display: "flex", alignItems: "center", gap: 1, minHeight: 24, mb: 0.25 }}>
        <Typography
          id={`${id}-label`}
          component={several ? "span" : "label"}
          {...(several ? {} : { htmlFor: id })}
          variant="body2"
          sx={{ fontWeight: 550, color: "text.secondary" }}
        >
          {label}
          {options["required"] === true && (
            <Box component="span" sx={{ color: "severity.error.text" }} title={t("field.required")}>
              {" *"}
            </Box>
          )}
        </Typography>
        {before !== undefined && (
          <StateChip state="draft" size="small" label={t("field.changed")} />
        )}
        {environment.onHistory && (
          <IconButton
            className="field-history"
            aria-label={t("field.history", { label })}
            title={t("field.history", { label })}
            onClick={() => environment.onHistory?.(name)}
            sx={{ p: 0.25 }}
          >
            <History sx={{ fontSize: 16 }} />
          </IconButton>
        )}
      </Box>
      {children}
      <Box id={`${id}-notes`}>
        {rawDescription && findings.length === 0 && (
          <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0.25 }}>
            {rawDescription}
          </Typography>
        )}
        {findings.map((finding) => (
          <Typography
            key={finding.rule + finding.message}
            variant="body2"
            component="p"
            sx={{
              display: "flex",
              gap: 0.75,
              alignItems: "flex-start",
              mt: 0.5,
              color: `severity.${finding.severity}.text`,
            }}
          >
            <SeverityIcon severity={finding.severity} size={16} />
            <span>{finding.message}</span>
          </Typography>
        ))}
      </Box>
      {before !== undefined && (
        <Box sx={{ display: "flex", alignItems: "center", gap: 1, mt: 0.5, flexWrap: "wrap" }}>
          <Typography
            variant="body2"
            component="div"
            color="textSecondary"
            sx={{ display: "flex", gap: 0.75, minWidth: 0 }}
          >
            <span>{t("field.before")}</span>
            <Box
              component="span"
              sx={{
                textDecoration: before === "" ? "none" : "line-through",
                overflowWrap: "anywhere",
              }}
            >
              {before === "" ? t("field.empty") : before}
            </Box>
          </Typography>
          {environment.onRevert && !readonly && (
            <Button
              startIcon={<Undo fontSize="small" />}
              aria-label={t("field.revertNamed", { label })}
              onClick={() => environment.onRevert?.(name)}
              sx={{ minHeight: 24, py: 0 }}
            >
              {t("field.revert")}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}
