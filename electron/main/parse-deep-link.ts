/** `intendance://…`: what a mail or another application may hold to lead here. */
export const LINK_SCHEME = "intendance";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const REQUEST = new RegExp(`^request/(${UUID})$`);
const RECORD = new RegExp(`^record/([a-z][a-z0-9-]{0,63})/(${UUID})$`);

/** True for an argument or address that means to be a deep link, good or bad. */
export const isDeepLink = (text: string): boolean =>
  text.slice(0, LINK_SCHEME.length + 1).toLowerCase() === `${LINK_SCHEME}:`;

/**
 * The screen a deep link leads to, as a path of the application, or null.
 *
 * Anybody can write such a link, so only three whole shapes pass (`request/<uuid>`, `record/<référentiel>/<uuid>`, `inbox`), letter by
 * letter, with at most the final slash that systems add: no query, fragment, account, port, encoding or dot segment is ever interpreted.
 */
export function parseDeepLink(link: string): string | null {
  if (link.length > 200) return null;
  const whole = /^intendance:\/\/([a-z0-9/-]+?)\/?$/i.exec(link)?.[1]?.toLowerCase();
  if (whole === undefined) return null;
  if (whole === "inbox") return "/a-traiter";
  const request = REQUEST.exec(whole)?.[1];
  if (request !== undefined) return `/demandes/${request}`;
  const [, referential, record] = RECORD.exec(whole) ?? [];
  if (referential !== undefined && record !== undefined)
    return `/referentiels/${referential}/fiches/${record}`;
  return null;
}
