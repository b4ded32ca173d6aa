import { create } from "zustand";
import type { IsoDate } from "../../shared/base/index.ts";

/**
 * The date every screen shows. Null = today: the ordinary, editable state. Any other date tints the
 * header and makes the screens read-only. Not kept: a restart comes back to today.
 */
export const useAsAt = create<{
  readonly asAt: IsoDate | null;
  setAsAt(asAt: IsoDate | null): void;
}>()((set) => ({ asAt: null, setAsAt: (asAt) => set({ asAt }) }));
