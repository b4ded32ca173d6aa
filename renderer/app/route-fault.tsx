import Box from "@mui/material/Box";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useRouteError } from "react-router";
import { toFaultData } from "../../shared/base/index.ts";
import { FaultNotice } from "../ui/index.ts";
import { faultWords } from "./fault-words.ts";

/** A screen that broke, or an address that leads nowhere: said in words, with a way on. Nothing typed is lost. */
export function RouteFault({ missing = false }: { readonly missing?: boolean }) {
  const { t } = useTranslation("app");
  const navigate = useNavigate();
  const thrown = useRouteError();
  useEffect(() => {
    if (thrown !== undefined) console.error(thrown);
  }, [thrown]);
  const fault = missing
    ? { code: "NOT_FOUND" as const, message: "", details: {} }
    : toFaultData(thrown);
  return (
    <Box sx={{ p: 3, maxWidth: 640 }}>
      <FaultNotice
        {...faultWords(fault, t)}
        actions={[{ label: t("routeFault.home"), onAct: () => void navigate("/") }]}
      />
    </Box>
  );
}
