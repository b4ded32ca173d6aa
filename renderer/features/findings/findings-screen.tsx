import ExpandMore from "@mui/icons-material/ExpandMore";
import FactCheck from "@mui/icons-material/FactCheckOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ButtonBase from "@mui/material/ButtonBase";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { faultWords } from "../../app/fault-words.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useLive } from "../../app/live-counts.ts";
import { severityMark } from "../../app/marks.ts";
import { useNotices } from "../../app/notices.ts";
import { useReferentials } from "../../app/referentials.ts";
import { useLoad } from "../../app/use-load.ts";
import { useModels } from "../../app/use-model.ts";
import { useTitle } from "../../app/use-title.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import {
  EmptyState,
  FaultNotice,
  PageHeader,
  ProgressLine,
  SeverityChip,
  SeverityIcon,
  Toolbar,
} from "../../ui/index.ts";
import { exportFindings } from "./export-findings.ts";
import { FindingGroupLines } from "./finding-group-lines.tsx";
import { useCheck } from "./use-check.ts";
import { bySeverity, groupId } from "./findings-state.ts";

/** `/qualite`: severity → rule → record, each line one gesture from its cell. */
export function FindingsScreen() {
  const { t, i18n } = useTranslation("findings");
  const language = chooseLanguage(i18n.language);
  const formats = useFormats();
  const { data, host, clock } = useWorkspace();
  const { fail, say } = useNotices();
  const cards = useReferentials((state) => state.cards);
  const models = useModels();
  const counts = useLive((state) => state.counts.findings);
  const versions = useLive((state) => state.versions);
  const [params, setParams] = useSearchParams();
  const { running, checked, check } = useCheck();
  const asked = params.get("referentiel");
  const referential = cards.find((card) => card.id === asked)?.id ?? null;
  const open = new Set((params.get("ouverts") ?? "").split(" ").filter((id) => id !== ""));
  useTitle(t("title"));

  const [groups, again] = useLoad(
    `${referential ?? ""}|${JSON.stringify(counts)}|${JSON.stringify(versions)}`,
    () => data.findingGroups(referential),
  );

  const validate = async (): Promise<void> => {
    try {
      await check(data, clock, referential);
      again();
      say(t("run.done"));
    } catch (thrown) {
      fail(thrown);
    }
  };

  const set = (name: string, value: string): void => {
    const next = new URLSearchParams(params);
    if (value === "") next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const toggle = (id: string): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    set("ouverts", [...next].join(" "));
  };
  const download = async (): Promise<void> => {
    try {
      if (groups.kind !== "ready") return;
      const bytes = await exportFindings(data, groups.value, models, language, t);
      if (await host.saveFile(t("export.name"), "text/csv", bytes)) say(t("export.done"));
    } catch (thrown) {
      fail(thrown);
    }
  };
  const sections = groups.kind === "ready" ? bySeverity(groups.value) : [];

  return (
    <>
      <PageHeader
        title={t("title")}
        facts={sections.map(({ severity, count }) => (
          <SeverityChip key={severity} severity={severityMark(severity)} count={count} />
        ))}
        actions={
          <>
            <Button
              variant="outlined"
              disabled={sections.length === 0}
              onClick={() => void download()}
            >
              {t("export.act")}
            </Button>
            <Button variant="contained" disabled={running !== null} onClick={() => void validate()}>
              {t("run.act")}
            </Button>
          </>
        }
      />
      <Toolbar label={t("filters")}>
        <TextField
          select
          value={referential ?? ""}
          onChange={(event) => set("referentiel", event.target.value)}
          sx={{ minWidth: 260 }}
          slotProps={{
            select: { displayEmpty: true, SelectDisplayProps: { "aria-label": t("referential") } },
          }}
        >
          <MenuItem value="">{t("all")}</MenuItem>
          {cards.map((card) => (
            <MenuItem key={card.id} value={card.id}>
              {card.label[language]}
            </MenuItem>
          ))}
        </TextField>
        {running && (
          <Box sx={{ flex: 1, minWidth: 240 }}>
            <ProgressLine
              label={t("run.progress")}
              done={running.progress.done}
              total={running.progress.total ?? undefined}
              elapsedMs={Date.parse(clock.now()) - running.since}
              onCancel={() => void data.cancel().catch(fail)}
            />
          </Box>
        )}
      </Toolbar>
      <Box sx={{ flex: 1, overflow: "auto", px: 2, pb: 4 }}>
        {groups.kind === "failed" && <FaultNotice {...faultWords(groups.fault, t)} />}
        {groups.kind === "ready" && sections.length === 0 && checked && !running && (
          <EmptyState
            icon={<FactCheck fontSize="inherit" />}
            sentence={t("none")}
            hint={t("noneHint")}
          />
        )}
        {sections.map(({ severity, count, groups: own }) => (
          <Box component="section" key={severity} sx={{ mb: 3 }}>
            <Typography variant="h2" sx={{ display: "flex", alignItems: "center", gap: 1, py: 1 }}>
              <SeverityIcon severity={severityMark(severity)} decorative size={18} />
              {t(`severity.${severity}`, { count })}
            </Typography>
            {own.map((group) => {
              const id = groupId(group);
              const shown = open.has(id);
              return (
                <Box key={id} sx={{ borderTop: "1px solid var(--it-palette-divider)" }}>
                  <ButtonBase
                    aria-expanded={shown}
                    onClick={() => toggle(id)}
                    sx={{
                      width: "100%",
                      justifyContent: "flex-start",
                      gap: 1,
                      minHeight: 40,
                      px: 0.5,
                      font: "inherit",
                      fontSize: "0.875rem",
                      textAlign: "left",
                      "&:hover": { backgroundColor: "frame.hover" },
                    }}
                  >
                    <ExpandMore
                      fontSize="small"
                      style={{ transform: shown ? "none" : "rotate(-90deg)" }}
                    />
                    <Box component="span" sx={{ flex: 1 }}>
                      {t(`rule.${group.rule}.title`)}
                      <Box component="span" sx={{ color: "text.secondary" }}>
                        {" · "}
                        {cards.find((card) => card.id === group.referential)?.label[language] ??
                          group.referential}
                      </Box>
                    </Box>
                    <Box
                      component="span"
                      sx={{ fontVariantNumeric: "tabular-nums", fontWeight: 600 }}
                    >
                      {formats.number(group.count)}
                    </Box>
                  </ButtonBase>
                  {shown && (
                    <FindingGroupLines
                      group={group}
                      referential={models.get(group.referential)}
                      canWaive={
                        cards.find((card) => card.id === group.referential)?.rights.edit === true
                      }
                    />
                  )}
                </Box>
              );
            })}
          </Box>
        ))}
      </Box>
    </>
  );
}
