import { create } from "zustand";
import { toFaultData, type FaultData } from "../../shared/base/index.ts";

/** One short message at the bottom of the screen: a fault, or a sentence already in the user's language. */
export type Notice = { readonly id: number } & (
  | { readonly kind: "fault"; readonly fault: FaultData }
  | {
      readonly kind: "said";
      readonly sentence: string;
      readonly action?: { readonly label: string; readonly onAct: () => void };
    }
);

/** The notice on screen, if any; a new one replaces the last. */
export const useNotices = create<{
  readonly notice: Notice | null;
  say(sentence: string, action?: { readonly label: string; readonly onAct: () => void }): void;
  /** Shows what went wrong; an unexpected throw is reported to the console too. */
  fail(thrown: unknown): void;
  dismiss(): void;
}>()((set) => {
  let next = 1;
  return {
    notice: null,
    say: (sentence, action) =>
      set({ notice: { id: next++, kind: "said", sentence, ...(action ? { action } : {}) } }),
    fail: (thrown) => {
      const fault = toFaultData(thrown);
      if (fault.code === "CANCELLED") return;
      if (fault.code === "INTERNAL") console.error(thrown);
      set({ notice: { id: next++, kind: "fault", fault } });
    },
    dismiss: () => set({ notice: null }),
  };
});
