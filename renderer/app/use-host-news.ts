import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { HostNews } from "../../shared/ports/index.ts";
import { useAbout } from "../features/about/index.ts";
import { announce, onPaper } from "../ui/index.ts";
import { isOwnPath, makeNewsDesk } from "./host-news.ts";
import { useLive } from "./live-counts.ts";
import { useNotices } from "./notices.ts";
import { screenOf, useOpenedFile } from "./opened-file.ts";
import { useWorkspace } from "./workspace.tsx";

/** The one desk of this page; main.tsx has it hear the host. « À propos » needs nobody to be signed in. */
export const newsDesk = makeNewsDesk((news) => {
  if (news.type !== "command" || news.command !== "about") return false;
  useAbout.getState().show();
  return true;
});

/** What the frame of the screens does when the machine's menus ask. */
export type FrameGestures = {
  readonly search: () => void;
  readonly help: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
};

/** Has the screens follow what the machine says: links, opened files, menus, and the word after a crash. */
export function useHostNews(gestures: FrameGestures): { readonly print: () => void } {
  const { t } = useTranslation("host");
  const { host, sync } = useWorkspace();
  const navigate = useNavigate();
  const { say, fail } = useNotices();

  const tell = (sentence: string): void => {
    announce(sentence);
    say(sentence);
  };
  const print = async (): Promise<void> => {
    const saved = await onPaper(() => host.printPage(`${fileNameOf(document.title)}.pdf`));
    if (saved && host.kind === "electron") tell(t("printed"));
  };
  const obey = (command: string): void => {
    switch (command) {
      case "backup":
        return void navigate("/poste");
      case "import":
        return void navigate("/import");
      case "keyboard-help":
        return gestures.help();
      case "print":
        return void print().catch(fail);
      case "redo":
        return textHasFocus() ? void document.execCommand("redo") : gestures.redo();
      case "search":
        return gestures.search();
      case "synchronise":
        tell(t("synchronised"));
        return void sync.syncNow();
      case "undo":
        return textHasFocus() ? void document.execCommand("undo") : gestures.undo();
    }
  };
  const follow = (news: HostNews): void => {
    switch (news.type) {
      case "go":
        if (isOwnPath(news.path)) void navigate(news.path);
        return;
      case "open-file":
        useOpenedFile.getState().hold(news);
        return void navigate(screenOf(news));
      case "command":
        return obey(news.command);
      case "recovered":
        return tell(t("recovered"));
    }
  };
  const latest = useRef(follow);
  latest.current = follow;
  useEffect(() => newsDesk.read((news) => latest.current(news)), []);
  return { print: () => void print().catch(fail) };
}

/** Says how many requests wait for my decision: always on the application's icon, aloud when there are more. */
export function useDecisionNotices(): void {
  const { t } = useTranslation("host");
  const { host } = useWorkspace();
  const fail = useNotices((state) => state.fail);
  const toDecide = useLive((state) => state.counts.toDecide);
  const known = useRef<number | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = toDecide;
    host.setBadge(toDecide).catch(fail);
    if (before === null || toDecide <= before) return;
    host
      .notify({
        title: t("decide.title", { count: toDecide }),
        body: t("decide.body"),
        path: "/a-traiter",
      })
      .catch(fail);
  }, [toDecide, host, fail, t]);
  useEffect(
    () => () => {
      void host.setBadge(0).catch(() => undefined);
    },
    [host],
  );
}

/** Undo in a text field is the field's own. */
function textHasFocus(): boolean {
  const focused = document.activeElement;
  return (
    focused !== null &&
    focused.matches(
      "input:not([type='checkbox'], [type='radio'], [type='button']), textarea, [contenteditable='true']",
    )
  );
}

/** A title as the name of a file: what some system refuses in names becomes a space. */
const fileNameOf = (title: string): string =>
  title
    .replaceAll(/[^\p{L}\p{N}.,()’ -]+/gu, " ")
    .replaceAll(/ +/g, " ")
    .trim()
    .slice(0, 120) || "Intendance";
