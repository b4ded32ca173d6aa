import Popper from "@mui/material/Popper";
import { styled } from "@mui/material/styles";
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import { useTranslation } from "react-i18next";
import { StateChip } from "../ui/index.ts";
import { moveOfKey, type CellEditorProps } from "./editor-move.ts";
import { editedText, type CellWords } from "./cell-text.ts";
import type { CommitMove } from "./grid-context.ts";
import type { GridColumn, ReferenceOption } from "./grid-props.ts";

const List = styled("div")({
  maxHeight: 280,
  overflowY: "auto",
  padding: "4px 0",
  minWidth: 240,
  maxWidth: 520,
  fontSize: "0.8125rem",
  borderRadius: 6,
  border: "1px solid var(--it-palette-divider)",
  backgroundColor: "var(--it-palette-frame-raised)",
  color: "var(--it-palette-text-primary)",
  boxShadow: "0 8px 28px rgb(0 0 0 / 0.18)",
  "& [role='option']": {
    display: "flex",
    alignItems: "center",
    gap: 8,
    padding: "5px 10px",
    cursor: "pointer",
  },
  "& [role='option'][aria-selected='true']": {
    backgroundColor: "var(--it-palette-frame-accentSoft)",
  },
  "& .code": { fontFamily: "'JetBrains Mono', monospace", fontSize: "0.78125rem" },
  "& .label": { flex: 1, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" },
  "& .detail, & .note": { color: "var(--it-palette-text-secondary)" },
  "& .note": { padding: "5px 10px" },
});

interface Chosen {
  readonly value: string;
  readonly label: string;
}

/**
 * Enumerations, yes or no, and references: type to search, arrows to choose. What is typed and
 * not chosen is committed as typed, for the page to resolve by code or by label.
 */
export function ChoiceEditor({ column, content, words, replace, actions }: CellEditorProps) {
  const { t } = useTranslation("grid");
  const listId = useId();
  const several = column.multiple === true;
  const [kept, setKept] = useState<readonly Chosen[]>(() =>
    several && !replace ? splitChosen(content.value, content.text) : [],
  );
  const [text, setText] = useState(() =>
    replace || several ? "" : editedText(column, content, words),
  );
  const [touched, setTouched] = useState(replace);
  const { options, searching, failed } = useOptions(column, touched ? text : "", words);
  const [active, setActive] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const [anchor, setAnchor] = useState<HTMLInputElement | null>(null);
  const closed = useRef(false);

  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    setAnchor(field.current);
  }, []);
  // The best answer is proposed as soon as something was typed.
  useEffect(
    () => setActive(touched && text !== "" && options.length > 0 ? 0 : -1),
    [options, touched, text],
  );

  const commit = (move: CommitMove, option?: ReferenceOption): void => {
    if (closed.current) return;
    closed.current = true;
    if (several) {
      const all = [
        ...kept,
        ...(option ? [toChosen(option)] : []),
        ...(text.trim() && !option ? [{ value: text.trim(), label: text.trim() }] : []),
      ];
      const distinct = [...new Map(all.map((one) => [one.value, one])).values()];
      actions.commit({
        text: distinct.map(({ value }) => value).join("\n"),
        shown: distinct.map(({ label }) => label).join("\n"),
        move,
      });
    } else if (option) actions.commit({ text: option.value, shown: option.label, move });
    else if (touched) actions.commit({ text, move });
    else actions.commit({ text: content.value, shown: content.text ?? content.value, move });
  };

  const add = (option: ReferenceOption): void => {
    setKept([...kept.filter(({ value }) => value !== option.value), toChosen(option)]);
    setText("");
    setTouched(true);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length > 0) setActive((active + step + options.length) % options.length);
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      closed.current = true;
      actions.cancel();
      return;
    }
    if (event.key === "Backspace" && text === "" && several) {
      setKept(kept.slice(0, -1));
      return;
    }
    const move = moveOfKey(event);
    if (!move) return;
    event.preventDefault();
    const option = options[active];
    if (several && option && move.key === "Enter") add(option);
    else commit(move, option);
  };

  const onListClick = (event: MouseEvent): void => {
    const place = event.target instanceof Element ? event.target.closest("[data-at]") : null;
    const option = place ? options[Number(place.getAttribute("data-at"))] : undefined;
    if (!option) return;
    if (several) add(option);
    else commit({ key: "Enter", backwards: false }, option);
  };

  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, listId]);

  return (
    <>
      <input
        ref={field}
        className="editor"
        role="combobox"
        type="text"
        aria-label={column.title}
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={several ? t("editor.addValue") : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setTouched(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => commit(undefined)}
      />
      <Popper
        open={anchor !== null}
        anchorEl={anchor}
        placement="bottom-start"
        // Inside the landmark it belongs to, and fixed so that nothing clips it.
        container={() => anchor?.closest<HTMLElement>("main, [role='dialog']") ?? document.body}
        popperOptions={{ strategy: "fixed" }}
        style={{ zIndex: 1400 }}
      >
        {/* The field keeps the focus while the mouse chooses. */}
        <List onMouseDown={(event) => event.preventDefault()} onClick={onListClick}>
          {kept.length > 0 && (
            <div className="note">
              {t("editor.kept", { values: kept.map(({ label }) => label).join(" ; ") })}
            </div>
          )}
          <div
            role="listbox"
            id={listId}
            aria-label={column.title}
            aria-multiselectable={several || undefined}
          >
            {options.map((option, at) => (
              <div
                key={option.value}
                id={`${listId}-${at}`}
                role="option"
                aria-selected={at === active}
                tabIndex={-1}
                data-at={at}
                onMouseMove={() => at !== active && setActive(at)}
              >
                {option.code && <span className="code">{option.code}</span>}
                <span className="label">{option.label}</span>
                {option.detail && <span className="detail">{option.detail}</span>}
                {option.state && option.state !== "accredited" && (
                  <StateChip state={option.state} size="small" />
                )}
              </div>
            ))}
          </div>
          {options.length === 0 && (
            <div className="note" role="status">
              {searching
                ? t("editor.searching")
                : failed
                  ? t("editor.failed")
                  : t("editor.nothing")}
            </div>
          )}
        </List>
      </Popper>
    </>
  );
}

const toChosen = (option: ReferenceOption): Chosen => ({
  value: option.value,
  label: option.label,
});

function splitChosen(value: string, text: string | undefined): readonly Chosen[] {
  if (value === "") return [];
  const labels = text?.split("\n") ?? [];
  return value.split("\n").map((one, at) => ({ value: one, label: labels[at] ?? one }));
}

interface FoundOptions {
  readonly options: readonly ReferenceOption[];
  readonly searching: boolean;
  readonly failed: boolean;
}

const NO_OPTIONS: readonly ReferenceOption[] = [];

/** Options that match the text: at once for enumerations, asked of the page for references. */
function useOptions(column: GridColumn, text: string, words: CellWords): FoundOptions {
  const [found, setFound] = useState<FoundOptions>({
    options: NO_OPTIONS,
    searching: true,
    failed: false,
  });
  const search = column.searchReferences;
  useEffect(() => {
    if (!search) {
      setFound({ options: filterOptions(column, text, words), searching: false, failed: false });
      return;
    }
    const abort = new AbortController();
    search(text, abort.signal).then(
      (options) => {
        if (!abort.signal.aborted) setFound({ options, searching: false, failed: false });
      },
      () => {
        if (!abort.signal.aborted)
          setFound({ options: NO_OPTIONS, searching: false, failed: true });
      },
    );
    return () => abort.abort();
  }, [search, column, text, words]);
  return found;
}

function filterOptions(
  column: GridColumn,
  text: string,
  words: CellWords,
): readonly ReferenceOption[] {
  const all: readonly ReferenceOption[] =
    column.kind === "boolean"
      ? [
          { value: "true", label: words.yes },
          { value: "false", label: words.no },
        ]
      : (column.options ?? []).map(({ value, label }) =>
          value === label ? { value, label } : { value, label, code: value },
        );
  const wanted = fold(text);
  return all.filter(
    ({ value, label }) => fold(label).includes(wanted) || fold(value).includes(wanted),
  );
}

const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim();
