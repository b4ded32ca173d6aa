/** The application's own origin: stable over updates, so that its IndexedDB is found again. */
export const APP_SCHEME = "app";
export const APP_ORIGIN = "app://intendance";

/** True for an address of the bundle: the one place the window may show and the one page that may call the shell. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed?.protocol === `${APP_SCHEME}:` && parsed.host === "intendance";
}
