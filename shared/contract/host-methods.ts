/**
 * The names that may cross from the page to the desktop shell. Apart from the schemas, so that the preload,
 * which only checks names, carries no validator.
 */
export const HOST_METHODS = [
  "app.central",
  "app.info",
  "app.prefer",
  "bases.clear",
  "disk.space",
  "files.open",
  "files.save",
  "journal.append",
  "journal.open",
  "journal.read",
  "journal.remove",
  "journal.rewrite",
  "notices.badge",
  "notices.show",
  "page.print",
  "secrets.read",
  "secrets.remove",
  "secrets.write",
  "shell.openExternal",
] as const;

export type HostMethod = (typeof HOST_METHODS)[number];

/** Under this name the preload shows the bridge to the page: `window.intendance`. */
export const HOST_BRIDGE = "intendance";

/** The one channel on which the shell speaks first; what it says is a `HostEvent`. */
export const HOST_EVENT = "host.event";
