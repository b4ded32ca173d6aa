import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useNavigate, useSearchParams } from "react-router";
import type { RequestId } from "../../../shared/base/index.ts";
import type { RequestStatus } from "../../../shared/workflow/index.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useLive } from "../../app/live-counts.ts";
import { useNotices } from "../../app/notices.ts";
import { useReferentials } from "../../app/referentials.ts";
import { useLoad } from "../../app/use-load.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { Preparation } from "../../data-worker/data-api.ts";
import { ConfirmDialog, EmptyState, PageHeader, StateChip } from "../../ui/index.ts";
import { RequestLines } from "./request-lines.tsx";

const STATUSES: readonly RequestStatus[] = [
  "pending",
  "sent-back",
  "conflict",
  "approved",
  "rejected",
  "cancelled",
];

/** `/demandes`: what is being prepared on this computer, then what was submitted and where it stands. */
export function RequestsScreen() {
  const { t } = useTranslation("requests");
  const navigate = useNavigate();
  const { data, clock } = useWorkspace();
  const formats = useFormats();
  const { counts, requests } = useLive();
  const [params, setParams] = useSearchParams();
  const [status, setStatus] = useState<RequestStatus | "">("");
  const [dropping, setDropping] = useState<Preparation | null>(null);
  const fail = useNotices((state) => state.fail);
  useTitle(t("navMine"));

  const [preparations] = useLoad(`prep/${requests}/${counts.drafts}`, () => data.preparations());
  const [mine] = useLoad(`mine/${requests}/${counts.outbox}`, () => data.requests("mine"));
  const prepared = preparations.kind === "ready" ? preparations.value : [];
  const submitted = (mine.kind === "ready" ? mine.value : []).filter(
    (card) => card.status !== "preparation" && (status === "" || card.status === status),
  );

  // « Soumettre » of the draft bar: straight to the only preparation there is
  const wantsSubmit = params.has("soumettre");
  useEffect(() => {
    if (!wantsSubmit || preparations.kind !== "ready") return;
    const [only, ...others] = preparations.value;
    if (only && others.length === 0)
      void navigate(`/demandes/${only.requestId ?? "panier"}`, { replace: true });
    else setParams({}, { replace: true });
  }, [wantsSubmit, preparations, navigate, setParams]);

  const drop = async (preparation: Preparation): Promise<void> => {
    setDropping(null);
    try {
      if (preparation.requestId !== null) await data.dissolve(preparation.requestId, false);
      else {
        const changes = await data.changes(null, null, 0, preparation.changes);
        await data.discardDrafts(
          changes.map((change) => change.recordId),
          t("prepared.dropped", { count: preparation.changes }),
        );
      }
    } catch (thrown) {
      fail(thrown);
    }
  };

  return (
    <>
      <PageHeader title={t("navMine")} />
      <Box
        sx={{ px: 2, pb: 4, overflow: "auto", display: "flex", flexDirection: "column", gap: 3 }}
      >
        <Box component="section" aria-labelledby="prepared">
          <Typography id="prepared" component="h2" variant="h6" sx={{ mb: 1 }}>
            {t("prepared.title")}
          </Typography>
          {preparations.kind === "ready" && prepared.length === 0 && (
            <EmptyState sentence={t("prepared.none")} hint={t("prepared.hint")} />
          )}
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
            {prepared.map((one) => (
              <PreparationLine
                key={one.requestId ?? "panier"}
                preparation={one}
                since={
                  one.updatedAt === ""
                    ? ""
                    : formats.relativeTime(Date.parse(one.updatedAt), Date.parse(clock.now()))
                }
                onDrop={() => setDropping(one)}
              />
            ))}
          </Box>
        </Box>
        <Box component="section" aria-labelledby="submitted">
          <Box sx={{ display: "flex", alignItems: "center", gap: 2, mb: 1 }}>
            <Typography id="submitted" component="h2" variant="h6" sx={{ flex: 1 }}>
              {t("submitted.title")}
            </Typography>
            <TextField
              select
              size="small"
              label={t("submitted.status")}
              value={status}
              onChange={(event) => setStatus(event.target.value as RequestStatus | "")}
              sx={{ minWidth: 180 }}
            >
              <MenuItem value="">{t("submitted.all")}</MenuItem>
              {STATUSES.map((one) => (
                <MenuItem key={one} value={one}>
                  {t(`app:requestStatus.${one}`)}
                </MenuItem>
              ))}
            </TextField>
          </Box>
          {mine.kind === "ready" && submitted.length === 0 && (
            <EmptyState sentence={t(status === "" ? "submitted.none" : "submitted.noneOfStatus")} />
          )}
          <RequestLines cards={submitted} base="/demandes" />
        </Box>
      </Box>
      <ConfirmDialog
        open={dropping !== null}
        title={t("drop.title", { count: dropping?.changes ?? 0 })}
        confirmLabel={t("drop.confirm", { count: dropping?.changes ?? 0 })}
        danger
        onConfirm={() => dropping && void drop(dropping)}
        onCancel={() => setDropping(null)}
      >
        {t(dropping?.requestId === null ? "drop.basket" : "drop.request")}
      </ConfirmDialog>
    </>
  );
}

function PreparationLine({
  preparation,
  since,
  onDrop,
}: {
  readonly preparation: Preparation;
  readonly since: string;
  readonly onDrop: () => void;
}) {
  const { t, i18n } = useTranslation("requests");
  const language = chooseLanguage(i18n.language);
  const cards = useReferentials((state) => state.cards);
  const { requestId, title, origin, changes, referentials } = preparation;
  const address = `/demandes/${(requestId satisfies RequestId | null) ?? "panier"}`;
  const labels = referentials.map(
    (id) => cards.find((card) => card.id === id)?.label[language] ?? id,
  );
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 2,
        py: 1,
        borderBottom: "1px solid var(--it-palette-divider)",
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Link component={RouterLink} to={address} sx={{ fontWeight: 600 }}>
          {requestId === null ? t("prepared.basket") : title}
        </Link>
        <Typography variant="body2" color="textSecondary">
          {[
            t("prepared.changes", { count: changes }),
            labels.join(", "),
            origin === "manual" ? null : t("prepared.from", { file: origin }),
            since,
          ]
            .filter(Boolean)
            .join(" · ")}
        </Typography>
      </Box>
      <StateChip state="draft" />
      <Button size="small" onClick={onDrop}>
        {t("prepared.drop")}
      </Button>
      <Button size="small" variant="outlined" component={RouterLink} to={address}>
        {t("prepared.open")}
      </Button>
    </Box>
  );
}
