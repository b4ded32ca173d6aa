import CheckCircle from "@mui/icons-material/CheckCircleOutlined";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useSyncExternalStore, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useNavigate } from "react-router";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useLive } from "../../app/live-counts.ts";
import { severityMark } from "../../app/marks.ts";
import { useReferentials } from "../../app/referentials.ts";
import { syncWords } from "../../app/sync-words.ts";
import { useLoad } from "../../app/use-load.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { FindingGroup, RequestCard } from "../../data-worker/data-api.ts";
import { EmptyState, PageHeader, SeverityChip, StateChip, type StateKind } from "../../ui/index.ts";
import { useCheck } from "../findings/index.ts";
import { isMoving, latestFirst, mostFilled, requestMark, worstGroups } from "./home-lists.ts";

const SHOWN = 8;

/** Accueil: three lists, no decoration, and two lines. */
export function HomeScreen() {
  const { t, i18n } = useTranslation("home");
  const language = chooseLanguage(i18n.language);
  const formats = useFormats();
  const navigate = useNavigate();
  const { data, identity, sync, clock } = useWorkspace();
  const { counts, requests, versions } = useLive();
  const cards = useReferentials((state) => state.cards);
  const checked = useCheck((state) => state.checked);
  const view = useSyncExternalStore(sync.subscribe, sync.view);
  useTitle(t("nav"));

  const [toDecide] = useLoad(`decide/${requests}/${counts.toDecide}`, () =>
    data.requests("to-decide"),
  );
  const [mine] = useLoad(`mine/${requests}/${counts.outbox}`, () => data.requests("mine"));
  const [groups] = useLoad(
    `findings/${JSON.stringify(counts.findings)}/${JSON.stringify(versions)}`,
    () => data.findingGroups(null),
  );
  const decide = toDecide.kind === "ready" ? latestFirst(toDecide.value) : [];
  const own = mine.kind === "ready" ? latestFirst(mine.value.filter(isMoving)) : [];
  const findings = groups.kind === "ready" ? worstGroups(groups.value, SHOWN) : [];
  const words = syncWords(view, counts);
  const since =
    words.values.since === undefined
      ? {}
      : { since: formats.relativeTime(words.values.since, Date.parse(clock.now())) };
  const serious = counts.findings.fatale + counts.findings.erreur;
  const first = mostFilled(cards.filter((card) => card.rights.edit)) ?? mostFilled(cards);
  const idle =
    toDecide.kind === "ready" &&
    mine.kind === "ready" &&
    decide.length === 0 &&
    own.length === 0 &&
    counts.drafts === 0;

  return (
    <>
      <PageHeader title={t("hello", { name: identity.name })} />
      <Box sx={{ px: 2, pb: 4, display: "flex", flexDirection: "column", gap: 2, maxWidth: 1680 }}>
        <Box
          sx={{
            display: "flex",
            flexWrap: "wrap",
            columnGap: 4,
            rowGap: 0.5,
            fontSize: "0.875rem",
          }}
        >
          <span>
            {t("quality")}{" "}
            <Link component={RouterLink} to="/qualite">
              {serious > 0
                ? t("qualitySerious", { count: serious })
                : counts.findings.avertissement > 0
                  ? t("qualityWarnings", { count: counts.findings.avertissement })
                  : checked
                    ? t("qualityFine")
                    : t("qualityUnknown")}
            </Link>
          </span>
          <span>
            {t("sync")}{" "}
            <Link component={RouterLink} to="/synchronisation">
              {t(words.key, { ...words.values, ...since })}
            </Link>
          </span>
          {counts.drafts > 0 && (
            <Link component={RouterLink} to="/demandes">
              {t("drafts", { count: counts.drafts })}
            </Link>
          )}
        </Box>
        {idle && first && (
          <EmptyState
            icon={<CheckCircle fontSize="inherit" />}
            sentence={t("empty")}
            hint={
              first.rights.edit
                ? t("emptyHint", { label: first.label[language] })
                : t("emptyHintReader")
            }
            action={{
              label: t("emptyAct", { label: first.label[language] }),
              onAct: () => void navigate(`/referentiels/${first.id}`),
            }}
            secondaryAction={
              first.rights.edit
                ? { label: t("emptyImport"), onAct: () => void navigate(`/import/${first.id}`) }
                : undefined
            }
          />
        )}
        <Box
          sx={{
            display: "grid",
            gap: 2.5,
            alignItems: "start",
            gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 300px), 1fr))",
          }}
        >
          <Card
            title={t("decide.title", { count: decide.length })}
            none={t("decide.none")}
            loading={toDecide.kind === "loading"}
          >
            {decide.slice(0, SHOWN).map((card) => (
              <RequestLine
                key={card.id}
                card={card}
                mark="pending"
                detail={t("decide.by", { name: card.authorName, count: card.changes })}
              />
            ))}
          </Card>
          <Card
            title={t("mine.title", { count: own.length })}
            none={t("mine.none")}
            loading={mine.kind === "loading"}
          >
            {own.slice(0, SHOWN).map((card) => (
              <RequestLine
                key={card.id}
                card={card}
                mark={requestMark(card.status)}
                word={t(`app:requestStatus.${card.status}`)}
                detail={
                  card.waiting
                    ? t("mine.waiting")
                    : (card.stage ?? t("mine.changes", { count: card.changes }))
                }
              />
            ))}
          </Card>
          <Card
            title={t("findings.title")}
            none={checked ? t("findings.none") : t("findings.unknown")}
            loading={groups.kind === "loading"}
          >
            {findings.map((group) => (
              <FindingLine
                key={`${group.rule}${group.referential}${group.severity}`}
                group={group}
              />
            ))}
          </Card>
        </Box>
      </Box>
    </>
  );
}

function Card({
  title,
  none,
  loading,
  children,
}: {
  readonly title: string;
  readonly none: string;
  readonly loading: boolean;
  readonly children: readonly ReactNode[];
}) {
  return (
    <Box component="section" aria-label={title}>
      <Typography
        variant="h2"
        sx={{ pb: 0.75, borderBottom: "1px solid var(--it-palette-divider)" }}
      >
        {title}
      </Typography>
      {children.length === 0 ? (
        <Typography variant="body1" color="textSecondary" sx={{ py: 1.25, minHeight: 45 }}>
          {loading ? "" : none}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
          {children}
        </Box>
      )}
    </Box>
  );
}

const LINE = {
  display: "flex",
  alignItems: "center",
  gap: 1.25,
  minHeight: 44,
  py: 0.5,
  borderBottom: "1px solid var(--it-palette-divider)",
} as const;

function RequestLine({
  card,
  mark,
  word,
  detail,
}: {
  readonly card: RequestCard;
  readonly mark: StateKind;
  readonly word?: string;
  readonly detail: string;
}) {
  return (
    <Box component="li" sx={LINE}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Link
          component={RouterLink}
          to={`/demandes/${card.id}`}
          sx={{ fontWeight: 550, overflowWrap: "anywhere" }}
        >
          {card.title}
        </Link>
        <Typography variant="body2" color="textSecondary">
          {detail}
        </Typography>
      </Box>
      <StateChip state={mark} label={word} />
    </Box>
  );
}

function FindingLine({ group }: { readonly group: FindingGroup }) {
  const { t, i18n } = useTranslation("home");
  const language = chooseLanguage(i18n.language);
  const cards = useReferentials((state) => state.cards);
  return (
    <Box component="li" sx={LINE}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Link
          component={RouterLink}
          to={`/qualite?referentiel=${group.referential}&ouverts=${group.severity}.${group.rule}.${group.referential}`}
          sx={{ fontWeight: 550 }}
        >
          {t(`findings:rule.${group.rule}.title`)}
        </Link>
        <Typography variant="body2" color="textSecondary">
          {cards.find((card) => card.id === group.referential)?.label[language]}
        </Typography>
      </Box>
      <SeverityChip severity={severityMark(group.severity)} count={group.count} />
    </Box>
  );
}
