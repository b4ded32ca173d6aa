import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { RequestStatus } from "../../../shared/workflow/index.ts";
import { useFormats } from "../../app/i18n/index.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RequestCard } from "../../data-worker/data-api.ts";
import { StateChip, type StateKind } from "../../ui/index.ts";
import { useAwaited } from "./use-awaited.ts";

/** The mark of a request's status. */
export function statusMark(status: RequestStatus): StateKind {
  switch (status) {
    case "preparation":
      return "draft";
    case "pending":
      return "pending";
    case "approved":
      return "accredited";
    case "conflict":
      return "conflict";
    case "rejected":
    case "cancelled":
    case "sent-back":
      return "refused";
  }
}

/** Requests as lines: title, what it holds, since when, where it stands, and for mine whom it waits for. */
export function RequestLines({
  cards,
  base,
  current,
}: {
  readonly cards: readonly RequestCard[];
  readonly base: string;
  /** Index of the line that J and K are on. */
  readonly current?: number;
}) {
  const { t } = useTranslation("requests");
  const formats = useFormats();
  const awaited = useAwaited(2);
  const { clock } = useWorkspace();
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
      {cards.map((card, at) => (
        <Box
          component="li"
          key={card.id}
          sx={{
            display: "flex",
            alignItems: "center",
            gap: 2,
            py: 1,
            px: 1,
            borderBottom: "1px solid var(--it-palette-divider)",
            backgroundColor: at === current ? "var(--it-palette-frame-hover)" : undefined,
          }}
        >
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Link
              component={RouterLink}
              to={`${base}/${card.id}`}
              sx={{ fontWeight: 600 }}
              data-request={card.id}
            >
              {card.title || t("untitled")}
            </Link>
            <Typography variant="body2" color="textSecondary">
              {[
                t("prepared.changes", { count: card.changes }),
                card.mine ? null : t("by", { name: card.authorName }),
                card.submittedAt === null
                  ? null
                  : formats.relativeTime(Date.parse(card.submittedAt), Date.parse(clock.now())),
                card.stage,
                card.mine ? awaited(card.awaited) : null,
                card.waiting ? t("waiting") : null,
              ]
                .filter((part) => part !== null)
                .join(" · ")}
            </Typography>
          </Box>
          <StateChip
            state={statusMark(card.status)}
            label={t(`app:requestStatus.${card.status}`)}
          />
        </Box>
      ))}
    </Box>
  );
}
