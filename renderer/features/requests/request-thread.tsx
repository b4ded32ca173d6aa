import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useTranslation } from "react-i18next";
import type { RequestId } from "../../../shared/base/index.ts";
import type { ChangeRequest } from "../../../shared/workflow/index.ts";
import { chooseLanguage, useFormats } from "../../app/i18n/index.ts";
import { useNotices } from "../../app/notices.ts";
import { useKept } from "../../app/use-kept.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { RequestView } from "../../data-worker/data-api.ts";

type Moment = {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly text: string;
};

/** What happened to the request, in order, and the thread of comments. */
export function RequestThread({
  id,
  view,
}: {
  readonly id: RequestId;
  readonly view: RequestView;
}) {
  const { t, i18n } = useTranslation("requests");
  const language = chooseLanguage(i18n.language);
  const formats = useFormats();
  const { data, sync } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const [text, setText] = useKept(`comment/${id}`, "");
  const stageName = (stage: string): string =>
    view.circuit.find((one) => one.stage === stage)?.label[language] ?? stage;
  const moments = momentsOf(view.request, (decision) =>
    t(`thread.decision.${decision.answer}`, {
      stage: stageName(decision.stage),
      ...(decision.status === "counted" ? {} : { context: decision.status }),
    }),
  );

  const send = async (): Promise<void> => {
    if (text.trim() === "") return;
    try {
      await data.comment(id, text);
      void sync.syncNow();
      setText(undefined);
    } catch (thrown) {
      fail(thrown);
    }
  };

  return (
    <Box component="section" aria-labelledby="thread">
      <Typography id="thread" component="h2" variant="subtitle1" sx={{ fontWeight: 600, mb: 0.5 }}>
        {t("thread.title")}
      </Typography>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {moments.map((moment) => (
          <Box
            component="li"
            key={moment.id}
            sx={{ py: 0.75, borderBottom: "1px solid var(--it-palette-divider)" }}
          >
            <Typography variant="body2">
              <strong>{moment.who}</strong> {moment.what || t(`thread.${moment.id.split("/")[0]}`)}
            </Typography>
            {moment.text !== "" && (
              <Typography variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {moment.text}
              </Typography>
            )}
            <Typography variant="caption" color="textSecondary">
              {formats.dateTime(moment.at)}
            </Typography>
          </Box>
        ))}
      </Box>
      <Box sx={{ display: "flex", gap: 1, mt: 1.5, alignItems: "flex-end" }}>
        <TextField
          multiline
          size="small"
          fullWidth
          label={t("thread.write")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 4000 } }}
        />
        <Button variant="outlined" disabled={text.trim() === ""} onClick={() => void send()}>
          {t("thread.send")}
        </Button>
      </Box>
    </Box>
  );
}

/** Submission, decisions (obsolete and refused ones marked), comments and the end, in the order of time. */
function momentsOf(
  request: ChangeRequest,
  wordsOf: (decision: ChangeRequest["decisions"][number]) => string,
): readonly Moment[] {
  const moments: Moment[] = [];
  if (request.submittedAt !== null)
    moments.push({
      id: "submitted",
      at: request.submittedAt,
      who: request.authorName,
      what: "",
      text: "",
    });
  for (const [at, decision] of request.decisions.entries())
    moments.push({
      id: `decision/${at}`,
      at: decision.at,
      who: decision.personName,
      what: wordsOf(decision),
      text: decision.reason,
    });
  for (const comment of request.comments)
    moments.push({
      id: `comment/${comment.id}`,
      at: comment.at,
      who: comment.personName,
      what: "",
      text: comment.text,
    });
  return moments.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}
