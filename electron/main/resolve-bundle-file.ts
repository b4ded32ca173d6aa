import { isAppUrl } from "./app-origin.ts";

/**
 * The file of the bundle behind an app:// address, as a relative path with `/`, or null when there is none.
 *
 * An address without an extension is a screen of the application: it gets the page, which routes by itself.
 * Decoded once, then refused at the least doubt: no dot segment, backslash, drive, NUL or second encoding passes.
 */
export function resolveBundleFile(url: string): string | null {
  if (!isAppUrl(url)) return null;
  const path = decode(new URL(url).pathname || "/");
  if (path === null || !SAFE_PATH.test(path)) return null;
  if (path.split("/").some((segment) => segment === ".." || segment === ".")) return null;
  const lastSegment = path.slice(path.lastIndexOf("/") + 1);
  return lastSegment.includes(".") ? path.slice(1) : "index.html";
}

/** What a bundle's file names are made of; everything else is refused without asking what it could mean. */
const SAFE_PATH = /^\/$|^(\/[\w.@~+-]+)+\/?$/;

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
