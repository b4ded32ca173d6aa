import FolderOpen from "@mui/icons-material/FolderOpenOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Separator, TextEncodingName } from "../../../shared/exchange/files/index.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useReferentials } from "../../app/referentials.ts";
import { columnsOf, isText, sheetOf } from "./import-state.ts";
import { Preview } from "./preview.tsx";
import { useImportState, type ImportActions } from "./use-import.ts";

const ENCODINGS: readonly TextEncodingName[] = ["utf-8", "windows-1252", "utf-16le", "utf-16be"];
const SEPARATORS: readonly Separator[] = [";", ",", "\t", "|"];
const ACCEPTED = ".xlsx,.xls,.xlsb,.ods,.csv,.tsv,.txt,.json,.ndjson";

/** Which référentiel, which file, which sheet, which header; what the file says is shown at once. */
export function FileStep({ actions }: { readonly actions: ImportActions }) {
  const { t, i18n } = useTranslation("import");
  const language = chooseLanguage(i18n.language);
  const formats = useFormats();
  const navigate = useNavigate();
  const { state, tell } = useImportState();
  const cards = useReferentials((all) => all.cards).filter((card) => card.rights.edit);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const sheet = sheetOf(state);
  const choose = (file: File | undefined): void => {
    if (file) void actions.chooseFile(file);
  };

  return (
    <>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1.5, alignItems: "flex-start" }}>
        <TextField
          select
          size="small"
          label={t("file.referential")}
          value={state.referential ?? ""}
          onChange={(event) => void navigate(`/import/${event.target.value}`, { replace: true })}
          sx={{ minWidth: 260 }}
        >
          {cards.map((card) => (
            <MenuItem key={card.id} value={card.id}>
              {card.label[language]}
            </MenuItem>
          ))}
        </TextField>
        {sheet && state.overview && state.overview.sheets.length > 1 && (
          <TextField
            select
            size="small"
            label={t("file.sheet")}
            value={state.sheet}
            onChange={(event) => {
              tell({ type: "sheetChosen", sheet: Number(event.target.value) });
              void actions.guess();
            }}
            sx={{ minWidth: 200 }}
          >
            {state.overview.sheets.map((one) => (
              <MenuItem key={one.index} value={one.index}>
                {one.dimension
                  ? t("file.sheetRows", { name: one.name, count: one.dimension.rows })
                  : one.name}
              </MenuItem>
            ))}
          </TextField>
        )}
        {sheet && (
          <TextField
            select
            size="small"
            label={t("file.header")}
            value={state.headerLine ?? 0}
            onChange={(event) => {
              const line = Number(event.target.value);
              tell({ type: "headerChosen", line: line === 0 ? null : line });
              void actions.guess();
            }}
            sx={{ minWidth: 180 }}
          >
            <MenuItem value={0}>{t("file.noHeader")}</MenuItem>
            {sheet.rows.slice(0, 20).map((row) => (
              <MenuItem key={row.line} value={row.line}>
                {t("file.headerLine", { line: row.line })}
              </MenuItem>
            ))}
          </TextField>
        )}
        {state.overview && isText(state.overview.format) && (
          <>
            <TextField
              select
              size="small"
              label={t("file.encoding")}
              value={state.overview.format.encoding ?? "utf-8"}
              onChange={(event) =>
                void actions.chooseFormat({ encoding: event.target.value as TextEncodingName })
              }
              sx={{ minWidth: 160 }}
            >
              {ENCODINGS.map((encoding) => (
                <MenuItem key={encoding} value={encoding}>
                  {t(`file.encodings.${encoding}`)}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              select
              size="small"
              label={t("file.separator")}
              value={state.overview.format.separator ?? ";"}
              onChange={(event) =>
                void actions.chooseFormat({ separator: event.target.value as Separator })
              }
              sx={{ minWidth: 160 }}
            >
              {SEPARATORS.map((separator) => (
                <MenuItem key={separator} value={separator}>
                  {t(`file.separators.${SEPARATOR_NAMES[separator]}`)}
                </MenuItem>
              ))}
            </TextField>
          </>
        )}
      </Box>
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          choose(event.dataTransfer.files[0]);
        }}
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 2,
          px: 2,
          py: state.file ? 1 : 6,
          justifyContent: state.file ? "flex-start" : "center",
          flexWrap: "wrap",
          border: "1.5px dashed var(--it-palette-frame-lineStrong)",
          borderColor: over ? "primary.main" : undefined,
          borderRadius: 2,
          backgroundColor: over ? "action.hover" : undefined,
        }}
      >
        <input
          ref={input}
          type="file"
          accept={ACCEPTED}
          hidden
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button
          variant={state.file ? "outlined" : "contained"}
          startIcon={<FolderOpen />}
          onClick={() => input.current?.click()}
        >
          {state.file ? t("file.other") : t("file.choose")}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {state.file
            ? [
                state.file.name,
                formats.bytes(state.size),
                ...(state.overview ? [t(`file.kind.${state.overview.format.kind}`)] : []),
              ].join(" · ")
            : t("file.drop")}
        </Typography>
      </Box>
      {sheet && <Preview sheet={sheet} columns={columnsOf(state)} headerLine={state.headerLine} />}
    </>
  );
}

const SEPARATOR_NAMES: { readonly [separator in Separator]: string } = {
  ";": "semicolon",
  ",": "comma",
  "\t": "tab",
  "|": "pipe",
};
