import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { RecordId } from "../../../shared/base/index.ts";
import type { Referential } from "../../../shared/model/index.ts";
import { useFormats } from "../../app/i18n/index.ts";
import { useRecordsVersion } from "../../app/live-counts.ts";
import { useLoad } from "../../app/use-load.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RecordView } from "../../data-worker/data-api.ts";
import { EmptyState, StateChip } from "../../ui/index.ts";

/** The requests that touch the record: being prepared, waiting, accredited. */
export function RecordRequests({
  view,
  referential,
  recordId,
}: {
  readonly view: RecordView;
  readonly referential: Referential;
  readonly recordId: RecordId;
}) {
  const { t } = useTranslation("record");
  const formats = useFormats();
  const { data } = useWorkspace();
  const version = useRecordsVersion(referential.id);
  const [history] = useLoad(`${referential.id}/${recordId}/${version}`, () =>
    data.history(referential.id, recordId),
  );
  const done =
    history.kind === "ready" ? history.value.entries.toSorted((a, b) => b.version - a.version) : [];
  if (!view.draft && view.pending.length === 0 && done.length === 0)
    return <EmptyState sentence={t("requests.none")} />;
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 2, maxWidth: 1000 }}>
      {view.draft && (
        <Line
          state="draft"
          to={view.draftRequest === null ? "/demandes" : `/demandes/${view.draftRequest}`}
          title={view.draftRequest === null ? t("requests.basket") : t("requests.preparation")}
          detail={t("requests.draft")}
        />
      )}
      {view.pending.map(({ requestId, title, author }) => (
        <Line
          key={requestId}
          state="pending"
          to={`/demandes/${requestId}`}
          title={title}
          detail={author}
        />
      ))}
      {done.map((entry) => (
        <Line
          key={entry.version}
          state="accredited"
          to={`/demandes/${entry.requestId}`}
          title={entry.requestTitle}
          detail={`${entry.authorName} · ${formats.dateTime(entry.at)}`}
        />
      ))}
    </Box>
  );
}

function Line({
  state,
  to,
  title,
  detail,
}: {
  readonly state: "draft" | "pending" | "accredited";
  readonly to: string;
  readonly title: string;
  readonly detail: string;
}) {
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        gap: 1.5,
        alignItems: "center",
        py: 1,
        borderBottom: "1px solid var(--it-palette-divider)",
      }}
    >
      <StateChip state={state} />
      <Link component={RouterLink} to={to} sx={{ flex: 1 }}>
        {title}
      </Link>
      <Typography variant="body2" color="textSecondary">
        {detail}
      </Typography>
    </Box>
  );
}
