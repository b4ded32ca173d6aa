import CheckCircle from "@mui/icons-material/CheckCircleOutlined";
import Autocomplete from "@mui/material/Autocomplete";
import InputAdornment from "@mui/material/InputAdornment";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Tooltip from "@mui/material/Tooltip";
import type { WidgetProps } from "@rjsf/utils";
import { useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { Attribute, AttributeKind } from "../../shared/model/index.ts";
import { DateInput } from "./date-input.tsx";
import { attributeOfWidget, worstOf, type FormEnvironment } from "./form-environment.ts";
import { ReferenceInput } from "./reference-input.tsx";

/** What every single-value input receives, whatever draws it (a field, or one line of a list). */
export type InputProps = {
  readonly id: string;
  readonly attribute: Attribute;
  readonly environment: FormEnvironment;
  readonly value: unknown;
  readonly onValue: (value: unknown) => void;
  readonly readOnly: boolean;
  readonly ariaLabel?: string | undefined;
  readonly describedBy?: string | undefined;
};

/** The text of a stored value; what should not be there is shown as it is. */
const textOf = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");

const isInvalid = ({ attribute, environment }: InputProps): boolean => {
  const worst = worstOf(
    environment.findings.filter((finding) => finding.attribute === attribute.name),
  );
  return worst === "error" || worst === "fatal";
};

const a11y = ({ ariaLabel, describedBy }: InputProps) => ({
  ...(ariaLabel === undefined ? {} : { "aria-label": ariaLabel }),
  ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
});

/** Text and codes; a national identifier whose key is right carries a check mark. */
function TextInput(props: InputProps) {
  const { t } = useTranslation("forms");
  const { attribute, environment, value, onValue, readOnly } = props;
  const text = value === undefined ? "" : textOf(value);
  const verified =
    attribute.identifier !== null &&
    text !== "" &&
    !environment.findings.some(
      (finding) => finding.attribute === attribute.name && finding.rule.startsWith("identifier"),
    );
  return (
    <TextField
      id={props.id}
      fullWidth
      value={text}
      multiline={attribute.kind === "multiline"}
      minRows={attribute.kind === "multiline" ? 2 : undefined}
      maxRows={attribute.kind === "multiline" ? 10 : undefined}
      error={isInvalid(props)}
      onChange={(event) => onValue(event.target.value === "" ? undefined : event.target.value)}
      slotProps={{
        htmlInput: {
          readOnly,
          ...a11y(props),
          autoComplete: "off",
          spellCheck: attribute.kind !== "code" && attribute.identifier === null,
          ...(attribute.kind === "code" || attribute.identifier !== null
            ? {
                style: {
                  fontFamily: "'JetBrains Mono', ui-monospace, monospace",
                  fontSize: "0.8125rem",
                },
              }
            : {}),
        },
        input: verified
          ? {
              endAdornment: (
                <InputAdornment position="end">
                  <Tooltip title={t("identifier.verified")}>
                    <CheckCircle
                      fontSize="small"
                      aria-label={t("identifier.verified")}
                      role="img"
                      sx={{ color: "state.accredited.text" }}
                    />
                  </Tooltip>
                </InputAdornment>
              ),
            }
          : {},
      }}
    />
  );
}

/** Numbers, with a decimal comma; what is no number stays as text and becomes a finding. */
function NumberInput(props: InputProps) {
  const { value, onValue, readOnly, environment } = props;
  const shown =
    value === undefined
      ? ""
      : environment.language === "fr"
        ? textOf(value).replace(".", ",")
        : textOf(value);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      id={props.id}
      fullWidth
      value={typed ?? shown}
      error={isInvalid(props)}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        const tidy = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
        const number = Number(tidy);
        onValue(tidy === "" ? undefined : Number.isFinite(number) ? number : text);
      }}
      onBlur={() => setTyped(null)}
      slotProps={{ htmlInput: { readOnly, inputMode: "decimal", ...a11y(props) } }}
    />
  );
}

/** Yes, no, or nothing recorded: three different things (D5). */
function BooleanInput(props: InputProps) {
  const { t } = useTranslation("forms");
  const { value, onValue, readOnly } = props;
  return (
    <TextField
      id={props.id}
      select
      fullWidth
      value={value === true ? "yes" : value === false ? "no" : ""}
      error={isInvalid(props)}
      onChange={(event) =>
        onValue(event.target.value === "" ? undefined : event.target.value === "yes")
      }
      slotProps={{
        select: {
          readOnly,
          displayEmpty: true,
          SelectDisplayProps: {
            id: props.id,
            ...(props.ariaLabel === undefined
              ? { "aria-labelledby": `${props.id}-label ${props.id}` }
              : {}),
            ...a11y(props),
          },
        },
        htmlInput: { id: `${props.id}-value` },
      }}
    >
      <MenuItem value="">{t("boolean.unknown")}</MenuItem>
      <MenuItem value="yes">{t("boolean.yes")}</MenuItem>
      <MenuItem value="no">{t("boolean.no")}</MenuItem>
    </TextField>
  );
}

/** One value of a closed list; a value outside of it stays visible. */
function ChoiceInput(props: InputProps) {
  const { t } = useTranslation("forms");
  const { attribute, environment, value, onValue, readOnly } = props;
  const labelOf = (choice: string): string =>
    attribute.choices.find((one) => one.value === choice)?.label[environment.language] ?? choice;
  const options = attribute.choices.map((choice) => choice.value);
  const present = value === undefined ? null : textOf(value);
  return (
    <Autocomplete
      id={props.id}
      fullWidth
      size="small"
      readOnly={readOnly}
      options={present !== null && !options.includes(present) ? [present, ...options] : options}
      value={present}
      getOptionLabel={labelOf}
      onChange={(_, choice) => onValue(choice ?? undefined)}
      noOptionsText={t("reference.nothing")}
      openText={t("reference.open")}
      closeText={t("reference.close")}
      clearText={t("reference.clear")}
      renderInput={(params) => (
        <TextField
          {...params}
          error={isInvalid(props)}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, ...a11y(props) },
          }}
        />
      )}
    />
  );
}

function DateKindInput(props: InputProps) {
  const { attribute, value, onValue, readOnly } = props;
  return (
    <DateInput
      id={props.id}
      value={value === undefined ? undefined : textOf(value)}
      onValue={onValue}
      end={attribute.kind === "period-end"}
      precision={attribute.kind === "date" ? "day" : "any"}
      readOnly={readOnly}
      invalid={isInvalid(props)}
      ariaLabel={props.ariaLabel}
      ariaDescribedBy={props.describedBy}
    />
  );
}

function ReferenceKindInput(props: InputProps) {
  const { attribute, environment, value, onValue, readOnly } = props;
  if (!attribute.reference) return <TextInput {...props} />;
  return (
    <ReferenceInput
      id={props.id}
      environment={environment}
      target={attribute.reference.referential}
      value={value === undefined ? undefined : textOf(value)}
      onValue={onValue}
      readOnly={readOnly}
      invalid={isInvalid(props)}
      ariaLabel={props.ariaLabel}
      ariaDescribedBy={props.describedBy}
    />
  );
}

/** The input of one value, by what the value is: never by the name of an attribute. */
export function inputFor(kind: AttributeKind): ComponentType<InputProps> {
  switch (kind) {
    case "integer":
    case "number":
      return NumberInput;
    case "boolean":
      return BooleanInput;
    case "choice":
      return ChoiceInput;
    case "date":
    case "partial-date":
    case "period-end":
      return DateKindInput;
    case "reference":
      return ReferenceKindInput;
    case "text":
    case "code":
    case "multiline":
    case "dated-links":
      return TextInput;
  }
}

const KINDS: readonly AttributeKind[] = [
  "text",
  "code",
  "multiline",
  "integer",
  "number",
  "boolean",
  "choice",
  "date",
  "partial-date",
  "period-end",
  "reference",
];

/** rjsf widgets under the names that `formSchemaOf` gives: the kind of the attribute. */
export const WIDGETS: Record<string, ComponentType<WidgetProps>> = Object.fromEntries(
  KINDS.map((kind) => [kind, widgetFor(kind)]),
);

function widgetFor(kind: AttributeKind): ComponentType<WidgetProps> {
  const Input = inputFor(kind);
  function Widget({ id, value, onChange, readonly, disabled, options, registry }: WidgetProps) {
    const environment = registry.formContext as FormEnvironment;
    return (
      <Input
        id={id}
        attribute={attributeOfWidget(environment, options["attribute"])}
        environment={environment}
        value={value}
        onValue={onChange}
        readOnly={readonly === true || disabled === true}
        describedBy={`${id}-notes`}
      />
    );
  }
  Widget.displayName = `Widget(${kind})`;
  return Widget;
}
