import Box from "@mui/material/Box";
import { withTheme, type FormProps } from "@rjsf/core";
import { Theme } from "@rjsf/mui";
import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { useMemo } from "react";
import type { JsonValue } from "../../shared/base/index.ts";
import { formSchemaOf } from "../../shared/model/index.ts";
import type { RecordData } from "../../shared/record/index.ts";
import { changedValues } from "./changed-values.ts";
import { DatedLinksField } from "./dated-links-field.tsx";
import type { FormEnvironment } from "./form-environment.ts";
import { NotedFieldTemplate, SectionsTemplate } from "./form-templates.tsx";
import { ListField } from "./list-field.tsx";
import { NO_VALIDATION } from "./no-validation.ts";
import { WIDGETS } from "./widgets.tsx";

const LISTS = [
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
const FIELDS = {
  "dated-links": DatedLinksField,
  ...Object.fromEntries(LISTS.map((kind) => [`${kind}-list`, ListField])),
};
const TEMPLATES = { FieldTemplate: NotedFieldTemplate, ObjectFieldTemplate: SectionsTemplate };
/** A record has the values somebody gave: no default is invented. */
const NO_DEFAULTS = {
  constAsDefaults: "never",
  emptyObjectFields: "skipDefaults",
  arrayMinItems: { populate: "never" },
} as const;

const ThemedForm = withTheme(Theme);

export type RecordFormProps = {
  readonly environment: FormEnvironment;
  readonly value: RecordData;
  readonly readOnly: boolean;
  /** Attributes that changed with this keystroke; undefined = no value. */
  readonly onChange: (values: Readonly<Record<string, JsonValue | undefined>>) => void;
};

/** The form of a record, generated from its model: sections, fields, findings beside the field, before → after. */
export function RecordForm({ environment, value, readOnly, onChange }: RecordFormProps) {
  const { referential, language } = environment;
  const { schema, uiSchema } = useMemo(
    () => formSchemaOf(referential, language),
    [referential, language],
  );
  const props: FormProps = {
    schema: schema as RJSFSchema,
    uiSchema: {
      ...(uiSchema as UiSchema),
      "ui:submitButtonOptions": { norender: true },
    },
    formData: value,
    formContext: environment,
    validator: NO_VALIDATION as FormProps["validator"],
    noValidate: true,
    noHtml5Validate: true,
    showErrorList: false,
    readonly: readOnly,
    idPrefix: "fiche",
    widgets: WIDGETS,
    fields: FIELDS as NonNullable<FormProps["fields"]>,
    templates: TEMPLATES,
    experimental_defaultFormStateBehavior: NO_DEFAULTS,
    tagName: "div" as unknown as NonNullable<FormProps["tagName"]>,
    onChange: ({ formData }) => {
      const changed = changedValues(value, formData);
      if (Object.keys(changed).length > 0) onChange(changed);
    },
  };
  return (
    <Box
      sx={{
        containerType: "inline-size",
        containerName: "form",
        // As tall as a row of the grid: a form is a grid of one record.
        "& .MuiInputBase-root": { fontSize: "0.875rem" },
        "& input.MuiInputBase-input, & .MuiSelect-select.MuiInputBase-input": {
          py: "5.5px",
          minHeight: 21,
        },
        "& .MuiAutocomplete-root .MuiAutocomplete-inputRoot.MuiInputBase-root": { py: "1px" },
        "& .MuiAutocomplete-root .MuiAutocomplete-inputRoot input.MuiAutocomplete-input": {
          py: "4.5px",
        },
      }}
    >
      <ThemedForm {...props} />
    </Box>
  );
}
