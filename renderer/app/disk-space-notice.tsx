import Box from "@mui/material/Box";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DesktopHost } from "../../shared/ports/index.ts";
import { SeverityIcon } from "../ui/index.ts";
import { spaceMood } from "./space-mood.ts";
import { useLive } from "./live-counts.ts";

const ASK_EVERY_MS = 15_000;

/** A line above every screen while the disk is nearly full, and while it is too full to save: said before work is put at risk. */
export function DiskSpaceNotice({ host }: { readonly host: DesktopHost }) {
  const { t } = useTranslation("app");
  const [space, setSpace] = useState<Awaited<ReturnType<DesktopHost["freeSpace"]>>>(null);
  // A write that was refused is a reason to look at once.
  const refused = useLive((state) => state.storeFault);
  useEffect(() => {
    const ask = (): void => void host.freeSpace().then(setSpace, () => setSpace(null));
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [host, refused]);
  const mood = space && spaceMood(space);
  if (space === null || mood === null || mood === "enough") return null;
  const severity = mood === "full" ? "error" : "warning";
  return (
    <Box
      role={mood === "full" ? "alert" : "status"}
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1.25,
        flex: "none",
        minHeight: 36,
        px: 2,
        py: 0.5,
        fontSize: "0.8125rem",
        backgroundColor: `var(--it-palette-severity-${severity}-soft)`,
      }}
    >
      <SeverityIcon severity={severity} size={18} />
      <span>
        <strong>{t(`space.${mood}`, { free: space.free, least: space.least })}</strong>{" "}
        {t(`space.${mood}ToDo`, { least: space.least })}
      </span>
    </Box>
  );
}
