import CalendarToday from "@mui/icons-material/CalendarTodayOutlined";
import Button from "@mui/material/Button";
import Box from "@mui/material/Box";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DateInput } from "../forms/index.ts";
import { useAsAt } from "./as-at.ts";
import { useFormats } from "./i18n/index.ts";

/** The date every screen shows: « Au 22/11/2026 », today unless another is chosen. */
export function AsAtControl({ today }: { readonly today: string }) {
  const { t } = useTranslation("app");
  const formats = useFormats();
  const { asAt, setAsAt } = useAsAt();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [readable, setReadable] = useState(true);
  const close = (): void => setAnchor(null);
  const show = (): void => {
    setAsAt(typed === undefined || typed === today ? null : typed);
    close();
  };
  return (
    <>
      <Button
        color="inherit"
        startIcon={<CalendarToday fontSize="small" />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setTyped(asAt ?? undefined);
          setAnchor(event.currentTarget);
        }}
        sx={{ fontWeight: asAt ? 650 : 450 }}
      >
        {t("asAt.button", { day: formats.date(asAt ?? today) })}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: "bottom", horizontal: "right" }}
        transformOrigin={{ vertical: "top", horizontal: "right" }}
        slotProps={{ paper: { role: "dialog", "aria-label": t("asAt.title") } }}
      >
        <Box
          component="form"
          onSubmit={(event) => {
            event.preventDefault();
            show();
          }}
          sx={{ p: 2, width: 320, display: "flex", flexDirection: "column", gap: 1.5 }}
        >
          <Typography variant="h3" component="h2">
            {t("asAt.title")}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t("asAt.explain")}
          </Typography>
          <DateInput
            label={t("asAt.date")}
            value={typed}
            onValue={setTyped}
            onReadable={setReadable}
            autoFocus
          />
          <Box sx={{ display: "flex", gap: 1, justifyContent: "flex-end" }}>
            <Button
              variant="outlined"
              onClick={() => {
                setAsAt(null);
                close();
              }}
            >
              {t("asAt.today")}
            </Button>
            <Button type="submit" variant="contained" disabled={typed === undefined || !readable}>
              {t("asAt.show")}
            </Button>
          </Box>
        </Box>
      </Popover>
    </>
  );
}
