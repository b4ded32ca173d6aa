import Search from "@mui/icons-material/Search";
import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import { styled } from "@mui/material/styles";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { CommandPaletteProps, PaletteGroup, PaletteItem } from "./props.ts";
import { StateChip } from "./state-chip.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

const Field = styled("input")({
  flex: 1,
  height: 52,
  border: 0,
  outline: "none",
  background: "none",
  font: "inherit",
  fontSize: "1rem",
  color: "var(--it-palette-text-primary)",
  "&::placeholder": { color: "var(--it-palette-text-secondary)", opacity: 1 },
  "&:focus-visible": { outline: "none" },
});

const Option = styled("div")({
  display: "flex",
  alignItems: "center",
  gap: 10,
  minHeight: 36,
  margin: "0 8px",
  padding: "4px 10px",
  borderRadius: 6,
  fontSize: "0.875rem",
  cursor: "pointer",
  "&[aria-selected='true']": { backgroundColor: "var(--it-palette-frame-accentSoft)" },
  "& .icon": { display: "flex", color: "var(--it-palette-text-secondary)" },
  "& .detail, & .keys": { color: "var(--it-palette-text-secondary)", fontSize: "0.8125rem" },
  "& .code": { fontFamily: "'JetBrains Mono', monospace", fontSize: "0.8125rem" },
  "& .words": { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" },
});

type Found =
  | { readonly kind: "ready"; readonly groups: readonly PaletteGroup[] }
  | { readonly kind: "failed" };

/**
 * One box for records, requests and commands. Results stay while the next ones are
 * looked for; a slow search says so, a failed one too.
 */
export function CommandPalette(props: CommandPaletteProps) {
  const { t } = useTranslation("ui");
  const titleId = useId();
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="sm"
      sx={{ "& .MuiDialog-container": { alignItems: "flex-start" } }}
      slotProps={{ paper: { sx: { mt: "9vh", maxHeight: "72vh" } } }}
    >
      <VisuallyHidden id={titleId}>{t("palette.label")}</VisuallyHidden>
      <PaletteBody {...props} />
    </Dialog>
  );
}

function PaletteBody({ onClose, search, onChoose, placeholder, initialText }: CommandPaletteProps) {
  const { t } = useTranslation("ui");
  const listId = useId();
  const [text, setText] = useState(initialText ?? "");
  const [found, setFound] = useState<Found>({ kind: "ready", groups: [] });
  const [slow, setSlow] = useState(false);
  const [active, setActive] = useState(0);
  const listRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef(search);
  searchRef.current = search;

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => setSlow(true), 150);
    void searchRef
      .current(text, abort.signal)
      .then(
        (groups): Found => ({ kind: "ready", groups }),
        (): Found => ({ kind: "failed" }),
      )
      .then((next) => {
        if (abort.signal.aborted) return;
        clearTimeout(timer);
        setSlow(false);
        setFound(next);
        setActive(0);
      });
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [text]);

  const groups = found.kind === "ready" ? found.groups : [];
  const flat = groups.flatMap((group) => group.items.map((item) => ({ item, groupId: group.id })));
  const optionId = (at: number): string => `${listId}-${at}`;

  const move = (to: number): void => {
    if (flat.length === 0) return;
    const next = (to + flat.length) % flat.length;
    setActive(next);
    listRef.current
      ?.querySelector(`#${CSS.escape(optionId(next))}`)
      ?.scrollIntoView({ block: "nearest" });
  };
  const choose = (at: number): void => {
    const chosen = flat[at];
    if (!chosen) return;
    onClose();
    onChoose(chosen.item, chosen.groupId);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: Math.min(active + 8, flat.length - 1),
      PageUp: Math.max(active - 8, 0),
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      move(target);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active);
    }
  };

  let position = -1;
  return (
    <>
      <Box
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 1,
          px: 2,
          borderBottom: "1px solid var(--it-palette-divider)",
        }}
      >
        <Search aria-hidden sx={{ color: "text.secondary" }} />
        <Field
          // The dialog was opened to type in it.
          autoFocus
          type="text"
          role="combobox"
          aria-label={t("palette.label")}
          aria-expanded={flat.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={flat.length > 0 ? optionId(active) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder ?? t("palette.placeholder")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Box
          component="span"
          role="status"
          sx={{ color: "text.secondary", fontSize: "0.8125rem", minWidth: 90, textAlign: "right" }}
        >
          {slow ? t("palette.searching") : ""}
        </Box>
      </Box>
      <Box
        ref={listRef}
        id={listId}
        role="listbox"
        aria-label={t("palette.results")}
        sx={{ overflowY: "auto", py: flat.length > 0 ? 1 : 0 }}
      >
        {groups
          .filter((group) => group.items.length > 0)
          .map((group) => (
            <Box role="group" key={group.id} aria-label={group.label} sx={{ pb: 0.75 }}>
              <Box
                aria-hidden
                sx={{
                  display: "flex",
                  justifyContent: "space-between",
                  px: 2.25,
                  py: 0.5,
                  fontSize: "0.75rem",
                  fontWeight: 600,
                  color: "text.secondary",
                }}
              >
                <span>{group.label}</span>
                {group.total !== undefined && group.total > group.items.length && (
                  <span style={{ fontWeight: 400 }}>
                    {t("palette.shown", { shown: group.items.length, count: group.total })}
                  </span>
                )}
              </Box>
              {group.items.map((item) => {
                position += 1;
                const at = position;
                return (
                  <Option
                    key={item.id}
                    id={optionId(at)}
                    role="option"
                    aria-selected={at === active}
                    onMouseMove={() => at !== active && setActive(at)}
                    onClick={() => choose(at)}
                  >
                    <PaletteLine item={item} />
                  </Option>
                );
              })}
            </Box>
          ))}
      </Box>
      {flat.length === 0 && !slow && (
        <Box role="status" sx={{ px: 2.5, py: 3, color: "text.secondary", fontSize: "0.875rem" }}>
          {found.kind === "failed"
            ? t("palette.failed")
            : text.trim() === ""
              ? t("palette.hint")
              : t("palette.nothing", { text })}
        </Box>
      )}
    </>
  );
}

function PaletteLine({ item }: { readonly item: PaletteItem }) {
  return (
    <>
      {item.icon !== undefined && <span className="icon">{item.icon}</span>}
      <span className="words">
        {item.code && <span className="code">{item.code}&ensp;</span>}
        {item.label}
        {item.detail && <span className="detail">&ensp;{item.detail}</span>}
      </span>
      {item.state && <StateChip state={item.state} size="small" />}
      {item.keys && <span className="keys">{item.keys}</span>}
    </>
  );
}
