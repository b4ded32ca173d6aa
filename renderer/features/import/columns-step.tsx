import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportMode } from "../../../shared/exchange/import/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { chooseLanguage } from "../../app/i18n/index.ts";
import { DateInput } from "../../forms/index.ts";
import { columnsOf, samplesOf } from "./import-state.ts";
import { useImportState, type ImportActions } from "./use-import.ts";

const MODES: readonly ImportMode[] = ["upsert", "insert", "update", "replace"];
const SAMPLES = 3;

/** Which column goes to which attribute, with three real values of each; how existing records are treated. */
export function ColumnsStep({
  actions,
  referential,
}: {
  readonly actions: ImportActions;
  readonly referential: Referential;
}) {
  const { t, i18n } = useTranslation("import");
  const language = chooseLanguage(i18n.language);
  const { state, tell } = useImportState();
  const [name, setName] = useState(state.saved ?? state.file?.name ?? "");
  const samples = samplesOf(state);
  const columns = columnsOf(state);
  const mappedCount = state.mapping.filter((one) => one.attribute !== null).length;
  const keys = referential.key
    .map(
      (key) => referential.attributes.find((attribute) => attribute.name === key)?.label[language],
    )
    .join(", ");

  return (
    <>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1.5, alignItems: "center" }}>
        <TextField
          select
          size="small"
          label={t("mode.label")}
          value={state.mode}
          onChange={(event) => tell({ type: "modeChosen", mode: event.target.value as ImportMode })}
          sx={{ minWidth: 260 }}
        >
          {MODES.filter((mode) => mode !== "replace" || referential.period).map((mode) => (
            <MenuItem key={mode} value={mode}>
              {t(`mode.${mode}`)}
            </MenuItem>
          ))}
        </TextField>
        {state.mode === "replace" && (
          <DateInput
            label={t("mode.closeOn")}
            value={state.closeOn ?? undefined}
            onValue={(day) => tell({ type: "closeDayChosen", day: day ?? null })}
          />
        )}
        <Box sx={{ flex: 1 }} />
        <TextField
          size="small"
          label={t("mapping.name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          sx={{ minWidth: 200 }}
        />
        <Button
          variant="outlined"
          disabled={name.trim() === ""}
          onClick={() => void actions.saveMapping(name.trim())}
        >
          {t("mapping.save")}
        </Button>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t(`mode.help.${state.mode}`, { key: keys })}
      </Typography>
      <Typography variant="body2" role="status">
        {t("mapping.count", { count: mappedCount, total: columns.length })}
        {state.saved !== null && ` · ${t("mapping.saved", { name: state.saved })}`}
      </Typography>
      <Box
        tabIndex={0}
        role="region"
        aria-label={t("mapping.table")}
        sx={{
          flex: 1,
          minHeight: 200,
          overflow: "auto",
          border: "1px solid var(--it-palette-divider)",
        }}
      >
        <Table size="small" stickyHeader aria-label={t("mapping.table")}>
          <TableHead>
            <TableRow>
              <TableCell>{t("mapping.column")}</TableCell>
              <TableCell>{t("mapping.samples")}</TableCell>
              <TableCell sx={{ width: 320 }}>{t("mapping.attribute")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {state.mapping.map((one) => (
              <TableRow key={one.column}>
                <TableCell sx={{ fontWeight: one.attribute === null ? 400 : 600 }}>
                  <Typography
                    component="span"
                    variant="caption"
                    color="textSecondary"
                    sx={{ mr: 1 }}
                  >
                    {columns[one.column]?.letter}
                  </Typography>
                  {one.header}
                </TableCell>
                <TableCell
                  sx={{
                    maxWidth: 520,
                    overflow: "hidden",
                    textOverflow: "ellipsis",
                    whiteSpace: "nowrap",
                    color: "text.secondary",
                  }}
                >
                  {sampleValues(samples, one.column).join(" · ")}
                </TableCell>
                <TableCell>
                  <TextField
                    select
                    size="small"
                    fullWidth
                    variant="standard"
                    value={one.attribute ?? ""}
                    onChange={(event) =>
                      tell({
                        type: "columnMapped",
                        column: one.column,
                        attribute: event.target.value === "" ? null : event.target.value,
                      })
                    }
                    slotProps={{
                      select: { displayEmpty: true },
                      htmlInput: { "aria-label": t("mapping.attributeOf", { column: one.header }) },
                    }}
                  >
                    <MenuItem value="">
                      <em>{t("mapping.leftOut")}</em>
                    </MenuItem>
                    {referential.attributes.map((attribute) => (
                      <MenuItem key={attribute.name} value={attribute.name}>
                        {attribute.label[language]}
                        {attribute.required ? " *" : ""}
                      </MenuItem>
                    ))}
                  </TextField>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </>
  );
}

/** The first different values of a column. */
const sampleValues = (rows: readonly (readonly string[])[], column: number): readonly string[] =>
  [
    ...new Set(rows.map((cells) => (cells[column] ?? "").trim()).filter((text) => text !== "")),
  ].slice(0, SAMPLES);
