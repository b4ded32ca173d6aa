import Add from "@mui/icons-material/Add";
import Close from "@mui/icons-material/Close";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import TextField from "@mui/material/TextField";
import type { FieldProps } from "@rjsf/utils";
import { useTranslation } from "react-i18next";
import type { Attribute } from "../../shared/model/index.ts";
import { attributeOfWidget, type FormEnvironment } from "./form-environment.ts";
import { inputFor } from "./widgets.tsx";

/** A list of values: chips for short texts, codes and closed lists; one line each for everything else. */
export function ListField({
  formData,
  onChange,
  fieldPathId,
  uiSchema,
  registry,
  readonly,
  disabled,
}: FieldProps) {
  const environment = registry.formContext as FormEnvironment;
  const attribute = attributeOfWidget(environment, uiSchema?.["ui:options"]?.["attribute"]);
  const values: readonly unknown[] = Array.isArray(formData) ? formData : [];
  const keep = (next: readonly unknown[]): void =>
    onChange(next.length === 0 ? undefined : [...next], fieldPathId.path);
  const props: ListProps = {
    id: fieldPathId.$id,
    attribute,
    environment,
    values,
    onValues: keep,
    readOnly: readonly === true || disabled === true,
  };
  const short = attribute.aligned === null && ["text", "code", "choice"].includes(attribute.kind);
  return short ? <ChipList {...props} /> : <LineList {...props} />;
}

type ListProps = {
  readonly id: string;
  readonly attribute: Attribute;
  readonly environment: FormEnvironment;
  readonly values: readonly unknown[];
  readonly onValues: (values: readonly unknown[]) => void;
  readonly readOnly: boolean;
};

function ChipList({ id, attribute, environment, values, onValues, readOnly }: ListProps) {
  const { t } = useTranslation("forms");
  const closed = attribute.kind === "choice";
  const labelOf = (value: string): string =>
    attribute.choices.find((choice) => choice.value === value)?.label[environment.language] ??
    value;
  return (
    <Autocomplete<string, true, false, boolean>
      id={id}
      multiple
      fullWidth
      size="small"
      freeSolo={!closed}
      readOnly={readOnly}
      autoSelect={!closed}
      disableCloseOnSelect={closed}
      options={closed ? attribute.choices.map((choice) => choice.value) : []}
      value={values.map(String)}
      getOptionLabel={labelOf}
      onChange={(_, next) =>
        onValues([...new Set(next.map((text) => text.trim()).filter((text) => text !== ""))])
      }
      noOptionsText={t("reference.nothing")}
      openText={t("reference.open")}
      closeText={t("reference.close")}
      clearText={t("list.clear")}
      renderInput={(params) => (
        <TextField
          {...params}
          placeholder={values.length === 0 && !closed ? t("list.placeholder") : ""}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, "aria-describedby": `${id}-notes` },
          }}
        />
      )}
    />
  );
}

function LineList({ id, attribute, environment, values, onValues, readOnly }: ListProps) {
  const { t } = useTranslation("forms");
  const Input = inputFor(attribute.kind);
  const label = attribute.label[environment.language];
  return (
    <Box sx={{ display: "flex", flexDirection: "column", gap: 0.75 }}>
      {values.map((value, at) => (
        <Box key={at} sx={{ display: "flex", alignItems: "flex-start", gap: 0.5 }}>
          <Input
            id={`${id}-${at}`}
            attribute={attribute}
            environment={environment}
            value={value === "" ? undefined : value}
            onValue={(next) =>
              onValues(values.map((one, index) => (index === at ? (next ?? "") : one)))
            }
            readOnly={readOnly}
            ariaLabel={t("list.line", { label, line: at + 1 })}
          />
          {!readOnly && (
            <IconButton
              aria-label={t("list.remove", { label, line: at + 1 })}
              onClick={() => onValues(values.filter((_, index) => index !== at))}
            >
              <Close fontSize="small" />
            </IconButton>
          )}
        </Box>
      ))}
      {!readOnly && (
        <Box>
          <Button startIcon={<Add />} onClick={() => onValues([...values, ""])}>
            {t("list.add")}
          </Button>
        </Box>
      )}
    </Box>
  );
}
