import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FaultData } from "../../../shared/base/index.ts";
import type { DesktopHost } from "../../../shared/ports/index.ts";
import { faultWords } from "../../app/fault-words.ts";
import type { Salvaged } from "../../storage/journal/salvage-rows.ts";
import { FaultNotice } from "../../ui/index.ts";
import { SessionFrame } from "./session-frame.tsx";

/** The local store cannot be opened, or must not be: what happened, what is kept, what to do. Nothing is touched before a gesture. */
export function StoreBlockedScreen({
  fault,
  host,
  onSalvage,
  onStartOver,
}: {
  readonly fault: FaultData;
  readonly host: Pick<DesktopHost, "saveFile">;
  readonly onSalvage: () => Promise<Salvaged>;
  readonly onStartOver: () => void;
}) {
  const { t } = useTranslation("session");
  const [salvaged, setSalvaged] = useState("");
  /** Writes what can still be read to a file that the person names. */
  const salvage = async (): Promise<void> => {
    const { rows, text } = await onSalvage();
    if (rows === 0) return setSalvaged(t("blocked.exportedNothing"));
    const bytes = new TextEncoder().encode(text);
    if (await host.saveFile(t("blocked.exportFile"), "application/json", bytes))
      setSalvaged(t("blocked.exported", { count: rows }));
  };
  const again = { label: t("blocked.again"), onAct: () => window.location.reload() };
  const startOver = { label: t("blocked.startOver"), onAct: onStartOver };
  if (fault.code === "SEALING_UNAVAILABLE")
    return (
      <SessionFrame title={t("blocked.unprotected.title")}>
        <FaultNotice
          severity="fatal"
          happened={t(
            fault.details["sealing"] === "weak"
              ? "blocked.unprotected.weak"
              : "blocked.unprotected.unavailable",
          )}
          kept={t("blocked.unprotected.kept")}
          toDo={t("blocked.unprotected.toDo")}
          actions={[again]}
        />
      </SessionFrame>
    );
  if (fault.code === "STORE_SEALED")
    return (
      <SessionFrame title={t("blocked.keyLost.title")}>
        <FaultNotice
          severity="fatal"
          happened={t("blocked.keyLost.happened")}
          kept={t("blocked.keyLost.kept")}
          toDo={t("blocked.keyLost.toDo")}
          actions={[again, startOver]}
        />
      </SessionFrame>
    );
  if (fault.details["reason"] === "both")
    return (
      <SessionFrame title={t("blocked.title")}>
        <FaultNotice
          severity="fatal"
          happened={t("blocked.both")}
          kept={t("blocked.bothKept")}
          toDo={t("blocked.bothToDo")}
          actions={[{ label: t("blocked.export"), onAct: () => void salvage() }, startOver]}
        />
        <Typography role="status" variant="body1" sx={{ mt: 2 }}>
          {salvaged}
        </Typography>
      </SessionFrame>
    );
  return (
    <SessionFrame title={t("blocked.title")}>
      {fault.details["reason"] === "emptied" ? (
        <FaultNotice
          severity="fatal"
          happened={t("blocked.emptied")}
          kept={t("blocked.emptiedKept")}
          toDo={t("blocked.emptiedToDo")}
          actions={[startOver]}
        />
      ) : (
        <FaultNotice {...faultWords(fault, t)} severity="fatal" actions={[again]} />
      )}
    </SessionFrame>
  );
}
