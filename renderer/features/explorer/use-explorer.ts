import { create } from "zustand";
import {
  NOTHING_SHOWN,
  updateExplorer,
  type ExplorerEvent,
  type ExplorerState,
} from "./explorer-state.ts";

/** The list on screen: one store around the pure `updateExplorer`. */
export const useExplorer = create<ExplorerState & { dispatch(event: ExplorerEvent): void }>()(
  (set) => ({
    ...NOTHING_SHOWN,
    dispatch: (event) => set((state) => updateExplorer(state, event)),
  }),
);
