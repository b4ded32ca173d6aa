import { useTranslation } from "react-i18next";
import { announce } from "../ui/index.ts";
import { useLive } from "./live-counts.ts";
import { useNotices } from "./notices.ts";
import { useWorkspace } from "./workspace.tsx";

/** Undo and redo of the last gesture, wherever it was made, with the words that say which. */
export function useUndo() {
  const { t } = useTranslation("app");
  const { data } = useWorkspace();
  const counts = useLive((state) => state.counts);
  const { say, fail } = useNotices();
  const run =
    (act: () => Promise<string | null>, words: (label: string) => string, nothing: string) =>
    () => {
      act().then((label) => {
        const sentence = label === null ? nothing : words(label);
        announce(sentence);
        say(sentence);
      }, fail);
    };
  return {
    undo: run(
      () => data.undo(),
      (label) => t("undo.undone", { label }),
      t("undo.nothing"),
    ),
    redo: run(
      () => data.redo(),
      (label) => t("undo.redone", { label }),
      t("undo.nothingAgain"),
    ),
    undoLabel:
      counts.canUndo === null ? t("undo.nothing") : t("undo.undo", { label: counts.canUndo }),
    redoLabel:
      counts.canRedo === null ? t("undo.nothingAgain") : t("undo.redo", { label: counts.canRedo }),
  };
}
