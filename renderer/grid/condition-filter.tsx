import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { canonicalText, editedText, type CellWords } from "./cell-text.ts";
import type { ColumnKind, ConditionOperator, GridColumn, GridFilter } from "./grid-props.ts";

export interface ConditionFilterProps {
  readonly column: GridColumn;
  readonly words: CellWords;
  readonly filters: readonly GridFilter[];
  readonly onApply: (filter: GridFilter | undefined) => void;
}

const TEXT_OPERATORS: readonly ConditionOperator[] = [
  "contains",
  "notContains",
  "equals",
  "notEquals",
  "startsWith",
  "endsWith",
  "empty",
  "notEmpty",
];
const ORDER_OPERATORS: readonly ConditionOperator[] = [
  "equals",
  "notEquals",
  "atLeast",
  "atMost",
  "between",
  "empty",
  "notEmpty",
];

const operatorsOf = (kind: ColumnKind): readonly ConditionOperator[] =>
  kind === "number" || kind === "date" ? ORDER_OPERATORS : TEXT_OPERATORS;

/** « contient », « du … au … », « est vide »: one condition on a column. */
export function ConditionFilter({ column, words, filters, onApply }: ConditionFilterProps) {
  const { t } = useTranslation("grid");
  const current = filters.find(
    (filter) => filter.kind === "condition" && filter.columnId === column.id,
  );
  const known = current?.kind === "condition" ? current : undefined;
  const operators = operatorsOf(column.kind);
  const [operator, setOperator] = useState<ConditionOperator>(
    known?.operator ?? operators[0] ?? "contains",
  );
  const asTyped = (value: string | undefined): string =>
    value === undefined
      ? ""
      : editedText({ ...column, kind: plainKind(column.kind) }, { value }, words);
  const [operand, setOperand] = useState(() => asTyped(known?.operand));
  const [upTo, setUpTo] = useState(() => asTyped(known?.upTo));
  const needsOperand = operator !== "empty" && operator !== "notEmpty";
  const between = operator === "between";
  const ready = !needsOperand || (operand.trim() !== "" && (!between || upTo.trim() !== ""));
  const read = (text: string): string =>
    canonicalText({ ...column, kind: plainKind(column.kind), multiple: false }, text, words);

  const apply = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready) return;
    onApply({
      kind: "condition",
      columnId: column.id,
      operator,
      operand: needsOperand ? read(operand) : undefined,
      upTo: between ? read(upTo) : undefined,
    });
  };
  const pattern = column.kind === "date" ? t("editor.datePattern") : undefined;

  return (
    <Box
      component="form"
      onSubmit={apply}
      sx={{ px: 1.5, pt: 1, pb: 0.5, display: "flex", flexDirection: "column", gap: 1 }}
    >
      <TextField
        select
        fullWidth
        value={operator}
        onChange={(event) => setOperator(event.target.value as ConditionOperator)}
        slotProps={{ select: { inputProps: { "aria-label": t("filter.condition") } } }}
      >
        {operators.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`operator.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {needsOperand && (
        <TextField
          fullWidth
          value={operand}
          placeholder={pattern}
          slotProps={{
            htmlInput: { "aria-label": between ? t("filter.from") : t("filter.value") },
          }}
          onChange={(event) => setOperand(event.target.value)}
        />
      )}
      {between && (
        <TextField
          fullWidth
          value={upTo}
          placeholder={pattern}
          slotProps={{ htmlInput: { "aria-label": t("filter.upTo") } }}
          onChange={(event) => setUpTo(event.target.value)}
        />
      )}
      <Box sx={{ display: "flex", gap: 1 }}>
        <Button disabled={!known} onClick={() => onApply(undefined)} sx={{ mr: "auto" }}>
          {t("filter.clear")}
        </Button>
        <Button type="submit" variant="contained" disabled={!ready}>
          {t("filter.apply")}
        </Button>
      </Box>
    </Box>
  );
}

/** A condition on a reference is about its words, not about its identifier. */
const plainKind = (kind: ColumnKind): ColumnKind =>
  kind === "number" || kind === "date" ? kind : "text";
