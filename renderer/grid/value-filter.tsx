import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../app/i18n/index.ts";
import { shownText, type CellWords } from "./cell-text.ts";
import type { GridColumn, GridFilter, GridProps, ValueCounts } from "./grid-props.ts";
import { rememberValueText } from "./value-texts.ts";

export interface ValueFilterProps {
  readonly column: GridColumn;
  readonly words: CellWords;
  readonly filters: readonly GridFilter[];
  readonly countValues: NonNullable<GridProps["countValues"]>;
  readonly onApply: (filter: GridFilter | undefined) => void;
}

/** Distinct values with their counts; choosing none means no filter. */
export function ValueFilter({ column, words, filters, countValues, onApply }: ValueFilterProps) {
  const { t } = useTranslation("grid");
  const formats = useFormats();
  const current = filters.find(
    (filter) => filter.kind === "values" && filter.columnId === column.id,
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(current?.kind === "values" ? current.values : []),
  );
  const [search, setSearch] = useState("");
  const [counts, setCounts] = useState<ValueCounts | "loading" | "failed">("loading");
  const ask = useRef(countValues);
  ask.current = countValues;

  useEffect(() => {
    const abort = new AbortController();
    ask.current(column.id, search, abort.signal).then(
      (next) => !abort.signal.aborted && setCounts(next),
      () => !abort.signal.aborted && setCounts("failed"),
    );
    return () => abort.abort();
  }, [column.id, search]);

  const toggle = (value: string): void => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  };
  const values = typeof counts === "string" ? [] : counts.values;
  const textOf = (value: string, text: string | undefined): string =>
    value === "" ? t("filter.emptyValue") : (text ?? shownText(column, { value }, words));
  const hidden = typeof counts === "string" ? 0 : counts.distinct - values.length;

  return (
    <Box sx={{ px: 1.5, pt: 1, pb: 0.5 }}>
      <TextField
        fullWidth
        value={search}
        placeholder={t("filter.search")}
        slotProps={{ htmlInput: { "aria-label": t("filter.search") } }}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Box
        role="group"
        aria-label={t("filter.byValue")}
        sx={{ height: 216, overflowY: "auto", my: 0.75 }}
        tabIndex={-1}
      >
        {values.map(({ value, text, count }) => (
          <FormControlLabel
            key={value}
            sx={{
              display: "flex",
              mx: 0,
              "& .MuiFormControlLabel-label": { flex: 1, minWidth: 0 },
            }}
            control={
              <Checkbox
                size="small"
                sx={{ p: 0.5 }}
                checked={chosen.has(value)}
                onChange={() => {
                  rememberValueText(column.id, value, textOf(value, text));
                  toggle(value);
                }}
              />
            }
            label={
              <Box sx={{ display: "flex", gap: 1, fontSize: "0.8125rem" }}>
                <Box sx={{ flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" }}>
                  {textOf(value, text)}
                </Box>
                <Box sx={{ color: "text.secondary", fontVariantNumeric: "tabular-nums" }}>
                  {formats.number(count)}
                </Box>
              </Box>
            }
          />
        ))}
        {values.length === 0 && (
          <Typography variant="body2" sx={{ color: "text.secondary", p: 1 }} role="status">
            {counts === "loading"
              ? t("filter.counting")
              : counts === "failed"
                ? t("filter.failed")
                : t("filter.noValue")}
          </Typography>
        )}
        {hidden > 0 && (
          <Typography variant="body2" sx={{ color: "text.secondary", p: 0.5 }}>
            {t("filter.more", { count: hidden })}
          </Typography>
        )}
      </Box>
      <Box sx={{ display: "flex", gap: 1, justifyContent: "flex-end" }}>
        <Button
          disabled={chosen.size === 0 && !current}
          onClick={() => onApply(undefined)}
          sx={{ mr: "auto" }}
        >
          {t("filter.clear")}
        </Button>
        <Button
          variant="contained"
          onClick={() =>
            onApply(
              chosen.size === 0
                ? undefined
                : { kind: "values", columnId: column.id, values: [...chosen] },
            )
          }
        >
          {t("filter.apply")}
        </Button>
      </Box>
    </Box>
  );
}
