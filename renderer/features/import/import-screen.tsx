import Box from "@mui/material/Box";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import type { ReferentialId } from "../../../shared/base/index.ts";
import { faultWords } from "../../app/fault-words.ts";
import { useReferentialCard, useReferentials } from "../../app/referentials.ts";
import { useModel } from "../../app/use-model.ts";
import { screenOf, useOpenedFile } from "../../app/opened-file.ts";
import { useTitle } from "../../app/use-title.ts";
import { EmptyState, FaultNotice, PageHeader, ProgressLine, StepperFrame } from "../../ui/index.ts";
import { CheckStep } from "./check-step.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { FileStep } from "./file-step.tsx";
import { STEPS, whyNotNext, type Step } from "./import-state.ts";
import { RequestStep } from "./request-step.tsx";
import { useImport, useImportState } from "./use-import.ts";

/** `/import/:referential`: a file becomes one change request, in four steps that lose nothing that was set. */
export function ImportScreen() {
  const { t } = useTranslation("import");
  const { referential: asked } = useParams();
  const navigate = useNavigate();
  const { state, tell } = useImportState();
  const card = useReferentialCard(asked ?? "");
  const referential = useModel(state.referential ?? "");
  const actions = useImport();
  useTitle(t("title"));
  const mayFeedNone = useReferentials(
    ({ cards, loaded }) => loaded && !cards.some(({ rights }) => rights.edit),
  );

  useEffect(() => {
    if (!card || state.referential === card.id) return;
    tell({ type: "referentialChosen", referential: card.id as ReferentialId });
    void actions.guess();
  }, [card, state.referential, tell, actions]);

  // A file that the person opened with the application starts the import, whatever the last one was at.
  const opened = useOpenedFile((held) => held.file);
  const take = useOpenedFile((held) => held.take);
  useEffect(() => {
    if (opened === null || screenOf(opened) !== "/import") return;
    const file = take();
    if (file) void actions.chooseFile(new File([file.bytes as Uint8Array<ArrayBuffer>], file.name));
  }, [opened, take, actions]);

  const at = STEPS.indexOf(state.step);
  const why = whyNotNext(state, referential?.key ?? []);
  const go = (step: Step): void => {
    tell({ type: "stepped", step });
    if (step === "check" && state.report === null) void actions.check();
    if (step === "request" && state.title === "")
      tell({ type: "titled", title: t("request.proposed", { file: state.file?.name ?? "" }) });
  };
  const next = async (): Promise<void> => {
    const following = STEPS[at + 1];
    if (following) return go(following);
    const id = await actions.commit();
    if (id) void navigate(`/demandes/${id}`);
  };

  if (mayFeedNone)
    return (
      <>
        <PageHeader title={t("title")} />
        <EmptyState sentence={t("noRight.sentence")} hint={t("noRight.hint")} />
      </>
    );
  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100%", minHeight: 0 }}>
      <PageHeader title={t("title")} facts={state.file?.name} />
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <StepperFrame
          label={t("steps")}
          steps={STEPS.map((step, index) => ({
            id: step,
            label: t(`step.${step}`),
            status:
              index === at
                ? "current"
                : index < at
                  ? step === "check" && state.report !== null && state.report.refusedRows > 0
                    ? "error"
                    : "done"
                  : "todo",
          }))}
          onStep={(step) => go(step as Step)}
          note={why === null || why === "busy" ? undefined : t(`why.${why}`)}
          back={
            at > 0
              ? {
                  label: t("back"),
                  onAct: () => go(STEPS[at - 1] ?? "file"),
                  disabled: state.busy !== null,
                }
              : undefined
          }
          next={{
            label: t(`next.${state.step}`, {
              count: state.report
                ? state.report.counts.created +
                  state.report.counts.updated +
                  state.report.counts.toClose
                : 0,
            }),
            onAct: () => void next(),
            disabled: why !== null,
          }}
        >
          <Box
            sx={{
              px: 2,
              py: 1.5,
              height: "100%",
              minHeight: 0,
              display: "flex",
              flexDirection: "column",
              gap: 1.5,
            }}
          >
            {state.fault && (
              <FaultNotice
                {...faultWords(state.fault, t)}
                kept={t("kept")}
                actions={
                  state.fault.code === "CONTENT_CHANGED"
                    ? [{ label: t("again"), onAct: () => go("check") }]
                    : []
                }
              />
            )}
            {state.busy && (
              <ProgressLine
                label={t(`busy.${state.busy.what}`)}
                done={state.busy.done}
                total={state.busy.total ?? undefined}
                elapsedMs={performance.now() - state.busy.since}
                onCancel={state.busy.what === "committing" ? undefined : actions.cancel}
              />
            )}
            {state.step === "file" && <FileStep actions={actions} />}
            {state.step === "columns" && referential && (
              <ColumnsStep actions={actions} referential={referential} />
            )}
            {state.step === "check" && referential && (
              <CheckStep actions={actions} referential={referential} />
            )}
            {state.step === "request" && <RequestStep />}
          </Box>
        </StepperFrame>
      </Box>
    </Box>
  );
}
