import Box from "@mui/material/Box";
import Popper from "@mui/material/Popper";
import { useTranslation } from "react-i18next";
import { DiffValue, SeverityIcon, StateChip } from "../ui/index.ts";
import { shownText, type CellWords } from "./cell-text.ts";
import type { CellContent, GridColumn } from "./grid-props.ts";

export interface CellNoteProps {
  readonly anchor: Element | null;
  readonly column: GridColumn;
  readonly content: CellContent;
  readonly words: CellWords;
}

/** Has this cell something to explain? */
export function hasNote(content: CellContent | undefined): content is CellContent {
  return (
    content !== undefined &&
    ((content.state !== undefined && content.state !== "accredited") ||
      (content.findings?.length ?? 0) > 0)
  );
}

/**
 * What the marks of a cell mean, beside the cell that has the focus or the mouse. Assistive
 * technology reads the same through the description of the cell.
 */
export function CellNote({ anchor, column, content, words }: CellNoteProps) {
  const { t } = useTranslation("grid");
  return (
    <Popper
      open={anchor !== null}
      anchorEl={anchor}
      placement="bottom-start"
      aria-hidden
      style={{ zIndex: 1200, pointerEvents: "none" }}
      modifiers={[{ name: "offset", options: { offset: [0, 4] } }]}
    >
      <Box
        sx={{
          maxWidth: 420,
          px: 1.25,
          py: 1,
          fontSize: "0.8125rem",
          borderRadius: 1,
          border: "1px solid var(--it-palette-frame-lineStrong)",
          backgroundColor: "frame.raised",
          color: "text.primary",
          boxShadow: "0 6px 20px rgb(0 0 0 / 0.16)",
          display: "flex",
          flexDirection: "column",
          gap: 0.75,
          whiteSpace: "normal",
        }}
      >
        {content.state && content.state !== "accredited" && (
          <Box sx={{ display: "flex", gap: 1, alignItems: "flex-start" }}>
            <StateChip state={content.state} />
            {content.before !== undefined && (
              <Box sx={{ pt: "1px" }} title={t("note.before", { before: content.before })}>
                <DiffValue before={content.before} after={shownText(column, content, words)} />
              </Box>
            )}
          </Box>
        )}
        {content.findings?.map((finding) => (
          <Box key={finding.message} sx={{ display: "flex", gap: 0.75 }}>
            <Box sx={{ pt: "1px" }}>
              <SeverityIcon severity={finding.severity} decorative />
            </Box>
            <span>{finding.message}</span>
          </Box>
        ))}
      </Box>
    </Popper>
  );
}
