import TextField from "@mui/material/TextField";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isPartialDate, type PartialDate } from "../../shared/base/index.ts";
import { shownEnd, storedEnd, writeDate } from "../../shared/model/index.ts";
import { readTypedDate } from "./read-typed-date.ts";

export type DateInputProps = {
  readonly id?: string | undefined;
  /** Visible label; a field of a form has its own and passes none. */
  readonly label?: string | undefined;
  readonly ariaLabel?: string | undefined;
  readonly ariaDescribedBy?: string | undefined;
  /** Stored value: ISO day, month or year; an exclusive end when `end` is set (D2). */
  readonly value: PartialDate | undefined;
  readonly onValue: (value: PartialDate | undefined) => void;
  /** Told false while the field holds what is no date: whoever acts on the value waits, or acts on another than the one on screen. */
  readonly onReadable?: ((readable: boolean) => void) | undefined;
  /** Shows and reads the last valid day of a stored exclusive end. */
  readonly end?: boolean | undefined;
  readonly precision?: "day" | "any" | undefined;
  readonly readOnly?: boolean | undefined;
  readonly invalid?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
};

/**
 * A date typed the French way. What cannot be read stays in the field, is said, and is not sent on: the value kept is the
 * last one understood. Understood dates are written in full when the field is left.
 */
export function DateInput(props: DateInputProps) {
  const { value, onValue, onReadable, end = false, precision = "day", readOnly = false } = props;
  const { t } = useTranslation("forms");
  const shown = textOf(value, end);
  const [typed, setTyped] = useState<string | null>(null);
  const focused = useRef(false);
  useEffect(() => {
    if (!focused.current) setTyped(null);
  }, [shown]);
  const text = typed ?? shown;
  const wrong =
    text.trim() !== "" && text !== shown && readTypedDate(text, precision) === undefined;
  useEffect(() => onReadable?.(!wrong), [onReadable, wrong]);

  const type = (next: string): void => {
    setTyped(next);
    if (next.trim() === "") onValue(undefined);
    else {
      const date = readTypedDate(next, precision);
      // A year alone may be the beginning of a day being typed: it counts when the field is left.
      if (date !== undefined && date.length === 10) onValue(end ? storedEnd(date) : date);
    }
  };
  const leave = (): void => {
    focused.current = false;
    if (typed === null || typed.trim() === "") {
      setTyped(null);
      return;
    }
    const date = readTypedDate(typed, precision);
    if (date === undefined) return;
    onValue(end ? storedEnd(date) : date);
    setTyped(null);
  };

  return (
    <TextField
      id={props.id}
      label={props.label}
      value={text}
      fullWidth
      autoFocus={props.autoFocus ?? false}
      placeholder={precision === "day" ? t("date.placeholder") : t("date.placeholderAny")}
      error={wrong || props.invalid === true}
      helperText={wrong ? (precision === "day" ? t("date.wrong") : t("date.wrongAny")) : undefined}
      onFocus={() => {
        focused.current = true;
      }}
      onChange={(event) => type(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Escape" && typed !== null && typed !== shown) {
          event.preventDefault();
          event.stopPropagation();
          setTyped(null);
        } else if (event.key === "Enter") leave();
      }}
      slotProps={{
        htmlInput: {
          readOnly,
          inputMode: "numeric",
          "aria-label": props.ariaLabel,
          "aria-describedby": props.ariaDescribedBy,
          autoComplete: "off",
          style: { fontVariantNumeric: "tabular-nums" },
        },
      }}
    />
  );
}

/** The text of a stored date; what is no date is shown as it is, because a wrong value must stay visible. */
function textOf(value: PartialDate | undefined, end: boolean): string {
  if (value === undefined || value === "") return "";
  if (!isPartialDate(value)) return value;
  return writeDate(end ? shownEnd(value) : value, "fr");
}
