import { Command, Option } from "commander";
import { createCentral, type Central } from "../services/central.ts";
import { openStore, type StoreLocation } from "../store/open-store.ts";
import { systemClock, systemIds } from "./ambient.ts";

/** Where the base is: the options and environment of every command. */
export type Place = {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly establishment: string;
};

/** A command with the options that say where the base is. */
export function commandOn(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(
      new Option("--data <folder>", "data folder of the embedded base (SQLite)")
        .env("INTENDANCE_DATA_FOLDER")
        .default("./central-data"),
    )
    .addOption(
      new Option("--database-url <url>", "PostgreSQL address; replaces the data folder").env(
        "DATABASE_URL",
      ),
    )
    .addOption(
      new Option("--establishment <id>", "establishment")
        .env("INTENDANCE_ESTABLISHMENT")
        .default("etablissement"),
    );
}

export const locationOf = (place: Place): StoreLocation =>
  place.databaseUrl
    ? { kind: "postgres", url: place.databaseUrl }
    : { kind: "folder", folder: place.data };

/** Opens the repository, does something with it, closes it whatever happens. */
export async function withCentral<T>(
  place: Place,
  work: (central: Central) => Promise<T>,
): Promise<T> {
  const central = createCentral({
    store: await openStore(locationOf(place)),
    clock: systemClock,
    ids: systemIds,
  });
  try {
    return await work(central);
  } finally {
    await central.close();
  }
}
