import { Fault } from "../../shared/base/index.ts";
import type { TablePart, TableSummary } from "../../shared/exchange/files/index.ts";
import type { ReadCredit, ReadMessage } from "./parsing-api.ts";

/**
 * The parts that the parsing worker posts on a port, as an async generator. A part is answered when the
 * next one is asked for, and not before: that is what keeps the parser from running ahead.
 * May run in the page or, the port being transferable, in another worker.
 *
 * `wait` surrounds every wait for the worker (deadline, cancelling). Rejects with the reader's Fault.
 */
export async function* receiveTable(
  port: MessagePort,
  wait: <T>(message: Promise<T>) => Promise<T> = (message) => message,
): AsyncGenerator<TablePart, TableSummary, void> {
  const received: ReadMessage[] = [];
  let wake: (() => void) | null = null;
  port.onmessage = ({ data }: MessageEvent<ReadMessage>) => {
    received.push(data);
    wake?.();
  };
  try {
    for (;;) {
      await wait(
        received.length > 0
          ? Promise.resolve()
          : new Promise<void>((resolve) => {
              wake = resolve;
            }),
      );
      const message = received.shift();
      if (message === undefined) continue;
      switch (message.type) {
        case "end":
          return message.summary;
        case "failed":
          throw new Fault(message.fault.code, message.fault.message, message.fault.details);
        case "part":
          yield message.part;
          port.postMessage({ type: "more" } satisfies ReadCredit);
      }
    }
  } finally {
    port.close();
  }
}
