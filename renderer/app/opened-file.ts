import { create } from "zustand";

/** A file that the person opened with the application, held until the screen that knows it takes it. */
export type OpenedFile = { readonly name: string; readonly bytes: Uint8Array };

export const useOpenedFile = create<{
  readonly file: OpenedFile | null;
  hold(file: OpenedFile): void;
  /** The file, once: whoever takes it has it. */
  take(): OpenedFile | null;
}>()((set, get) => ({
  file: null,
  hold: (file) => set({ file }),
  take: () => {
    const { file } = get();
    if (file !== null) set({ file: null });
    return file;
  },
}));

/** The screen for an opened file: carried or backed-up work has its own, everything else is imported. */
export const screenOf = ({ name }: OpenedFile): "/poste" | "/import" =>
  name.toLowerCase().endsWith(".intendance") ? "/poste" : "/import";
