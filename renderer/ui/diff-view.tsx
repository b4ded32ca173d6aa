import ArrowForward from "@mui/icons-material/ArrowForward";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { styled } from "@mui/material/styles";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CODE_FONT } from "../app/theme-tokens.ts";
import type { DiffListProps, DiffTableProps, DiffValueProps } from "./props.ts";
import { splitChanged } from "./split-changed.ts";
import { SeverityIcon } from "./state-chip.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

const Removed = styled("del")({
  backgroundColor: "var(--it-palette-state-refused-soft)",
  color: "var(--it-palette-state-refused-text)",
  textDecorationThickness: 1,
  borderRadius: 3,
  padding: "0 3px",
  overflowWrap: "anywhere",
  whiteSpace: "pre-wrap",
});
const Added = styled("ins")({
  backgroundColor: "var(--it-palette-state-accredited-soft)",
  color: "var(--it-palette-state-accredited-text)",
  textDecoration: "none",
  borderRadius: 3,
  padding: "0 3px",
  overflowWrap: "anywhere",
  whiteSpace: "pre-wrap",
});
const Quiet = styled("span")({ color: "var(--it-palette-text-secondary)" });
const Code = { fontFamily: CODE_FONT, fontSize: "0.8125rem" };

/** One value, before → after, with words for who does not see the colours. */
export function DiffValue({ before, after, monospace = false }: DiffValueProps) {
  const { t } = useTranslation("ui");
  if (before === after && before !== undefined) return <span>{before}</span>;
  return (
    <Box component="span" sx={monospace ? Code : {}}>
      {before === undefined || before === "" ? (
        <Quiet>{t("diff.empty")}</Quiet>
      ) : (
        <>
          <VisuallyHidden>{t("diff.before")} </VisuallyHidden>
          <Removed>{before}</Removed>
        </>
      )}
      <ArrowForward
        aria-hidden
        sx={{ fontSize: 14, mx: 0.75, verticalAlign: "-2px", color: "text.secondary" }}
      />
      {after === undefined || after === "" ? (
        <Quiet>{t("diff.empty")}</Quiet>
      ) : (
        <>
          <VisuallyHidden>{t("diff.after")} </VisuallyHidden>
          <Added>{after}</Added>
        </>
      )}
    </Box>
  );
}

/** A multi-valued attribute: removed and added values one by one, kept ones counted. */
export function DiffList({ before, after, monospace = false }: DiffListProps) {
  const { t } = useTranslation("ui");
  const [open, setOpen] = useState(false);
  const removed = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  const kept = after.filter((value) => before.includes(value));
  return (
    <Box
      component="ul"
      sx={{ m: 0, p: 0, listStyle: "none", "& > li": { py: "1px" }, ...(monospace ? Code : {}) }}
    >
      {removed.map((value) => (
        <li key={`-${value}`}>
          <VisuallyHidden>{t("diff.removed")} </VisuallyHidden>
          <span aria-hidden>− </span>
          <Removed>{value}</Removed>
        </li>
      ))}
      {added.map((value) => (
        <li key={`+${value}`}>
          <VisuallyHidden>{t("diff.added")} </VisuallyHidden>
          <span aria-hidden>+ </span>
          <Added>{value}</Added>
        </li>
      ))}
      {open && kept.map((value) => <li key={`=${value}`}>{value}</li>)}
      {kept.length > 0 && !open && (
        <li>
          <Button size="small" onClick={() => setOpen(true)} sx={{ minHeight: 24, px: 0.5 }}>
            {t("diff.kept", { count: kept.length })}
          </Button>
        </li>
      )}
    </Box>
  );
}

const Table = styled("table")({
  width: "100%",
  borderCollapse: "collapse",
  fontSize: "0.875rem",
  tableLayout: "fixed",
  "& caption": { textAlign: "left", padding: "4px 0", fontWeight: 600 },
  "& th, & td": {
    textAlign: "left",
    verticalAlign: "top",
    padding: "6px 10px 6px 0",
    borderBottom: "1px solid var(--it-palette-divider)",
    fontWeight: 400,
    overflowWrap: "anywhere",
  },
  "& thead th": {
    fontWeight: 600,
    fontSize: "0.75rem",
    color: "var(--it-palette-text-secondary)",
  },
  "& tbody th": { color: "var(--it-palette-text-secondary)" },
});

/** Attribute · before · after, one row per attribute that changed. */
export function DiffTable({ caption, rows, beforeLabel, afterLabel }: DiffTableProps) {
  const { t } = useTranslation("ui");
  return (
    <Table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" style={{ width: "26%" }}>
            {t("diff.attribute")}
          </th>
          <th scope="col">{beforeLabel ?? t("diff.before")}</th>
          <th scope="col">{afterLabel ?? t("diff.after")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            <td style={row.monospace ? Code : undefined}>
              <Side value={row.before} other={row.after} side="before" />
            </td>
            <td style={row.monospace ? Code : undefined}>
              <Side value={row.after} other={row.before} side="after" />
              {row.findings?.map((finding) => (
                <Box
                  key={finding.message}
                  sx={{ display: "flex", gap: 0.75, mt: 0.5, fontSize: "0.8125rem" }}
                >
                  <SeverityIcon severity={finding.severity} />
                  <span>{finding.message}</span>
                </Box>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface SideProps {
  readonly value: string | readonly string[] | undefined;
  readonly other: string | readonly string[] | undefined;
  readonly side: "before" | "after";
}

/** One side of a change, the changed words marked. */
function Side({ value, other, side }: SideProps) {
  const { t } = useTranslation("ui");
  const Mark = side === "before" ? Removed : Added;
  if (value === undefined || value === "" || value.length === 0)
    return <Quiet>{t("diff.empty")}</Quiet>;
  if (typeof value !== "string") {
    const others = typeof other === "string" ? [other] : (other ?? []);
    return (
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {value.map((one) => (
          <li key={one}>{others.includes(one) ? one : <Mark>{one}</Mark>}</li>
        ))}
      </Box>
    );
  }
  if (typeof other !== "string" || other === "") return <Mark>{value}</Mark>;
  const parts = side === "before" ? splitChanged(value, other) : splitChanged(other, value);
  const changed = side === "before" ? parts.before : parts.after;
  const words = changed.trimEnd();
  return (
    <span style={{ whiteSpace: "pre-wrap" }}>
      {parts.start}
      {words && <Mark>{words}</Mark>}
      {changed.slice(words.length)}
      {parts.end}
    </span>
  );
}
