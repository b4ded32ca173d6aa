import { isDeepLink } from "./parse-deep-link.ts";

/** What may be opened with the application, by double click or from its command line (electron-builder.yml associates the same). */
export const OPENED_EXTENSIONS = ["intendance", "xlsx", "xls", "csv"] as const;

export interface Arguments {
  /** The switches that were ours to read: those before any link or file, which anybody may have written. */
  readonly switches: readonly string[];
  readonly link: string | null;
  readonly file: string | null;
}

/**
 * Reads a command line, ours or that of a second instance. Only the first link or file counts, and nothing after it: a
 * hostile link that the system cut in two must not become a switch.
 */
export function readArguments(argv: readonly string[]): Arguments {
  const given = argv.slice(1);
  const at = given.findIndex((argument) => isDeepLink(argument) || isOpened(argument));
  const first = at === -1 ? undefined : given[at];
  return {
    switches: given.slice(0, at === -1 ? given.length : at).filter((one) => one.startsWith("--")),
    link: first !== undefined && isDeepLink(first) ? first : null,
    file: first !== undefined && !isDeepLink(first) ? first : null,
  };
}

/** The extension of a name in lower case, without its dot. */
export const extensionOf = (name: string): string =>
  /\.([A-Za-z0-9]{1,16})$/.exec(name)?.[1]?.toLowerCase() ?? "";

const isOpened = (argument: string): boolean =>
  !argument.startsWith("-") &&
  OPENED_EXTENSIONS.some((extension) => extension === extensionOf(argument));
