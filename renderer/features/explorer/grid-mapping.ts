import { isPartialDate } from "../../../shared/base/index.ts";
import {
  readDate,
  writeDate,
  type Attribute,
  type Language,
  type Referential,
} from "../../../shared/model/index.ts";
import type { Finding } from "../../../shared/rules/index.ts";
import { isMuted, severityMark, severityOf, stateMark, statesOf } from "../../app/marks.ts";
import type {
  CellEdit,
  CellView,
  EditOutcome,
  Filter,
  RowView,
} from "../../data-worker/data-api.ts";
import type {
  CellContent,
  ColumnKind,
  GridColumn,
  GridEdit,
  GridFilter,
  GridRow,
} from "../../grid/grid-props.ts";
import type { RecordId, ReferentialId } from "../../../shared/base/index.ts";

/** What the grid needs to look references up. */
export type ReferenceSearch = (
  referential: ReferentialId,
  text: string,
) => Promise<readonly { readonly key: string; readonly title: string }[]>;

/** The kind of column that edits a kind of value. */
export function columnKind(attribute: Attribute): ColumnKind {
  switch (attribute.kind) {
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "choice":
      return "enum";
    case "date":
    case "partial-date":
    case "period-end":
      return "date";
    case "reference":
      return attribute.reference ? "reference" : "text";
    case "multiline":
      return "multiline";
    case "text":
    case "code":
    case "dated-links":
      return "text";
  }
}

/** A column for every attribute of the model, grouped by the sections of its form; the key stays at the left. */
export function gridColumns(
  referential: Referential,
  language: Language,
  search: ReferenceSearch,
): readonly GridColumn[] {
  const sectionOf = new Map(
    referential.layout.form.flatMap(({ label, attributes }) =>
      attributes.map((name) => [name, label[language]] as const),
    ),
  );
  const listed = referential.layout.list;
  const rank = (name: string): number =>
    listed.includes(name) ? listed.indexOf(name) : listed.length;
  return [...referential.attributes]
    .sort((one, other) => rank(one.name) - rank(other.name))
    .map((attribute): GridColumn => {
      const target = attribute.kind === "reference" ? attribute.reference?.referential : undefined;
      return {
        id: attribute.name,
        title: attribute.label[language],
        kind: columnKind(attribute),
        width: attribute.width,
        frozen: referential.key.includes(attribute.name),
        multiple: attribute.many,
        monospace: attribute.kind === "code" || attribute.identifier !== null,
        required: attribute.required,
        description: attribute.help?.[language],
        group: sectionOf.get(attribute.name),
        // The worker writes and reads choices by label, so that a copied cell can be pasted anywhere.
        options:
          attribute.kind === "choice"
            ? attribute.choices.map((choice) => ({
                value: choice.label[language],
                label: choice.label[language],
              }))
            : undefined,
        searchReferences:
          target === undefined
            ? undefined
            : async (text) =>
                (await search(target, text)).map(({ key, title }) => ({
                  value: key,
                  label: title,
                  code: key,
                })),
      };
    });
}

/** Columns hidden until somebody asks for them: those the model's list leaves out. */
export const hiddenAtFirst = (referential: Referential): readonly string[] =>
  referential.attributes
    .map(({ name }) => name)
    .filter((name) => !referential.layout.list.includes(name));

/** One row of the worker as the grid draws it; `columns` are the attributes of the view, in its order. */
export function gridRow(
  row: RowView,
  columns: readonly Attribute[],
  yes: string,
  sentence: (finding: Finding) => string,
): GridRow {
  const cells: Record<string, string | CellContent> = {};
  columns.forEach((attribute, at) => {
    const cell = row.cells[at];
    if (cell)
      cells[attribute.name] = cellContent(cell, attribute, yes, row.findings ?? [], sentence);
  });
  const mark = stateMark(row.state);
  return {
    id: row.id,
    cells,
    ...(mark ? { state: mark } : {}),
    ...(row.severity ? { severity: severityMark(row.severity) } : {}),
    muted: row.withdrawn === true || isMuted(row.state),
  };
}

function cellContent(
  cell: CellView,
  attribute: Attribute,
  yes: string,
  findings: readonly Finding[],
  sentence: (finding: Finding) => string,
): string | CellContent {
  const mine = findings.filter((finding) => finding.attribute === attribute.name);
  const value = canonical(cell.text, attribute, yes);
  if (!cell.state && mine.length === 0 && value === cell.text) return value;
  return {
    value,
    ...(value === cell.text || attribute.many ? {} : { text: cell.text }),
    ...(cell.state ? { state: cell.state, before: cell.before ?? cell.text } : {}),
    ...(mine.length > 0
      ? {
          findings: mine.map((finding) => ({
            severity: severityMark(finding.severity),
            message: sentence(finding),
          })),
        }
      : {}),
  };
}

/** The grid's canonical text (ISO dates, true/false, one value per line) of a text as people write it. */
function canonical(text: string, attribute: Attribute, yes: string): string {
  if (text === "") return "";
  if (attribute.many)
    return text
      .split(attribute.listSeparator)
      .map((one) => one.trim())
      .join("\n");
  switch (attribute.kind) {
    case "boolean":
      return text === yes ? "true" : "false";
    case "date":
    case "partial-date":
    case "period-end": {
      const date = readDate(text);
      return date !== undefined && isPartialDate(date) ? date : text;
    }
    case "integer":
    case "number":
      return text.replace(",", ".");
    case "text":
    case "code":
    case "multiline":
    case "choice":
    case "reference":
    case "dated-links":
      return text;
  }
}

/** What a gesture in the grid asks of the worker; rows pasted below the last one become new records. */
export function cellEdits(edit: GridEdit, referential: Referential): readonly CellEdit[] {
  const text = (columnId: string, typed: string): string => {
    const attribute = referential.attributes.find(({ name }) => name === columnId);
    return attribute?.many ? typed.split("\n").join(attribute.listSeparator) : typed;
  };
  return [
    ...edit.cells.map((cell) => ({
      recordId: cell.rowId as RecordId,
      attribute: cell.columnId,
      text: text(cell.columnId, cell.text),
    })),
    ...edit.newRows.flatMap((cells, row) =>
      Object.entries(cells).map(([columnId, typed]) => ({
        recordId: null,
        row,
        attribute: columnId,
        text: text(columnId, typed),
      })),
    ),
  ];
}

/** Filters of the grid as the worker understands them. */
export function workerFilters(
  filters: readonly GridFilter[],
  referential: Referential,
  language: Language,
): readonly Filter[] {
  return filters.flatMap((filter): readonly Filter[] => {
    switch (filter.kind) {
      case "values":
        return [{ kind: "values", attribute: filter.columnId, texts: filter.values }];
      case "state":
        return [{ kind: "state", states: filter.states.flatMap(statesOf) }];
      case "finding":
        return [
          {
            kind: "finding",
            ...(filter.severities.length > 0
              ? { severities: filter.severities.map(severityOf) }
              : {}),
            ...(filter.columnId === undefined ? {} : { attribute: filter.columnId }),
          },
        ];
      case "condition":
        return [
          conditionFilter(filter, (text) =>
            asWritten(text, filter.columnId, referential, language),
          ),
        ];
    }
  });
}

/** Conditions on text compare what people read: 31/08/2026, 2005,5. */
function asWritten(
  text: string,
  name: string,
  referential: Referential,
  language: Language,
): string {
  const kind = referential.attributes.find((attribute) => attribute.name === name)?.kind;
  if (kind === "date" || kind === "partial-date" || kind === "period-end")
    return isPartialDate(text) ? writeDate(text, language) : text;
  return (kind === "number" || kind === "integer") && language === "fr"
    ? text.replace(".", ",")
    : text;
}

function conditionFilter(
  filter: Extract<GridFilter, { kind: "condition" }>,
  written: (text: string) => string,
): Filter {
  const attribute = filter.columnId;
  const bound = filter.operand ?? "";
  const text = written(bound);
  switch (filter.operator) {
    case "contains":
      return { kind: "text", attribute, test: "contains", text };
    case "notContains":
      return { kind: "text", attribute, test: "not-contains", text };
    case "equals":
      return { kind: "text", attribute, test: "equals", text };
    case "notEquals":
      return { kind: "text", attribute, test: "not-equals", text };
    case "startsWith":
      return { kind: "text", attribute, test: "starts", text };
    case "endsWith":
      return { kind: "text", attribute, test: "ends", text };
    case "empty":
      return { kind: "text", attribute, test: "empty" };
    case "notEmpty":
      return { kind: "text", attribute, test: "filled" };
    case "atLeast":
      return { kind: "range", attribute, from: bound };
    case "atMost":
      return { kind: "range", attribute, to: bound };
    case "between":
      return { kind: "range", attribute, from: bound, to: filter.upTo ?? "" };
  }
}

type Refusal = EditOutcome["refused"][number];

/** Which words say why a typed cell was kept out: of a date or a number, those that say how one is written. */
export function refusalWords(
  { attribute, reason }: Refusal,
  referential: Referential,
): Refusal["reason"] | "date" | "number" {
  const found = referential.attributes.find(({ name }) => name === attribute);
  const kind = reason === "type" && found ? columnKind(found) : null;
  return kind === "date" || kind === "number" ? kind : reason;
}
