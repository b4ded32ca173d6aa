import Menu from "@mui/icons-material/Menu";
import Search from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import { styled } from "@mui/material/styles";
import Tooltip from "@mui/material/Tooltip";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../app/i18n/index.ts";
import type { AppFrameProps, NavEntry, NavSection } from "./props.ts";
import { ShortcutKeys } from "./keyboard-help.tsx";
import { SplitPanel } from "./split-panel.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

const SkipLink = styled("a")({
  position: "absolute",
  left: 8,
  top: -60,
  zIndex: 2000,
  padding: "8px 14px",
  borderRadius: 6,
  color: "var(--it-palette-primary-contrastText)",
  backgroundColor: "var(--it-palette-primary-main)",
  "&:focus": { top: 6 },
});

const CUT = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" } as const;

const SearchButton = styled("button")({
  display: "flex",
  alignItems: "center",
  gap: 8,
  flex: "0 1 440px",
  minWidth: 32,
  height: 32,
  overflow: "hidden",
  padding: "0 6px 0 10px",
  border: "1px solid var(--it-palette-frame-lineStrong)",
  borderRadius: 6,
  backgroundColor: "var(--it-palette-background-paper)",
  color: "var(--it-palette-text-secondary)",
  font: "inherit",
  fontSize: "0.8125rem",
  cursor: "text",
  "&:hover": { borderColor: "var(--it-palette-primary-main)" },
  "& svg": { flex: "none" },
  "& .words": { flex: 1, textAlign: "left", ...CUT },
  // In a narrow window, or enlarged, the words come before their shortcut.
  "@media (max-width: 1000px)": { "& .keys": { display: "none" } },
});

const Entry = styled("a")({
  display: "flex",
  alignItems: "center",
  gap: 10,
  minHeight: 32,
  margin: "1px 8px",
  padding: "0 8px",
  borderRadius: 6,
  color: "var(--it-palette-text-primary)",
  textDecoration: "none",
  fontSize: "0.8125rem",
  fontWeight: 450,
  lineHeight: 1.25,
  "& svg": { fontSize: 18, flex: "none", color: "var(--it-palette-text-secondary)" },
  "&:hover": { backgroundColor: "var(--it-palette-frame-hover)" },
  "&[aria-current='page']": {
    backgroundColor: "var(--it-palette-frame-accentSoft)",
    fontWeight: 600,
    "& svg": { color: "var(--it-palette-primary-main)" },
  },
  // On two lines rather than cut: names that begin alike differ by their end.
  "& .label": { flex: 1, minWidth: 0, padding: "4px 0", overflowWrap: "anywhere" },
  "& .count": {
    fontVariantNumeric: "tabular-nums",
    fontSize: "0.75rem",
    color: "var(--it-palette-text-secondary)",
  },
  "& .count[data-tone='attention']": {
    padding: "1px 6px",
    borderRadius: 8,
    fontWeight: 600,
    color: "var(--it-palette-state-pending-text)",
    backgroundColor: "var(--it-palette-state-pending-soft)",
  },
});

const NAV_WIDTH = 232;
const NAV_WIDTH_COLLAPSED = 52;

/** The frame of every screen: header of 48 px, navigation, content, side panel, draft bar. */
export function AppFrame(props: AppFrameProps) {
  const { t } = useTranslation("ui");
  const { navCollapsed, asAtNotice } = props;
  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100vh", overflow: "hidden" }}>
      <SkipLink href="#main" onClick={skipToMain}>
        {t("frame.skip")}
      </SkipLink>
      <Box
        component="header"
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 1.5,
          height: 48,
          flex: "none",
          px: 1,
          borderBottom: "1px solid var(--it-palette-divider)",
          backgroundColor: asAtNotice ? "frame.asAt" : "background.paper",
        }}
      >
        <IconButton
          aria-label={navCollapsed ? t("frame.openNav") : t("frame.closeNav")}
          aria-expanded={!navCollapsed}
          onClick={() => props.onNavCollapsed(!navCollapsed)}
        >
          <Menu fontSize="small" />
        </IconButton>
        {props.headerStart}
        <Box sx={{ flex: 1, display: "flex", justifyContent: "center", minWidth: 32 }}>
          <SearchButton type="button" onClick={props.onSearch}>
            <Search aria-hidden sx={{ fontSize: 18 }} />
            <span className="words">{t("frame.search")}</span>
            <span className="keys">
              <ShortcutKeys keys="Mod+K" />
            </span>
          </SearchButton>
        </Box>
        {props.headerEnd}
      </Box>
      {asAtNotice && (
        <Box
          role="status"
          sx={{
            display: "flex",
            alignItems: "center",
            gap: 1.5,
            minHeight: 36,
            px: 2,
            backgroundColor: "frame.asAt",
            borderBottom: "1px solid var(--it-palette-state-pending-line)",
            fontSize: "0.8125rem",
          }}
        >
          {asAtNotice.sentence}
          <Button variant="outlined" onClick={asAtNotice.onReset} sx={{ minHeight: 26, py: 0 }}>
            {t("frame.backToToday")}
          </Button>
        </Box>
      )}
      {props.notice}
      <Box sx={{ display: "flex", flex: 1, minHeight: 0 }}>
        <Navigation {...props} />
        <Box sx={{ display: "flex", flexDirection: "column", flex: 1, minWidth: 0 }}>
          <Box sx={{ display: "flex", flex: 1, minHeight: 0 }}>
            <SplitPanel
              panel={props.panel}
              panelLabel={props.panelLabel ?? t("frame.panel")}
              panelTitle={props.panelTitle}
              onClosePanel={props.onClosePanel}
              width={props.panelWidth}
            >
              <Box
                component="main"
                id="main"
                tabIndex={-1}
                sx={{
                  flex: 1,
                  minHeight: 0,
                  display: "flex",
                  flexDirection: "column",
                  overflow: "auto",
                  "&:focus-visible": { outline: "none" },
                }}
              >
                {props.children}
              </Box>
            </SplitPanel>
          </Box>
          {props.draftBar}
        </Box>
      </Box>
    </Box>
  );
}

/** Moves the focus without touching the address, which belongs to the router. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Navigation({ navigation, navCollapsed, currentNavId, onNavigate }: AppFrameProps) {
  const { t } = useTranslation("ui");
  return (
    <Box
      component="nav"
      aria-label={t("frame.nav")}
      style={{ width: navCollapsed ? NAV_WIDTH_COLLAPSED : NAV_WIDTH }}
      sx={{
        flex: "none",
        overflowX: "hidden",
        overflowY: "auto",
        py: 1,
        borderRight: "1px solid var(--it-palette-divider)",
        backgroundColor: "frame.chrome",
      }}
    >
      {navigation.map((section, at) => (
        <NavigationSection
          key={section.id}
          section={section}
          first={at === 0}
          collapsed={navCollapsed}
          currentNavId={currentNavId}
          onNavigate={onNavigate}
        />
      ))}
    </Box>
  );
}

interface NavigationSectionProps {
  readonly section: NavSection;
  readonly first: boolean;
  readonly collapsed: boolean;
  readonly currentNavId: string | undefined;
  readonly onNavigate: (entry: NavEntry) => void;
}

function NavigationSection({
  section,
  first,
  collapsed,
  currentNavId,
  onNavigate,
}: NavigationSectionProps) {
  const labelId = `nav-${section.id}`;
  return (
    <Box
      sx={{
        pt: first ? 0 : 1,
        mt: first ? 0 : 1,
        borderTop: !first && collapsed ? "1px solid var(--it-palette-divider)" : 0,
      }}
    >
      {section.label && !collapsed && (
        <Box
          id={labelId}
          sx={{ px: 2, pb: 0.5, fontSize: "0.75rem", fontWeight: 600, color: "text.secondary" }}
        >
          {section.label}
        </Box>
      )}
      <Box component="ul" aria-label={section.label} sx={{ m: 0, p: 0, listStyle: "none" }}>
        {section.entries.map((entry) => (
          <li key={entry.id}>
            <NavigationEntry
              entry={entry}
              collapsed={collapsed}
              current={entry.id === currentNavId}
              onNavigate={onNavigate}
            />
          </li>
        ))}
      </Box>
    </Box>
  );
}

interface NavigationEntryProps {
  readonly entry: NavEntry;
  readonly collapsed: boolean;
  readonly current: boolean;
  readonly onNavigate: (entry: NavEntry) => void;
}

function NavigationEntry({ entry, collapsed, current, onNavigate }: NavigationEntryProps) {
  const formats = useFormats();
  const name = entry.countLabel ? `${entry.label}, ${entry.countLabel}` : entry.label;
  const link = (
    <Entry
      href={entry.href}
      aria-current={current ? "page" : undefined}
      aria-label={collapsed ? name : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        onNavigate(entry);
      }}
    >
      {entry.icon}
      {!collapsed && <span className="label">{entry.label}</span>}
      {!collapsed && entry.count !== undefined && entry.count > 0 && (
        <>
          <span
            className="count"
            data-tone={entry.tone}
            aria-hidden={entry.countLabel !== undefined}
          >
            {formats.number(entry.count)}
          </span>
          {entry.countLabel && <VisuallyHidden>{entry.countLabel}</VisuallyHidden>}
        </>
      )}
    </Entry>
  );
  return collapsed ? (
    <Tooltip title={name} placement="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
