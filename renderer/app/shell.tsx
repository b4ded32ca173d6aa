import Redo from "@mui/icons-material/Redo";
import Undo from "@mui/icons-material/Undo";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { Suspense, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation, useNavigate } from "react-router";
import { dayOf } from "../../shared/base/index.ts";
import { useBackgroundCheck } from "../features/findings/index.ts";
import { SearchPalette } from "../features/search/index.ts";
import { RestoredDialog, SignInAgainDialog, SignOutDialog } from "../features/session/index.ts";
import { AppFrame, DraftBar, KeyboardHelp, Paper, SyncBadge, useShortcuts } from "../ui/index.ts";
import { AccountMenu } from "./account-menu.tsx";
import { AsAtControl } from "./as-at-control.tsx";
import { useAsAt } from "./as-at.ts";
import { buildNavigation, currentEntry } from "./build-navigation.tsx";
import { FEATURES } from "./features.ts";
import { DiskSpaceNotice } from "./disk-space-notice.tsx";
import { chooseLanguage, useFormats } from "./i18n/index.ts";
import { useLive } from "./live-counts.ts";
import { useNotices } from "./notices.ts";
import { NoticeBar } from "./notice-bar.tsx";
import { usePreferences } from "./preferences.ts";
import { useReferentials } from "./referentials.ts";
import { syncWords } from "./sync-words.ts";
import { useDecisionNotices, useHostNews } from "./use-host-news.ts";
import { useUndo } from "./use-undo.ts";
import { useWorkspace } from "./workspace.tsx";

/** The frame around every screen of a signed-in person. */
export function Shell() {
  const { t, i18n } = useTranslation("app");
  const formats = useFormats();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { identity, clock, data, sync, host } = useWorkspace();
  const counts = useLive((state) => state.counts);
  const { cards, setCards } = useReferentials();
  const live = useLive();
  const preferences = usePreferences();
  const { asAt, setAsAt } = useAsAt();
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [signingIn, setSigningIn] = useState(false);
  const language = chooseLanguage(i18n.language);
  const fail = useNotices((state) => state.fail);
  const today = dayOf(clock.now());

  useEffect(() => {
    data.referentials().then(setCards, fail);
  }, [data, setCards, fail, live.models, live.versions]);

  const navigation = useMemo(
    () => buildNavigation(FEATURES, cards, counts, language, t),
    [cards, counts, language, t],
  );
  // A screen that replaced the focused element takes the focus, so that the keyboard goes on from there.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === null || document.activeElement === document.body)
        document.getElementById("main")?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [pathname]);
  const undo = useUndo();
  useBackgroundCheck();
  useDecisionNotices();
  const { print } = useHostNews({
    search: () => setSearching(true),
    help: () => setHelping(true),
    undo: undo.undo,
    redo: undo.redo,
  });

  useShortcuts([
    {
      id: "search",
      keys: "Mod+K",
      label: t("shortcut.search"),
      group: t("shortcut.everywhere"),
      onTrigger: () => setSearching(true),
    },
    {
      id: "help",
      keys: "?",
      label: t("shortcut.help"),
      group: t("shortcut.everywhere"),
      onTrigger: () => setHelping(true),
    },
    {
      id: "print",
      keys: "Mod+P",
      label: t("shortcut.print"),
      group: t("shortcut.everywhere"),
      onTrigger: print,
    },
    {
      id: "undo",
      keys: "Mod+Z",
      label: t("shortcut.undo"),
      group: t("shortcut.everywhere"),
      inFields: false,
      onTrigger: undo.undo,
    },
    {
      id: "redo",
      keys: "Mod+Y",
      label: t("shortcut.redo"),
      group: t("shortcut.everywhere"),
      inFields: false,
      onTrigger: undo.redo,
    },
    {
      id: "redo-shift",
      keys: "Mod+Shift+Z",
      label: t("shortcut.redo"),
      group: t("shortcut.everywhere"),
      inFields: false,
      onTrigger: undo.redo,
    },
    ...FEATURES.flatMap(({ id, nav }) =>
      nav?.goKey
        ? [
            {
              id: `go-${id}`,
              keys: `G ${nav.goKey}`,
              label: t(nav.labelKey),
              group: t("shortcut.goTo"),
              onTrigger: () => void navigate(nav.href),
            },
          ]
        : [],
    ),
  ]);

  return (
    <>
      <AppFrame
        navigation={navigation}
        currentNavId={currentEntry(navigation, pathname)}
        onNavigate={(entry) => void navigate(entry.href)}
        navCollapsed={preferences.navCollapsed}
        onNavCollapsed={(navCollapsed) => preferences.keep({ navCollapsed })}
        headerStart={
          <>
            <Typography variant="subtitle1" component="span" noWrap sx={{ maxWidth: 260 }}>
              {identity.establishmentName ?? identity.establishment}
            </Typography>
            <Tooltip title={undo.undoLabel}>
              <span>
                <IconButton
                  aria-label={undo.undoLabel}
                  disabled={!counts.canUndo}
                  onClick={undo.undo}
                >
                  <Undo fontSize="small" />
                </IconButton>
              </span>
            </Tooltip>
            <Tooltip title={undo.redoLabel}>
              <span>
                <IconButton
                  aria-label={undo.redoLabel}
                  disabled={!counts.canRedo}
                  onClick={undo.redo}
                >
                  <Redo fontSize="small" />
                </IconButton>
              </span>
            </Tooltip>
          </>
        }
        onSearch={() => setSearching(true)}
        headerEnd={
          <>
            <AsAtControl today={today} />
            <HeaderSync
              onOpen={() => {
                if (sync.view().phase === "signed-out") setSigningIn(true);
                else void navigate("/synchronisation");
              }}
              sync={sync}
            />
            <AccountMenu onShortcuts={() => setHelping(true)} onSignOut={() => setLeaving(true)} />
          </>
        }
        notice={<DiskSpaceNotice host={host} />}
        asAtNotice={
          asAt === null
            ? undefined
            : {
                sentence: t("asAt.notice", { day: formats.date(asAt) }),
                onReset: () => setAsAt(null),
              }
        }
        draftBar={
          counts.drafts > 0 && asAt === null ? (
            <DraftBar
              sentence={t("draftBar.sentence", { count: counts.drafts })}
              onOpen={() => void navigate("/demandes")}
              onSubmit={() => void navigate("/demandes?soumettre=panier")}
            />
          ) : undefined
        }
      >
        <Suspense fallback={<Box sx={{ flex: 1 }} aria-busy="true" />}>
          <Outlet />
        </Suspense>
      </AppFrame>
      <NoticeBar />
      <Paper />
      <RestoredDialog data={data} />
      <SearchPalette
        open={searching}
        onClose={() => setSearching(false)}
        navigation={navigation}
        onHelp={() => setHelping(true)}
      />
      <KeyboardHelp open={helping} onClose={() => setHelping(false)} />
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
      {signingIn && <SignInAgainDialog onClose={() => setSigningIn(false)} />}
    </>
  );
}

/** The sync state in words; re-read each minute so that « il y a 2 min » stays true. */
function HeaderSync({
  sync,
  onOpen,
}: {
  readonly sync: ReturnType<typeof useWorkspace>["sync"];
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation("sync");
  const formats = useFormats();
  const { clock } = useWorkspace();
  const counts = useLive((state) => state.counts);
  const view = useSyncExternalStore(sync.subscribe, sync.view);
  const [, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((minute) => minute + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  const words = syncWords(view, counts);
  const since =
    words.values.since === undefined
      ? {}
      : { since: formats.relativeTime(words.values.since, Date.parse(clock.now())) };
  return (
    <SyncBadge
      mood={words.mood}
      sentence={t(words.key, { ...words.values, ...since })}
      onOpen={onOpen}
    />
  );
}
