import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { licences } from "virtual:licences";

type Licence = (typeof licences)[number];

/** The packages inside the application, each with its licence; the texts are fetched when someone asks for them. */
export function LicenceList({ onFailed }: { readonly onFailed: (thrown: unknown) => void }) {
  const { t } = useTranslation("about");
  const [shown, setShown] = useState<readonly Licence[] | null>(null);
  if (shown === null)
    return (
      <Button
        variant="outlined"
        onClick={() =>
          void import("virtual:licences").then((loaded) => setShown(loaded.licences), onFailed)
        }
      >
        {t("licences.show")}
      </Button>
    );
  return (
    <>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }} role="status">
        {t("licences.count", { count: shown.length })}
      </Typography>
      <Box
        component="ul"
        tabIndex={0}
        aria-label={t("licences.title")}
        sx={{
          m: 0,
          p: 0,
          listStyle: "none",
          maxHeight: 260,
          overflowY: "auto",
          border: "1px solid var(--it-palette-divider)",
          borderRadius: 1,
        }}
      >
        {shown.map((one) => (
          <Box
            component="li"
            key={`${one.name}@${one.version}`}
            sx={{ px: 1.5, py: 0.5, borderBottom: "1px solid var(--it-palette-divider)" }}
          >
            <details>
              <Box
                component="summary"
                sx={{
                  display: "flex",
                  gap: 1,
                  fontSize: "0.8125rem",
                  cursor: "pointer",
                  "&::before": { content: '"▸" / ""', width: 10, color: "text.secondary" },
                  "details[open] > &::before": { content: '"▾" / ""' },
                }}
              >
                <span style={{ flex: 1 }}>{one.name}</span>
                <span>{one.version}</span>
                <span style={{ minWidth: 110, textAlign: "right" }}>{one.licence}</span>
              </Box>
              <Box
                component="p"
                lang="en"
                sx={{ m: 0, py: 1, fontSize: "0.75rem", whiteSpace: "pre-wrap" }}
              >
                {one.text.trim() === "" ? t("licences.noText") : one.text}
              </Box>
            </details>
          </Box>
        ))}
      </Box>
    </>
  );
}
