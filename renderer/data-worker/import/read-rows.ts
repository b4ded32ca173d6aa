import { Fault } from "../../../shared/base/index.ts";
import type { FileRow } from "../../../shared/exchange/files/index.ts";
import type { ImportRow, ImportSession } from "../../../shared/exchange/import/index.ts";
import type { OnProgress } from "../../../shared/ports/index.ts";
import { receiveTable } from "../../files/index.ts";

/** For the reader to give its next part, in milliseconds. */
const PATIENCE = 60_000;
/** Between two words on progress. */
const PACE = 100;

/**
 * Takes every row that the parsing worker posts on a port into an import, then what it says of the whole file.
 * Rejects with the reader's fault, CANCELLED, or DEADLINE_EXCEEDED; the port is closed in any case.
 */
export async function readRows(
  session: ImportSession,
  port: MessagePort,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<void> {
  const parts = receiveTable(port, (message) => waitFor(message, signal));
  let told = 0;
  for (;;) {
    const step = await parts.next();
    if (step.done === true) return session.addSummary(step.value);
    if (step.value.kind !== "rows") continue;
    const { rows, done, total } = step.value;
    session.addRows(rows.map(rowOf));
    if (performance.now() - told < PACE) continue;
    told = performance.now();
    onProgress({ done, total });
  }
}

function waitFor<T>(message: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = (): void => stop(new Fault("CANCELLED", "the import was cancelled"));
    const timer = setTimeout(
      () =>
        stop(new Fault("DEADLINE_EXCEEDED", "the reader fell silent", { milliseconds: PATIENCE })),
      PATIENCE,
    );
    const release = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
    };
    const stop = (fault: Fault): void => {
      release();
      reject(fault);
    };
    if (signal.aborted) return cancel();
    signal.addEventListener("abort", cancel);
    message.then(resolve, reject).finally(release);
  });
}

const rowOf = ({ line, cells, marks }: FileRow): ImportRow => ({
  row: line,
  cells,
  ...(marks && { marks }),
});
