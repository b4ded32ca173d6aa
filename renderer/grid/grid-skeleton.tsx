import { HEADER_HEIGHT } from "./grid-styles.ts";

export interface GridSkeletonProps {
  readonly width: number;
  readonly rowHeight: number;
}

/** Rows to come, while nothing is known of them. */
export function GridSkeleton({ width, rowHeight }: GridSkeletonProps) {
  return (
    <div aria-hidden style={{ position: "absolute", top: HEADER_HEIGHT, left: 0, width }}>
      {Array.from({ length: 12 }, (_, at) => (
        <div
          key={at}
          style={{ height: rowHeight, padding: "0 16px", display: "flex", alignItems: "center" }}
        >
          <span className="placeholder" style={{ width: `${30 + ((at * 17) % 50)}%` }} />
        </div>
      ))}
    </div>
  );
}
