import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { useTranslation } from "react-i18next";
import type { FileColumn, SheetOverview } from "../../../shared/exchange/files/index.ts";

const SHOWN = 20;

/** The first rows as they are in the file, with their line numbers. */
export function Preview({
  sheet,
  columns,
  headerLine,
}: {
  readonly sheet: SheetOverview;
  readonly columns: readonly FileColumn[];
  readonly headerLine: number | null;
}) {
  const { t } = useTranslation("import");
  const rows = sheet.rows.filter((row) => row.line > (headerLine ?? 0)).slice(0, SHOWN);
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={t("file.preview")}
      sx={{
        flex: 1,
        minHeight: 160,
        overflow: "auto",
        border: "1px solid var(--it-palette-divider)",
      }}
    >
      <Table size="small" stickyHeader aria-label={t("file.preview")}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ color: "text.secondary" }}>{t("file.line")}</TableCell>
            {columns.map((column) => (
              <TableCell key={column.index} sx={{ whiteSpace: "nowrap" }}>
                {column.name}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.line}>
              <TableCell sx={{ color: "text.secondary", fontVariantNumeric: "tabular-nums" }}>
                {row.line}
              </TableCell>
              {columns.map((column) => (
                <TableCell
                  key={column.index}
                  sx={{
                    whiteSpace: "pre",
                    maxWidth: 280,
                    overflow: "hidden",
                    textOverflow: "ellipsis",
                  }}
                >
                  {row.cells[column.index] ?? ""}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
