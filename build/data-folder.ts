import { posix, win32 } from "node:path";

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where the embedded central and the application's profile live: outside the sources, so that cleaning or
 * cloning them never takes a steward's unsent work along. INTENDANCE_DATA_DIR chooses another place.
 */
export function dataFolder({ platform, env, home }: Surroundings): string {
  const { resolve, join } = platform === "win32" ? win32 : posix;
  const named = env["INTENDANCE_DATA_DIR"];
  if (named !== undefined && named !== "") return resolve(named);
  if (platform === "win32")
    return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "Intendance");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Intendance");
  return join(env["XDG_DATA_HOME"] || join(home, ".local", "share"), "intendance");
}
