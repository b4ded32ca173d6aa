import { readRememberedSession, type RememberedSession } from "./session-state.ts";

const KEY = "intendance.session";

/** Who worked here last, so that a start without network opens the right database. */
export const recallSession = (): RememberedSession | null =>
  readRememberedSession(localStorage.getItem(KEY));

/** Remembers who works here; kept outside the database because it names the database. */
export const rememberSession = (session: RememberedSession): void =>
  localStorage.setItem(KEY, JSON.stringify(session));

/** Forgets who worked here, at sign-out. */
export const forgetSession = (): void => localStorage.removeItem(KEY);
