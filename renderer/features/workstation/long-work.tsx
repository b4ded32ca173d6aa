import { useState } from "react";
import type { OnProgress, Progress } from "../../../shared/ports/index.ts";
import { ProgressLine } from "../../ui/index.ts";

/** Work under way: since when (as `performance.now()`), and how far. */
type LongWork = { readonly since: number; readonly progress: Progress };

/** The long work of a form, one at a time: `work` is null while there is none. */
export function useLongWork(): {
  readonly work: LongWork | null;
  /** Begins; @returns what is told of its progress. */
  readonly start: () => OnProgress;
  readonly end: () => void;
} {
  const [work, setWork] = useState<LongWork | null>(null);
  const start = (): OnProgress => {
    const since = performance.now();
    const onProgress: OnProgress = (progress) => setWork({ since, progress });
    onProgress({ done: 0, total: null });
    return onProgress;
  };
  return { work, start, end: () => setWork(null) };
}

/** How far the work is; nothing when there is none. */
export function LongWorkLine({
  work,
  label,
  onCancel,
}: {
  readonly work: LongWork | null;
  readonly label: string;
  readonly onCancel?: () => void;
}) {
  if (work === null) return null;
  return (
    <ProgressLine
      label={label}
      done={work.progress.done}
      total={work.progress.total ?? undefined}
      elapsedMs={performance.now() - work.since}
      onCancel={onCancel}
    />
  );
}
