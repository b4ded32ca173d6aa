/**
 * The names that may cross from the page to the desktop shell. Apart from the schemas, so that the preload,
 * which only checks names, carries no validator.
 */
export const HOST_METHODS = ["app.info", "files.open", "files.save", "shell.openExternal"] as const;

export type HostMethod = (typeof HOST_METHODS)[number];

/** Under this name the preload shows the bridge to the page: `window.intendance`. */
export const HOST_BRIDGE = "intendance";
