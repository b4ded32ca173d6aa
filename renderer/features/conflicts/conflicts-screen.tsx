import CheckCircle from "@mui/icons-material/CheckCircleOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useNavigate } from "react-router";
import { faultWords } from "../../app/fault-words.ts";
import { useLive } from "../../app/live-counts.ts";
import { useNotices } from "../../app/notices.ts";
import { useLoad } from "../../app/use-load.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { ConflictView } from "../../data-worker/data-api.ts";
import { DiffValue, EmptyState, FaultNotice, PageHeader } from "../../ui/index.ts";
import { ConflictCard } from "./conflict-card.tsx";
import { groupConflicts, resolvedOwners } from "./group-conflicts.ts";

/** `/conflits`: field by field, what it was, what I put, what central has; a choice made once is made for good. */
export function ConflictsScreen() {
  const { t } = useTranslation("conflicts");
  const navigate = useNavigate();
  const { data } = useWorkspace();
  const { conflicts, counts } = useLive();
  const fail = useNotices((state) => state.fail);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useTitle(t("nav"));
  const [loaded] = useLoad(`conflicts/${conflicts}/${counts.conflicts}/${counts.drafts}`, () =>
    data.conflicts(),
  );
  const all = loaded.kind === "ready" ? loaded.value : [];
  const { hard, soft } = groupConflicts(all);
  const open = hard.flatMap((group) => group.conflicts).filter((one) => one.resolved === null);
  const selected = open.filter((one) => chosen.has(one.id));

  const resolve = async (
    conflict: ConflictView,
    choice: Parameters<typeof data.resolveConflict>[1],
  ): Promise<void> => {
    try {
      await data.resolveConflict(conflict.id, choice);
    } catch (thrown) {
      fail(thrown);
    }
  };
  const resolveAll = async (side: "mine" | "central"): Promise<void> => {
    for (const conflict of selected)
      await resolve(conflict, { side, reason: t(`bulk.reason.${side}`) });
    setChosen(new Set());
  };

  return (
    <>
      <PageHeader
        title={t("nav")}
        facts={loaded.kind === "ready" ? t("facts", { count: open.length }) : undefined}
      />
      <Box
        sx={{ px: 2, pb: 4, overflow: "auto", display: "flex", flexDirection: "column", gap: 2 }}
      >
        {loaded.kind === "failed" && <FaultNotice {...faultWords(loaded.fault, t)} />}
        {loaded.kind === "ready" && all.length === 0 && (
          <EmptyState
            icon={<CheckCircle fontSize="inherit" />}
            sentence={t("none")}
            hint={t("hint")}
          />
        )}
        {resolvedOwners(hard).map((owner) => (
          <FaultNotice
            key={owner ?? "panier"}
            severity="info"
            happened={t("ready")}
            toDo={t("readyToDo")}
            actions={[
              {
                label: t("submitAgain"),
                onAct: () => void navigate(`/demandes/${owner ?? "panier"}`),
              },
            ]}
          />
        ))}
        {open.length > 1 && (
          <Box
            role="toolbar"
            aria-label={t("bulk.label")}
            sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "center" }}
          >
            <Button
              size="small"
              onClick={() =>
                setChosen(
                  selected.length === open.length ? new Set() : new Set(open.map(({ id }) => id)),
                )
              }
            >
              {t(selected.length === open.length ? "bulk.nothing" : "bulk.everything", {
                count: open.length,
              })}
            </Button>
            <Typography variant="body2" color="textSecondary">
              {t("bulk.selected", { count: selected.length })}
            </Typography>
            <Button
              size="small"
              variant="outlined"
              disabled={selected.length === 0}
              onClick={() => void resolveAll("mine")}
            >
              {t("bulk.mine")}
            </Button>
            <Button
              size="small"
              variant="outlined"
              disabled={selected.length === 0}
              onClick={() => void resolveAll("central")}
            >
              {t("bulk.central")}
            </Button>
          </Box>
        )}
        {hard.map((group) => (
          <Box key={group.id} component="section" aria-label={`${group.key} ${group.title}`}>
            <Typography component="h2" variant="subtitle1" sx={{ fontWeight: 600 }}>
              <Link
                component={RouterLink}
                underline="always"
                to={`/referentiels/${group.referential}/fiches/${group.recordId}`}
              >
                {group.key}
              </Link>{" "}
              {group.title}
            </Typography>
            {group.conflicts.map((conflict) => (
              <ConflictCard
                key={conflict.id}
                conflict={conflict}
                selected={chosen.has(conflict.id)}
                onSelect={
                  open.length > 1
                    ? (yes) =>
                        setChosen((known) => {
                          const next = new Set(known);
                          if (yes) next.add(conflict.id);
                          else next.delete(conflict.id);
                          return next;
                        })
                    : undefined
                }
                onResolve={(choice) => void resolve(conflict, choice)}
                onUndo={() => void data.unresolveConflict(conflict.id).catch(fail)}
              />
            ))}
          </Box>
        ))}
        {soft.length > 0 && (
          <Box component="section" aria-labelledby="soft">
            <Typography id="soft" component="h2" variant="h6">
              {t("soft.title", { count: soft.length })}
            </Typography>
            <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
              {t("soft.explain")}
            </Typography>
            <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
              {soft.map((one) => (
                <Box
                  component="li"
                  key={one.id}
                  sx={{
                    display: "flex",
                    gap: 2,
                    alignItems: "center",
                    py: 0.75,
                    borderBottom: "1px solid var(--it-palette-divider)",
                  }}
                >
                  <Typography variant="body2" sx={{ flex: 1 }}>
                    <Link
                      component={RouterLink}
                      underline="always"
                      to={`/referentiels/${one.conflict.referential}/fiches/${one.conflict.recordId}`}
                    >
                      {one.key}
                    </Link>{" "}
                    {one.title} · {one.label} <DiffValue before={one.base} after={one.central} />
                  </Typography>
                  <Button size="small" onClick={() => void data.dismissSoft(one.id).catch(fail)}>
                    {t("soft.dismiss")}
                  </Button>
                </Box>
              ))}
            </Box>
          </Box>
        )}
      </Box>
    </>
  );
}
