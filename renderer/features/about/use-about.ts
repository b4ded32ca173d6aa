import { create } from "zustand";

/** Whether « À propos » is open: asked for from the account menu, from the sign-in screen's shell menu, anywhere. */
export const useAbout = create<{ readonly shown: boolean; show(): void; hide(): void }>()(
  (set) => ({
    shown: false,
    show: () => set({ shown: true }),
    hide: () => set({ shown: false }),
  }),
);
