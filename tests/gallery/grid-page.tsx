import TableRows from "@mui/icons-material/TableRowsOutlined";
import { useEffect, useMemo, useRef, useState } from "react";
import {
  createCommandLog,
  Grid,
  recordCommand,
  redoCommand,
  undoCommand,
  type ColumnLayout,
  type CommandLog,
  type GridFilter,
  type GridHandle,
  type GridSort,
} from "../../renderer/grid/index.ts";
import { EmptyState, PageHeader, SeverityChip, StateChip } from "../../renderer/ui/index.ts";
import { COLUMNS, createTable, WIDE_COLUMNS, type TableChange } from "./generated-rows.ts";
import { markFirstPaint } from "./mark-first-paint.ts";

export type GridVariant = "full" | "readOnly" | "empty" | "loading" | "error" | "wide";

/** The grid over generated rows, with a real command log. */
export function GridPage({ variant }: { readonly variant: GridVariant }) {
  const columns = variant === "wide" ? WIDE_COLUMNS : COLUMNS;
  const table = useMemo(() => {
    const asked = Number(new URL(location.href).searchParams.get("rows") ?? 100_000);
    const total = variant === "empty" || variant === "loading" ? 0 : asked;
    const made = createTable(total, columns, variant === "error");
    performance.mark("ready");
    return made;
  }, [columns, variant]);
  const [sort, setSort] = useState<readonly GridSort[]>([]);
  const [filters, setFilters] = useState<readonly GridFilter[]>([]);
  const [layout, setLayout] = useState<ColumnLayout>({});
  const [tick, setTick] = useState(0);
  const [opened, setOpened] = useState("");
  const [mount, setMount] = useState(0);
  const log = useRef<CommandLog<TableChange>>(createCommandLog());
  const handle = useRef<GridHandle>(null);
  const source = useMemo(() => table.source(sort, filters, tick), [table, sort, filters, tick]);

  useEffect(() => {
    Object.assign(window, {
      gallery: {
        table,
        handle: handle.current,
        remount: () => setMount((now) => now + 1),
        setSort,
      },
    });
    markFirstPaint();
  }, [table]);

  const restore = (
    step: ReturnType<typeof undoCommand<TableChange>>,
    side: "before" | "after",
  ): void => {
    if (!step) return;
    log.current = step.log;
    table.restore(step.command, side);
    setTick((now) => now + 1);
  };

  return (
    <main style={{ height: "100vh", display: "flex", flexDirection: "column" }}>
      <PageHeader
        title="Structures internes"
        facts={
          <>
            <span>100 000</span>
            <StateChip state="draft" label="4 brouillons" />
            <SeverityChip severity="warning" count={12} />
            <output data-testid="opened">{opened}</output>
          </>
        }
      />
      <Grid
        key={mount}
        ref={handle}
        label="Structures internes"
        columns={columns}
        source={source}
        sort={sort}
        onSort={setSort}
        filters={filters}
        onFilters={setFilters}
        layout={layout}
        onLayout={setLayout}
        loading={variant === "loading"}
        countValues={table.countValues}
        canAddRows
        onOpenRow={setOpened}
        empty={
          <EmptyState
            icon={<TableRows fontSize="inherit" />}
            sentence="Aucune structure ne correspond à ces filtres."
            hint="Retirez un filtre, ou créez la première structure."
            action={{ label: "Créer une structure", onAct: () => undefined }}
          />
        }
        {...(variant === "readOnly"
          ? {}
          : {
              onEdit: async (edit) => {
                // A test may hold what makes an edit durable.
                await (window as { galleryKeeps?: Promise<void> }).galleryKeeps;
                const refused = edit.cells.filter(({ text }) => text === "refusez");
                const cells = edit.cells.filter((cell) => !refused.includes(cell));
                log.current = recordCommand(log.current, table.apply({ ...edit, cells }));
                if (cells.length + edit.newRows.length > 0) setTick((now) => now + 1);
                return {
                  refused: refused.map((cell) => ({
                    ...cell,
                    reason: "Aucun site ne porte ce code.",
                  })),
                };
              },
              onUndo: () => restore(undoCommand(log.current), "before"),
              onRedo: () => restore(redoCommand(log.current), "after"),
            })}
      />
    </main>
  );
}
