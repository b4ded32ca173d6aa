import { create } from "zustand";
import type { ReferentialId } from "../../../shared/base/index.ts";
import type { Clock, Progress } from "../../../shared/ports/index.ts";
import type { DataApi } from "../../data-worker/data-api.ts";

/** The check of the référentiels: one at a time, whoever asked for it. */
export type CheckState = {
  /** Since when (epoch in ms) and how far. */
  readonly running: { readonly since: number; readonly progress: Progress } | null;
  /** Everything was looked at once since the page opened: no finding means nothing wrong. */
  readonly checked: boolean;
  /** Runs every rule; rejects as `validate` does. A check under way is not doubled. */
  check(data: DataApi, clock: Clock, referential: ReferentialId | null): Promise<void>;
};

export const useCheck = create<CheckState>()((set, get) => ({
  running: null,
  checked: false,
  async check(data, clock, referential) {
    if (get().running) return;
    const since = Date.parse(clock.now());
    set({ running: { since, progress: { done: 0, total: null } } });
    try {
      await data.validate(referential, "submit", (progress) => {
        // A last word of progress may arrive after the end.
        if (get().running) set({ running: { since, progress } });
      });
      if (referential === null) set({ checked: true });
    } finally {
      set({ running: null });
    }
  },
}));
