import { isAppUrl } from "./app-origin.ts";

/**
 * True for the few permissions our own page may have: writing to the clipboard, keeping what it stores when the disk runs short,
 * and reaching this machine and the local network, where central may stand. Chromium 142 and later ask for the last two (Local
 * Network Access), `local-network-access` being their older name; the policy of the page still lets it call central alone
 * (connect-src).
 */
export function isGranted(permission: string, requestingUrl: string): boolean {
  return GRANTED.has(permission) && isAppUrl(requestingUrl);
}

const GRANTED: ReadonlySet<string> = new Set([
  "clipboard-sanitized-write",
  "local-network",
  "local-network-access",
  "loopback-network",
  "persistent-storage",
]);
