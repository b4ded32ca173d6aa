import { useTranslation } from "react-i18next";
import type { FaultData } from "../../../shared/base/index.ts";
import { faultWords } from "../../app/fault-words.ts";
import { FaultNotice } from "../../ui/index.ts";
import { SessionFrame } from "./session-frame.tsx";

/** The local store cannot be opened, or must not be: what happened, what is kept, what to do. Nothing is touched before a gesture. */
export function StoreBlockedScreen({
  fault,
  onStartOver,
}: {
  readonly fault: FaultData;
  readonly onStartOver: () => void;
}) {
  const { t } = useTranslation("session");
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
        <FaultNotice {...faultWords(fault, t)} severity="fatal" />
      )}
    </SessionFrame>
  );
}
