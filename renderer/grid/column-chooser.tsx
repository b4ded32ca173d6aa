import ArrowDownward from "@mui/icons-material/ArrowDownward";
import ArrowUpward from "@mui/icons-material/ArrowUpward";
import DragIndicator from "@mui/icons-material/DragIndicator";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import IconButton from "@mui/material/IconButton";
import Popover from "@mui/material/Popover";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../ui/index.ts";
import { moveColumn, orderColumns, showColumn } from "./column-layout.ts";
import type { ColumnLayout, GridColumn } from "./grid-props.ts";

export interface ColumnChooserProps {
  readonly anchor: Element | null;
  readonly columns: readonly GridColumn[];
  readonly layout: ColumnLayout | undefined;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly onClose: () => void;
}

/** Which columns are shown and in which order: search, check, drag or move by buttons. */
export function ColumnChooser({ anchor, columns, layout, onLayout, onClose }: ColumnChooserProps) {
  const { t } = useTranslation("grid");
  const [search, setSearch] = useState("");
  const [dragged, setDragged] = useState<string>();
  const hidden = new Set(layout?.hidden);
  const ordered = orderColumns(columns, layout);
  const wanted = fold(search);
  const listed = ordered.filter(
    ({ title, group }) => fold(title).includes(wanted) || fold(group ?? "").includes(wanted),
  );

  const move = (column: GridColumn, step: -1 | 1): void => {
    const at = ordered.indexOf(column);
    const before = step === -1 ? ordered[at - 1] : ordered[at + 2];
    if (step === -1 && !before) return;
    onLayout(moveColumn(columns, layout, column.id, before?.id));
    announce(t("chooser.moved", { title: column.title, position: at + 1 + step }));
  };

  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "bottom", horizontal: "right" }}
      transformOrigin={{ vertical: "top", horizontal: "right" }}
      slotProps={{
        paper: {
          role: "dialog",
          "aria-modal": true,
          "aria-label": t("chooser.title"),
          sx: { width: 360 },
        },
      }}
    >
      <Box sx={{ p: 1.5, pb: 1 }}>
        <TextField
          fullWidth
          autoFocus
          value={search}
          placeholder={t("chooser.search")}
          slotProps={{ htmlInput: { "aria-label": t("chooser.search") } }}
          onChange={(event) => setSearch(event.target.value)}
        />
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none", maxHeight: 380, overflowY: "auto" }}>
        {listed.map((column) => (
          <Box
            component="li"
            key={column.id}
            draggable={wanted === ""}
            onDragStart={() => setDragged(column.id)}
            onDragOver={(event) => dragged && event.preventDefault()}
            onDrop={() => {
              if (dragged && dragged !== column.id)
                onLayout(moveColumn(columns, layout, dragged, column.id));
              setDragged(undefined);
            }}
            sx={{
              display: "flex",
              alignItems: "center",
              pr: 1,
              opacity: dragged === column.id ? 0.5 : 1,
              "& .moves": { opacity: 0 },
              "&:hover .moves, &:focus-within .moves": { opacity: 1 },
              "&:hover": { backgroundColor: "frame.hover" },
            }}
          >
            <DragIndicator
              aria-hidden
              sx={{ fontSize: 16, color: "text.secondary", ml: 0.75, cursor: "grab" }}
            />
            <Checkbox
              size="small"
              sx={{ p: 0.5 }}
              checked={!hidden.has(column.id)}
              slotProps={{ input: { "aria-label": column.title } }}
              onChange={(_, checked) => onLayout(showColumn(layout, column.id, checked))}
            />
            <Box sx={{ flex: 1, minWidth: 0 }} title={column.description}>
              <Typography variant="body2" noWrap>
                {column.title}
              </Typography>
              {column.group && (
                <Typography
                  variant="caption"
                  sx={{ color: "text.secondary" }}
                  noWrap
                  component="div"
                >
                  {column.group}
                </Typography>
              )}
            </Box>
            <Box className="moves" sx={{ display: "flex" }}>
              <IconButton
                aria-label={t("chooser.up", { title: column.title })}
                onClick={() => move(column, -1)}
              >
                <ArrowUpward sx={{ fontSize: 16 }} />
              </IconButton>
              <IconButton
                aria-label={t("chooser.down", { title: column.title })}
                onClick={() => move(column, 1)}
              >
                <ArrowDownward sx={{ fontSize: 16 }} />
              </IconButton>
            </Box>
          </Box>
        ))}
      </Box>
      <Box
        sx={{
          display: "flex",
          alignItems: "center",
          px: 1.5,
          py: 1,
          borderTop: "1px solid var(--it-palette-divider)",
        }}
      >
        <Typography variant="body2" sx={{ color: "text.secondary", mr: "auto" }} role="status">
          {t("chooser.shown", {
            shown: columns.filter(({ id }) => !hidden.has(id)).length,
            count: columns.length,
          })}
        </Typography>
        <Button onClick={() => onLayout({ ...layout, hidden: [] })}>{t("chooser.all")}</Button>
        <Button onClick={() => onLayout({})}>{t("chooser.reset")}</Button>
      </Box>
    </Popover>
  );
}

const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim();
