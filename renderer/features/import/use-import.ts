import { useMemo } from "react";
import { create } from "zustand";
import { toFaultData } from "../../../shared/base/index.ts";
import type { ReferentialId, RequestId } from "../../../shared/base/index.ts";
import type { FileFormat } from "../../../shared/exchange/files/index.ts";
import { useWorkspace } from "../../app/workspace.tsx";
import type { Workspace } from "../../app/workspace.tsx";
import { createParsingClient, startParsingWorker } from "../../files/index.ts";
import type { FileInput, ParsingClient } from "../../files/index.ts";
import { annotatedFile } from "./annotated-file.ts";
import type { RemarkWords } from "./annotated-file.ts";
import { choiceOf, columnsOf, planOf, samplesOf, START, updateImport } from "./import-state.ts";
import type { Busy, ImportEvent, ImportState } from "./import-state.ts";

/** One import at a time; it stays as it was left while the person looks elsewhere. */
export const useImportState = create<{
  readonly state: ImportState;
  tell(event: ImportEvent): void;
}>()((set) => ({
  state: START,
  tell: (event) => set(({ state }) => ({ state: updateImport(state, event) })),
}));

let parsing: ParsingClient | null = null;
let underWay: { readonly abort: AbortController } | null = null;

const now = (): ImportState => useImportState.getState().state;
const tell = (event: ImportEvent): void => useImportState.getState().tell(event);

/** What the screens ask for; faults land in the state. */
export type ImportActions = {
  chooseFile(file: File): Promise<void>;
  chooseFormat(format: Partial<FileFormat>): Promise<void>;
  guess(): Promise<void>;
  saveMapping(name: string): Promise<void>;
  check(): Promise<void>;
  cancel(): void;
  commit(): Promise<RequestId | null>;
  download(words: RemarkWords): Promise<void>;
};

export function useImport(): ImportActions {
  const workspace = useWorkspace();
  return useMemo(() => actionsOf(workspace), [workspace]);
}

function actionsOf({ data, host }: Workspace): ImportActions {
  const parser = (): ParsingClient => (parsing ??= createParsingClient(startParsingWorker));

  /** Runs one long work with its progress; only one at a time, cancellable. */
  async function work<T>(
    what: Busy["what"],
    run: (
      signal: AbortSignal,
      progress: (done: number, total: number | null) => void,
    ) => Promise<T>,
  ): Promise<T | null> {
    underWay?.abort.abort();
    const mine = { abort: new AbortController() };
    underWay = mine;
    const since = performance.now();
    tell({ type: "worked", busy: { what, done: 0, total: null, since } });
    try {
      return await run(mine.abort.signal, (done, total) => {
        if (underWay === mine)
          tell({ type: "worked", busy: { ...(now().busy ?? { what, since }), done, total } });
      });
    } catch (thrown) {
      // whatever of it is still at work in a worker ends with it
      mine.abort.abort();
      if (underWay === mine) tell({ type: "failed", fault: toFaultData(thrown) });
      if (toFaultData(thrown).code === "INTERNAL") console.error(thrown);
      return null;
    } finally {
      if (underWay === mine) {
        underWay = null;
        tell({ type: "worked", busy: null });
      }
    }
  }

  async function inspect(file: FileInput, wanted: Partial<FileFormat>): Promise<void> {
    const overview = await work("inspecting", (signal) =>
      parser().inspect(file, wanted, { signal }),
    );
    if (!overview) return;
    tell({ type: "fileInspected", overview });
    await guess();
  }

  async function guess(): Promise<void> {
    const state = now();
    const columns = columnsOf(state);
    if (state.referential === null || columns.length === 0) return;
    const { mapping, saved } = await data.guessMapping(
      state.referential,
      columns.map((column) => column.name),
      samplesOf(state),
    );
    tell({ type: "mappingGuessed", mapping, saved });
  }

  async function check(): Promise<void> {
    const state = now();
    const { file } = state;
    const choice = choiceOf(state);
    if (state.referential === null || !file || !choice) return;
    const referential: ReferentialId = state.referential;
    const report = await work("reading", async (signal, progress) => {
      const importId = await data.importBegin(planOf(state, referential));
      signal.addEventListener("abort", () => void data.importCancel(importId));
      const { port1, port2 } = new MessageChannel();
      const feeding = parser().feed(file, choice, port2, { signal });
      let reading = true;
      const receiving = data.importRead(
        importId,
        port1,
        ({ done, total }) => reading && progress(done, total),
      );
      // the receiver's word comes first: it names what is wrong with the file
      await Promise.race([receiving, feeding.then(() => receiving)]);
      reading = false;
      tell({
        type: "worked",
        busy: { what: "judging", done: 0, total: null, since: performance.now() },
      });
      return data.importFinish(importId, ({ done, total }) => progress(done, total));
    });
    if (report) tell({ type: "judged", report });
  }

  return {
    chooseFile: async (file) => {
      const input: FileInput = { content: file, name: file.name };
      tell({ type: "fileChosen", file: input, size: file.size });
      await inspect(input, {});
    },
    chooseFormat: async (format) => {
      const { file, overview } = now();
      if (file) await inspect(file, { ...overview?.format, ...format });
    },
    guess,
    saveMapping: async (name) => {
      const state = now();
      if (state.referential === null) return;
      const headers = columnsOf(state).map((column) => column.name);
      await data.saveMapping(state.referential, name, headers, planOf(state, state.referential));
      tell({ type: "mappingSaved", name });
    },
    check,
    cancel: () => underWay?.abort.abort(),
    commit: async () => {
      const state = now();
      const report = state.report;
      if (!report) return null;
      const id = await work("committing", (_signal, progress) =>
        data.importCommit(report.reportId, state.title, ({ done, total }) => progress(done, total)),
      );
      if (id) tell({ type: "restarted" });
      return id;
    },
    download: async (words) => {
      const state = now();
      const saved = await work("annotating", (signal, progress) =>
        annotatedFile(state, data, parser(), words, signal, progress),
      );
      if (saved) await host.saveFile(saved.name, saved.mimeType, saved.bytes);
    },
  };
}
