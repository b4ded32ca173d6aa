import Close from "@mui/icons-material/Close";
import Button from "@mui/material/Button";
import { styled } from "@mui/material/styles";
import { useTranslation } from "react-i18next";
import { shownText, type CellWords } from "./cell-text.ts";
import type { GridColumn, GridFilter } from "./grid-props.ts";
import { recallValueText } from "./value-texts.ts";

const Chip = styled("button")({
  display: "inline-flex",
  alignItems: "center",
  gap: 6,
  height: 26,
  maxWidth: 340,
  padding: "0 6px 0 10px",
  border: "1px solid var(--it-palette-frame-lineStrong)",
  borderRadius: 13,
  font: "inherit",
  fontSize: "0.8125rem",
  color: "var(--it-palette-text-primary)",
  backgroundColor: "var(--it-palette-frame-accentSoft)",
  cursor: "pointer",
  "& .words": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

export interface FilterChipsProps {
  readonly filters: readonly GridFilter[];
  readonly columns: readonly GridColumn[];
  readonly words: CellWords;
  readonly onFilters: (filters: readonly GridFilter[]) => void;
}

/** The filters in words, each removed by a click. */
export function FilterChips({ filters, columns, words, onFilters }: FilterChipsProps) {
  const { t } = useTranslation("grid");
  const say = useFilterWords(columns, words);
  if (filters.length === 0) return null;
  return (
    <>
      {filters.map((filter) => (
        <Chip
          key={JSON.stringify(filter)}
          type="button"
          aria-label={t("chips.remove", { filter: say(filter) })}
          title={say(filter)}
          onClick={() => onFilters(filters.filter((other) => other !== filter))}
        >
          <span className="words">{say(filter)}</span>
          <Close aria-hidden sx={{ fontSize: 15, color: "text.secondary" }} />
        </Chip>
      ))}
      {filters.length > 1 && <Button onClick={() => onFilters([])}>{t("chips.removeAll")}</Button>}
    </>
  );
}

/** A function that says a filter: « Libellé contient « chimie » ». */
export function useFilterWords(
  columns: readonly GridColumn[],
  words: CellWords,
): (filter: GridFilter) => string {
  const { t } = useTranslation("grid");
  const { t: tUi } = useTranslation("ui");
  return (filter) => {
    const column =
      "columnId" in filter ? columns.find(({ id }) => id === filter.columnId) : undefined;
    const title = column?.title ?? "";
    switch (filter.kind) {
      case "values": {
        const texts = filter.values.map(
          (value) =>
            recallValueText(filter.columnId, value) ??
            (value === ""
              ? t("filter.emptyValue")
              : column
                ? shownText(column, { value }, words)
                : value),
        );
        return texts.length <= 3
          ? t("chips.values", { title, values: texts.join(", ") })
          : t("chips.manyValues", { title, count: texts.length });
      }
      case "condition": {
        const show = (value: string | undefined): string =>
          column ? shownText(column, { value: value ?? "" }, words) : (value ?? "");
        const operator = t(`operator.${filter.operator}`);
        if (filter.operator === "between")
          return t("chips.between", { title, from: show(filter.operand), upTo: show(filter.upTo) });
        return filter.operand === undefined
          ? t("chips.bare", { title, operator })
          : t("chips.condition", { title, operator, operand: show(filter.operand) });
      }
      case "state":
        return t("chips.state", {
          states: filter.states.map((state) => tUi(`state.${state}`).toLowerCase()).join(", "),
        });
      case "finding":
        return t("chips.finding", {
          severities: filter.severities
            .map((severity) => tUi(`severity.${severity}`).toLowerCase())
            .join(", "),
        });
    }
  };
}
