import type {
  CellContent,
  GridColumn,
  GridEdit,
  GridFilter,
  GridRow,
  GridSort,
  GridSource,
  ReferenceOption,
  ValueCounts,
} from "../../renderer/grid/index.ts";

/** Invented rows for the gallery: the same at every run, with every kind of mark. */

const TYPES = [
  { value: "UMR", label: "Unité mixte de recherche" },
  { value: "EA", label: "Équipe d’accueil" },
  { value: "UFR", label: "Unité de formation et de recherche" },
  { value: "SCD", label: "Service commun de documentation" },
  { value: "ED", label: "École doctorale" },
];
const TOPICS = ["chimie", "physique", "droit", "lettres", "informatique", "santé", "économie"];
const PLACES = ["Lyon", "Brest", "Nantes", "Dijon", "Pau", "Lille", "Metz", "Nice"];

async function searchReferences(text: string): Promise<readonly ReferenceOption[]> {
  const wanted = text.toLowerCase();
  return PLACES.map((place, at) => ({
    value: `site-${at}`,
    label: `Campus de ${place}`,
    code: `S0${at}`,
    detail: at % 3 === 0 ? "principal" : undefined,
    state: at === 2 ? ("draft" as const) : undefined,
  })).filter(({ label, code }) => `${label} ${code}`.toLowerCase().includes(wanted));
}

export const COLUMNS: readonly GridColumn[] = [
  {
    id: "code",
    title: "Code",
    kind: "text",
    frozen: true,
    monospace: true,
    width: 120,
    required: true,
  },
  { id: "label", title: "Libellé", kind: "text", width: 290, required: true },
  { id: "type", title: "Type", kind: "enum", options: TYPES, width: 200 },
  { id: "site", title: "Site", kind: "reference", searchReferences, width: 170 },
  { id: "staff", title: "Effectif", kind: "number" },
  { id: "from", title: "Ouverture", kind: "date" },
  { id: "to", title: "Fermeture", kind: "date" },
  { id: "open", title: "Recrute", kind: "boolean" },
  { id: "siret", title: "SIRET", kind: "text", monospace: true, width: 150 },
  { id: "topics", title: "Domaines", kind: "text", multiple: true, width: 200 },
  { id: "note", title: "Commentaire", kind: "multiline", width: 240 },
  { id: "owner", title: "Source", kind: "text", readOnly: true, width: 110 },
];

const two = (n: number): string => String(n).padStart(2, "0");

/** One invented row; every seventh record or so carries a mark. */
export function generateRow(at: number): GridRow {
  const topic = TOPICS[at % TOPICS.length] ?? "";
  const place = PLACES[at % PLACES.length] ?? "";
  const type = TYPES[at % TYPES.length]?.value ?? "";
  const cells: Record<string, string | CellContent> = {
    code: `${type}${String(1000 + at).padStart(6, "0")}`,
    label: `Institut de ${topic} de ${place} ${at + 1}`,
    type,
    site: { value: `site-${at % 8}`, text: `Campus de ${place}`, copy: `S0${at % 8}` },
    staff: String((at * 37) % 2400),
    from: `${1990 + (at % 30)}-${two(1 + (at % 12))}-01`,
    open: at % 3 === 0 ? "true" : "false",
    siret: `13002${String(100_000_000 + at * 17).slice(0, 9)}`,
    topics: at % 4 === 0 ? `${topic}\n${TOPICS[(at + 3) % 7]}` : topic,
    note: at % 9 === 0 ? "Convention à renouveler\navant la fin de l’année" : "",
    owner: at % 2 === 0 ? "Apogée" : "RNSR",
  };
  const base = { id: `r${at}`, cells };
  if (at % 13 === 3) {
    cells["label"] = {
      value: `Institut de ${topic} avancée de ${place}`,
      state: "draft",
      before: `Institut de ${topic} de ${place}`,
    };
    return { ...base, state: "draft" };
  }
  if (at % 17 === 5) {
    cells["staff"] = { value: String(at % 900), state: "pending", before: "12" };
    return { ...base, state: "pending" };
  }
  if (at % 19 === 6) {
    cells["siret"] = {
      value: "13002000000000",
      findings: [
        {
          severity: "warning",
          message: "La clé du SIRET est fausse : 13002000000000 devrait finir par 7.",
        },
      ],
    };
    return { ...base, severity: "warning" };
  }
  if (at % 23 === 8) {
    cells["type"] = {
      value: "",
      findings: [{ severity: "error", message: "Le type est obligatoire." }],
    };
    return { ...base, severity: "error" };
  }
  if (at % 29 === 9) {
    cells["site"] = {
      value: "site-1",
      text: "Campus de Brest",
      state: "conflict",
      before: "Campus de Nantes",
      findings: [{ severity: "fatal", message: "Le site a été fermé par une autre demande." }],
    };
    return { ...base, state: "conflict", severity: "fatal" };
  }
  return at % 31 === 0 ? { ...base, muted: true } : base;
}

const textOf = (row: GridRow, columnId: string): string => {
  const cell = row.cells[columnId];
  return cell === undefined ? "" : typeof cell === "string" ? cell : (cell.text ?? cell.value);
};
const valueOf = (row: GridRow, columnId: string): string => {
  const cell = row.cells[columnId];
  return cell === undefined ? "" : typeof cell === "string" ? cell : cell.value;
};

export interface TableChange {
  readonly before: readonly { readonly position: number; readonly row: GridRow | undefined }[];
  readonly after: readonly { readonly position: number; readonly row: GridRow | undefined }[];
}

/** A table in memory that answers like a worker would: later. */
export interface Table {
  /** `tick` grows with each change of the rows. */
  readonly source: (
    sort: readonly GridSort[],
    filters: readonly GridFilter[],
    tick: number,
  ) => GridSource;
  readonly countValues: (columnId: string, search: string) => Promise<ValueCounts>;
  readonly apply: (edit: GridEdit) => TableChange;
  readonly restore: (change: TableChange, side: "before" | "after") => void;
  readonly edits: GridEdit[];
}

/** Makes a table of `total` rows; `fails` makes every read fail. */
export function createTable(total: number, columns: readonly GridColumn[], fails = false): Table {
  const rows: (GridRow | undefined)[] = Array.from({ length: total }, (_, at) =>
    widen(generateRow(at), columns),
  );
  const edits: GridEdit[] = [];
  const later = <T>(value: T): Promise<T> =>
    new Promise((done) => setTimeout(() => done(value), 3));

  const matches = (row: GridRow, filter: GridFilter): boolean => {
    switch (filter.kind) {
      case "values":
        return filter.values.includes(valueOf(row, filter.columnId));
      case "condition":
        return filter.operator === "contains"
          ? textOf(row, filter.columnId)
              .toLowerCase()
              .includes((filter.operand ?? "").toLowerCase())
          : filter.operator === "empty"
            ? textOf(row, filter.columnId) === ""
            : textOf(row, filter.columnId) === filter.operand;
      case "state":
        return filter.states.includes(row.state ?? "accredited");
      case "finding":
        return row.severity !== undefined && filter.severities.includes(row.severity);
    }
  };

  return {
    edits,
    source: (sort, filters, tick) => {
      const present = rows.filter((row): row is GridRow => row !== undefined);
      const kept =
        filters.length === 0
          ? present
          : present.filter((row) => filters.every((f) => matches(row, f)));
      const [first] = sort;
      const sign = first?.direction === "descending" ? -1 : 1;
      const sorted = first
        ? kept.toSorted((a, b) => {
            const [x, y] = [textOf(a, first.columnId), textOf(b, first.columnId)];
            return sign * (x < y ? -1 : x > y ? 1 : 0);
          })
        : kept;
      return {
        version: `${tick}${JSON.stringify([sort, filters])}`,
        total: sorted.length,
        getRows: async (from, to) => {
          if (fails) throw new Error("worker stopped");
          return later(sorted.slice(from, to));
        },
        indexOf: async (rowId) => later(sorted.findIndex(({ id }) => id === rowId)),
      };
    },
    countValues: async (columnId, search) => {
      const counts = new Map<string, { text: string; count: number }>();
      for (const row of rows) {
        if (!row) continue;
        const value = valueOf(row, columnId);
        const known = counts.get(value);
        if (known) known.count += 1;
        else counts.set(value, { text: textOf(row, columnId), count: 1 });
      }
      const column = columns.find(({ id }) => id === columnId);
      const all = [...counts].map(([value, { text, count }]) => ({
        value,
        text:
          column?.options?.find((option) => option.value === value)?.label ??
          (column?.kind === "date" ? undefined : text),
        count,
      }));
      const found = all.filter(({ text, value }) =>
        (text ?? value).toLowerCase().includes(search.toLowerCase()),
      );
      return later({
        values: found.toSorted((a, b) => b.count - a.count).slice(0, 200),
        distinct: found.length,
      });
    },
    apply: (edit) => {
      edits.push(edit);
      const before: { position: number; row: GridRow | undefined }[] = [];
      const after: { position: number; row: GridRow | undefined }[] = [];
      const byRow = Map.groupBy(edit.cells, ({ rowId }) => rowId);
      for (const [rowId, changed] of byRow) {
        const position = Number(rowId.slice(1));
        const row = rows[position];
        if (!row) continue;
        const cells = { ...row.cells };
        for (const { columnId, text } of changed)
          cells[columnId] = { value: text, state: "draft", before: textOf(row, columnId) };
        before.push({ position, row });
        after.push({ position, row: { ...row, cells, state: "draft" } });
      }
      for (const [at, cells] of edit.newRows.entries()) {
        const position = rows.length + at;
        before.push({ position, row: undefined });
        after.push({ position, row: { id: `r${position}`, cells, state: "draft" } });
      }
      const change = { before, after };
      for (const { position, row } of after) rows[position] = row;
      return change;
    },
    restore: (change, side) => {
      for (const { position, row } of change[side]) rows[position] = row;
    },
  };
}

/** Repeats the columns of a row where more are shown. */
function widen(row: GridRow, columns: readonly GridColumn[]): GridRow {
  if (columns.length <= COLUMNS.length) return row;
  const cells = { ...row.cells };
  for (const { id } of columns) {
    const origin = id.split("#")[0] ?? id;
    const cell = row.cells[origin];
    if (cell !== undefined) cells[id] = cell;
  }
  return { ...row, cells };
}

/** 60 columns, for the horizontal virtualisation. */
export const WIDE_COLUMNS: readonly GridColumn[] = [
  ...COLUMNS,
  ...Array.from({ length: 4 }, (_, copy) =>
    COLUMNS.map((column) => ({
      ...column,
      id: `${column.id}#${copy + 2}`,
      title: `${column.title} ${copy + 2}`,
      frozen: false,
    })),
  ).flat(),
];
