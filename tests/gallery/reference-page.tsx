import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { COLUMNS, generateRow } from "./generated-rows.ts";
import { markFirstPaint } from "./mark-first-paint.ts";

/** The least one can write: bare cells over TanStack Virtual. What the grid is measured against. */
export function ReferencePage() {
  const [mount, setMount] = useState(0);
  useEffect(() => {
    Object.assign(window, { gallery: { remount: () => setMount((now) => now + 1) } });
    markFirstPaint();
  }, []);
  useState(() => performance.mark("ready"));
  return (
    <main>
      <ReferenceGrid key={mount} />
    </main>
  );
}

function ReferenceGrid() {
  const viewport = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: 100_000,
    getScrollElement: () => viewport.current,
    estimateSize: () => 32,
    overscan: 6,
  });
  return (
    <div
      ref={viewport}
      role="grid"
      tabIndex={-1}
      aria-label="Référence"
      style={{ height: "100vh", overflow: "auto" }}
    >
      <div style={{ position: "relative", height: rows.getTotalSize(), width: 2000 }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const row = generateRow(index);
          return (
            <div
              key={index}
              role="row"
              data-position={index}
              style={{ position: "absolute", top: start, height: 32, display: "flex" }}
            >
              {COLUMNS.map(({ id, width }) => {
                const cell = row.cells[id] ?? "";
                return (
                  <div
                    key={id}
                    role="gridcell"
                    style={{
                      width: width ?? 120,
                      overflow: "hidden",
                      whiteSpace: "nowrap",
                      borderBottom: "1px solid #ddd",
                    }}
                  >
                    <span className="text">
                      {typeof cell === "string" ? cell : (cell.text ?? cell.value)}
                    </span>
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
