import type { Privileges } from "electron";

/**
 * Stock Chromium knows no scheme of an application's own: `app://host/path` is served to it as
 * `http://host.app.localhost/path`, a secure context with a stable origin, and translated at every boundary.
 */

/** Schemes declared before the application was ready, with what was asked for them. */
export const schemes = new Map<string, Privileges>();

/** What `protocol.handle` was given. */
export const protocolHandlers = new Map<
  string,
  (request: Request) => Response | Promise<Response>
>();

/** Scheme of an address, in small letters. */
export const schemeOf = (url: string): string =>
  /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? "";

/** The address Chromium loads for the application's `url`. */
export function toChromium(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (scheme === undefined || !schemes.has(scheme.toLowerCase())) return url;
  return `http://${host}.${scheme.toLowerCase()}.localhost${rest === "" ? "/" : rest}`;
}

/** The address the application knows for Chromium's `url`. */
export function fromChromium(url: string): string {
  return url.replace(
    /^http:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.localhost(?::\d+)?(?=[/?#]|$)/i,
    (whole, host: string, scheme: string) =>
      schemes.has(scheme.toLowerCase()) ? `${scheme.toLowerCase()}://${host}` : whole,
  );
}

/** Origin of an address as Electron writes it, custom schemes included. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return "null";
  const { origin, protocol, host } = new URL(url);
  if (origin !== "null") return origin;
  return schemes.has(protocol.slice(0, -1)) ? `${protocol}//${host}` : "null";
}
