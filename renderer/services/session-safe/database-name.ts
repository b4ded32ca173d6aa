import { hashOfText } from "../../../shared/base/index.ts";
import type { PageStorage } from "./session-safe.ts";

/**
 * Name of the local database of one person at one central, in a browser: two persons of one machine never share drafts.
 * Letters, digits and dashes only.
 */
export function readableDatabaseName(address: string, login: string): string {
  const tidy = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
  return `intendance-${tidy(address)}-${tidy(login)}`;
}

/** The same where nothing personal stays in clear: the engine writes the name of a database on the disk. */
export const hiddenDatabaseName = (address: string, login: string): string =>
  `intendance-${hashOfText(`${address}\n${login.toLowerCase()}`).slice(0, 32)}`;

const besideKey = (database: string): string => `intendance.beside.${database}`;

/** The database in use: the named one, or the last that was begun beside it. */
export function currentDatabase(storage: PageStorage, database: string): string {
  const number = Number(storage.getItem(besideKey(database)) ?? 1);
  return number > 1 ? `${database}.${String(number)}` : database;
}

/** Another database from now on, beside one that cannot be opened and is left as it is. */
export function beginBeside(storage: PageStorage, current: string): string {
  const [, database = current, number = "1"] = /^(.*?)(?:\.(\d+))?$/.exec(current) ?? [];
  storage.setItem(besideKey(database), String(Number(number) + 1));
  return currentDatabase(storage, database);
}
