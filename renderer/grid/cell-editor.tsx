import { useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { editedText } from "./cell-text.ts";
import { ChoiceEditor } from "./choice-editor.tsx";
import { moveOfKey, type CellEditorProps } from "./editor-move.ts";
import type { CommitMove } from "./grid-context.ts";

/** The editor of a column kind. Enter and Tab commit and move, Esc gives up, leaving commits. */
export function CellEditor(props: CellEditorProps) {
  switch (props.column.kind) {
    case "enum":
    case "boolean":
    case "reference":
      return <ChoiceEditor {...props} />;
    case "multiline":
      return <TextEditor {...props} lines />;
    case "text":
    case "number":
    case "date":
      return <TextEditor {...props} lines={props.column.multiple === true} />;
  }
}

function TextEditor({
  column,
  content,
  words,
  replace,
  actions,
  lines,
}: CellEditorProps & { readonly lines: boolean }) {
  const { t } = useTranslation("grid");
  const [text, setText] = useState(() => (replace ? "" : editedText(column, content, words)));
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const closed = useRef(false);

  useLayoutEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const commit = (move: CommitMove): void => {
    if (closed.current) return;
    closed.current = true;
    actions.commit({ text, move });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      closed.current = true;
      actions.cancel();
      return;
    }
    // In text of several lines, Alt Enter makes a line, as in a spreadsheet.
    if (lines && event.key === "Enter" && event.altKey) {
      event.preventDefault();
      const { selectionStart, selectionEnd } = event.currentTarget;
      const [from, to] = [selectionStart ?? text.length, selectionEnd ?? text.length];
      setText(`${text.slice(0, from)}\n${text.slice(to)}`);
      requestAnimationFrame(() => field.current?.setSelectionRange(from + 1, from + 1));
      return;
    }
    const move = moveOfKey(event);
    if (!move) return;
    event.preventDefault();
    commit(move);
  };
  const shared = {
    ref: field,
    className: "editor",
    "aria-label": column.title,
    value: text,
    spellCheck: false,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setText(event.target.value),
    onKeyDown,
    onBlur: () => commit(undefined),
  };
  return lines ? (
    <textarea
      {...shared}
      rows={Math.min(10, Math.max(2, text.split("\n").length + 1))}
      title={t("editor.lineHint")}
    />
  ) : (
    <input
      {...shared}
      type="text"
      inputMode={column.kind === "number" ? "decimal" : undefined}
      placeholder={column.kind === "date" ? t("editor.datePattern") : undefined}
      autoComplete="off"
      style={column.kind === "number" ? { textAlign: "right" } : undefined}
    />
  );
}
