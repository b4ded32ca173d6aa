import Box from "@mui/material/Box";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import type { RequestId } from "../../../shared/base/index.ts";
import { faultWords } from "../../app/fault-words.ts";
import { useLive } from "../../app/live-counts.ts";
import { RouteFault } from "../../app/route-fault.tsx";
import { useLoad } from "../../app/use-load.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RequestView } from "../../data-worker/data-api.ts";
import { FaultNotice, PageHeader, StateChip } from "../../ui/index.ts";
import { DecisionBar } from "./decision-bar.tsx";
import { RequestActions } from "./request-actions.tsx";
import { RequestChanges } from "./request-changes.tsx";
import { RequestCircuit } from "./request-circuit.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { statusMark } from "./request-lines.tsx";
import { RequestThread } from "./request-thread.tsx";
import { addSeen, NOTHING_SEEN, type Seen } from "./seen-changes.ts";
import { SubmitForm } from "./submit-form.tsx";

/** `/demandes/:id`: a request, or the basket (`panier`), from its preparation to its end. */
export const RequestScreen = () => <NamedRequest deciding={false} />;

/** `/a-traiter/:id`: the same page for whoever decides. */
export const DecideScreen = () => <NamedRequest deciding />;

/** From one request to another, nothing of the first stays: neither what it says nor what was typed about it. */
function NamedRequest({ deciding }: { readonly deciding: boolean }) {
  const { id: asked = "" } = useParams();
  return <LoadedRequest key={asked} asked={asked} deciding={deciding} />;
}

function LoadedRequest({
  asked,
  deciding,
}: {
  readonly asked: string;
  readonly deciding: boolean;
}) {
  const { t } = useTranslation("requests");
  const id = asked === "panier" ? null : (asked as RequestId);
  const { data } = useWorkspace();
  const { requests, counts, conflicts, versions } = useLive();
  const question = `${asked}/${requests}/${counts.drafts}/${counts.outbox}/${conflicts}/${JSON.stringify(versions)}`;
  const [loaded] = useLoad(question, () => data.request(id));
  if (loaded.kind === "failed")
    return (
      <Box sx={{ p: 3, maxWidth: 640 }}>
        <FaultNotice {...faultWords(loaded.fault, t)} />
      </Box>
    );
  if (loaded.kind === "loading") return <Box sx={{ flex: 1 }} aria-busy="true" />;
  if (loaded.value === null) return <RouteFault missing />;
  return <RequestPage id={id} view={loaded.value} version={question} deciding={deciding} />;
}

function RequestPage({
  id,
  view,
  version,
  deciding,
}: {
  readonly id: RequestId | null;
  readonly view: RequestView;
  readonly version: string;
  readonly deciding: boolean;
}) {
  const { t } = useTranslation("requests");
  const navigate = useNavigate();
  const { request } = view;
  const { contentHash, status } = request;
  const title = id === null ? t("prepared.basket") : request.content.title || t("untitled");
  useTitle(title);

  // what was shown counts for the content that was shown: another content starts over (A1, A13)
  const [seen, setSeen] = useState<{ readonly hash: string; readonly lines: Seen }>({
    hash: contentHash,
    lines: NOTHING_SEEN,
  });
  const changed = seen.hash !== contentHash;
  useEffect(() => {
    if (changed) setSeen({ hash: contentHash, lines: NOTHING_SEEN });
  }, [changed, contentHash]);
  const canVote = view.decidable && id !== null;

  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100%", minHeight: 0 }}>
      <PageHeader
        title={title}
        onBack={() => void navigate(deciding ? "/a-traiter" : "/demandes")}
        facts={
          <Box sx={{ display: "flex", gap: 1, alignItems: "center" }}>
            <StateChip state={statusMark(status)} label={t(`app:requestStatus.${status}`)} />
            {view.waiting && <span>{t("waiting")}</span>}
          </Box>
        }
        actions={id === null ? undefined : <RequestActions id={id} view={view} />}
      />
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: "grid",
          gridTemplateColumns: { xs: "1fr", lg: "minmax(0, 1fr) minmax(340px, 420px)" },
          gridTemplateRows: { xs: "max-content minmax(320px, 1fr)", lg: "minmax(0, 1fr)" },
          overflow: { xs: "auto", lg: "hidden" },
        }}
      >
        <Box sx={{ order: { xs: 2, lg: 1 }, minHeight: 0, minWidth: 0 }}>
          <RequestChanges
            requestId={id}
            groups={view.groups}
            version={version}
            {...(canVote
              ? {
                  seen: seen.lines,
                  onSeen: (key, from, to) =>
                    setSeen((known) => ({ ...known, lines: addSeen(known.lines, key, from, to) })),
                }
              : {})}
          />
        </Box>
        <Box
          component="aside"
          aria-label={t("about")}
          tabIndex={0}
          sx={{
            order: { xs: 1, lg: 2 },
            minHeight: 0,
            overflow: { xs: "visible", lg: "auto" },
            px: 2,
            pb: 2,
            display: "flex",
            flexDirection: "column",
            gap: 2.5,
            borderLeft: { lg: "1px solid var(--it-palette-divider)" },
          }}
        >
          {status === "preparation" ? (
            <SubmitForm id={id} view={view} />
          ) : (
            <RequestFacts view={view} />
          )}
          <RequestCircuit view={view} />
          {id !== null && status !== "preparation" && <RequestThread id={id} view={view} />}
        </Box>
      </Box>
      {id !== null && status === "pending" && (canVote || deciding) && (
        <DecisionBar id={id} view={view} seen={seen.lines} restarted={changed} />
      )}
    </Box>
  );
}
