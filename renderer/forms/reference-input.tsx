import OpenInNew from "@mui/icons-material/OpenInNewOutlined";
import Autocomplete from "@mui/material/Autocomplete";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import TextField from "@mui/material/TextField";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { KEY_PREFIX, keyInReference, keyReference } from "../../shared/model/index.ts";
import type { ReferentialId } from "../../shared/base/index.ts";
import type { FormEnvironment, ReferenceLabel } from "./form-environment.ts";

type Option = {
  readonly reference: string;
  readonly label: ReferenceLabel | null;
  /** A code nothing answers yet, kept as such. */
  readonly unknownKey?: string;
};

export type ReferenceInputProps = {
  readonly id?: string | undefined;
  readonly ariaLabel?: string | undefined;
  readonly ariaDescribedBy?: string | undefined;
  readonly environment: Pick<FormEnvironment, "labels" | "search"> &
    Partial<Pick<FormEnvironment, "onOpenReference">>;
  readonly target: ReferentialId;
  readonly value: string | undefined;
  readonly onValue: (value: string | undefined) => void;
  readonly readOnly?: boolean | undefined;
  /** A gesture needs a record that is there: a code that nothing answers is not offered. */
  readonly knownOnly?: boolean | undefined;
  readonly invalid?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly placeholder?: string | undefined;
};

/** A reference chosen by code or by label. Unless `knownOnly`, a code that nothing answers can be kept: it becomes a finding, not a loss. */
export function ReferenceInput(props: ReferenceInputProps) {
  const { environment, target, value, onValue, readOnly = false } = props;
  const { t } = useTranslation("forms");
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<readonly ReferenceLabel[]>([]);
  const [chosen, setChosen] = useState<ReferenceLabel | null>(null);
  const search = useRef(environment.search);
  search.current = environment.search;

  useEffect(() => {
    if (!open) return;
    let current = true;
    search.current(target, text).then(
      (labels) => current && setFound(labels),
      () => current && setFound([]),
    );
    return () => {
      current = false;
    };
  }, [open, target, text]);

  const label =
    value === undefined
      ? null
      : (environment.labels[value] ?? (chosen?.id === value ? chosen : null));
  const present: Option | null = value === undefined ? null : { reference: value, label };
  const typed = text.trim();
  const options: Option[] = found.map((one) => ({ reference: one.id, label: one }));
  if (present && typed === "" && !options.some((one) => one.reference === present.reference))
    options.unshift(present);
  if (
    typed !== "" &&
    props.knownOnly !== true &&
    !found.some((one) => one.key === typed) &&
    !(present && typed === wordsOf(present))
  )
    options.push({ reference: keyReference(typed), label: null, unknownKey: typed });

  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 0.5, width: "100%" }}>
      <Autocomplete<Option, false, false, false>
        {...(props.id === undefined ? {} : { id: props.id })}
        fullWidth
        size="small"
        readOnly={readOnly}
        options={options}
        value={present}
        open={open && !readOnly}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        filterOptions={(all) => all}
        getOptionLabel={wordsOf}
        getOptionKey={(option) => option.reference}
        isOptionEqualToValue={(one, other) => one.reference === other.reference}
        onInputChange={(_, next, reason) => setText(reason === "input" ? next : "")}
        onChange={(_, option) => {
          setChosen(option?.label ?? null);
          onValue(option?.reference);
        }}
        noOptionsText={t("reference.nothing")}
        openText={t("reference.open")}
        closeText={t("reference.close")}
        clearText={t("reference.clear")}
        renderOption={({ key, ...rest }, option) => (
          <li key={key} {...rest}>
            {option.unknownKey === undefined ? (
              <span>
                <code>
                  {option.label?.key ?? keyInReference(option.reference) ?? option.reference}
                </code>
                &ensp;{option.label?.title}
              </span>
            ) : (
              <em>{t("reference.keep", { code: option.unknownKey })}</em>
            )}
          </li>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            autoFocus={props.autoFocus ?? false}
            placeholder={props.placeholder ?? t("reference.placeholder")}
            error={props.invalid ?? false}
            slotProps={{
              ...params.slotProps,
              htmlInput: {
                ...params.slotProps.htmlInput,
                ...(props.ariaLabel ? { "aria-label": props.ariaLabel } : {}),
                ...(props.ariaDescribedBy ? { "aria-describedby": props.ariaDescribedBy } : {}),
              },
            }}
          />
        )}
      />
      {label && environment.onOpenReference && (
        <IconButton
          aria-label={t("reference.goTo", { label: label.title })}
          onClick={() => environment.onOpenReference?.(label)}
        >
          <OpenInNew fontSize="small" />
        </IconButton>
      )}
    </Box>
  );
}

function wordsOf({ reference, label }: Option): string {
  if (label) return label.title === label.key ? label.key : `${label.key} — ${label.title}`;
  return reference.startsWith(KEY_PREFIX) ? reference.slice(KEY_PREFIX.length) : reference;
}
