import { create } from "zustand";
import { updateSession, type SessionEvent, type SessionState } from "./session-state.ts";

/** The session of this page: one store around the pure `updateSession`. */
export const useSession = create<{
  readonly session: SessionState;
  dispatch(event: SessionEvent): void;
}>()((set) => ({
  session: { kind: "starting" },
  dispatch: (event) => set(({ session }) => ({ session: updateSession(session, event) })),
}));
