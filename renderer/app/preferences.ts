import { create } from "zustand";
import { readPreferences, type Preferences } from "./read-preferences.ts";

const KEY = "intendance.preferences";

/** The preferences, kept at each change. */
export const usePreferences = create<Preferences & { keep(change: Partial<Preferences>): void }>()(
  (set, get) => ({
    ...readPreferences(localStorage.getItem(KEY)),
    keep: (change) => {
      set(change);
      localStorage.setItem(KEY, JSON.stringify(get()));
    },
  }),
);
