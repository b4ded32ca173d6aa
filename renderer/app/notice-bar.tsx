import Button from "@mui/material/Button";
import Box from "@mui/material/Box";
import Snackbar from "@mui/material/Snackbar";
import { useTranslation } from "react-i18next";
import { FaultNotice } from "../ui/index.ts";
import { faultWords } from "./fault-words.ts";
import { useLive } from "./live-counts.ts";
import { useNotices } from "./notices.ts";

/** The draft bar stays in sight under a message. */
const ABOVE_DRAFT_BAR = { bottom: { xs: 60 } };

/** Messages at the bottom: a fault stays until dismissed, a plain sentence leaves by itself. */
export function NoticeBar() {
  const { t } = useTranslation();
  const { notice, dismiss } = useNotices();
  const storeFault = useLive((state) => state.storeFault);
  const dismissStore = useLive((state) => state.dismissFault);
  if (storeFault) {
    return (
      <Snackbar
        open
        anchorOrigin={{ vertical: "bottom", horizontal: "center" }}
        sx={ABOVE_DRAFT_BAR}
      >
        <Box sx={{ width: 520, boxShadow: 6 }}>
          <FaultNotice {...faultWords(storeFault, t)} severity="fatal" onDismiss={dismissStore} />
        </Box>
      </Snackbar>
    );
  }
  if (notice === null) return null;
  return (
    <Snackbar
      key={notice.id}
      open
      anchorOrigin={{ vertical: "bottom", horizontal: "center" }}
      sx={ABOVE_DRAFT_BAR}
      autoHideDuration={notice.kind === "said" ? 6000 : null}
      onClose={(_, reason) => reason !== "clickaway" && dismiss()}
      {...(notice.kind === "said"
        ? {
            message: notice.sentence,
            action: notice.action && (
              <Button
                color="inherit"
                onClick={() => {
                  dismiss();
                  notice.action?.onAct();
                }}
              >
                {notice.action.label}
              </Button>
            ),
          }
        : {})}
    >
      {notice.kind === "fault" ? (
        <Box sx={{ width: 520, boxShadow: 6 }}>
          <FaultNotice {...faultWords(notice.fault, t)} onDismiss={dismiss} />
        </Box>
      ) : undefined}
    </Snackbar>
  );
}
