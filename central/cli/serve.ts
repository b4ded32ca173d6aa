import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { Fault } from "../../shared/base/index.ts";
import { buildApp } from "../app/build-app.ts";
import { createCentral } from "../services/central.ts";
import { loadDemonstration, type DemonstrationPassword } from "../services/load-demonstration.ts";
import { shippedDocuments } from "../services/shipped-documents.ts";
import { openStore } from "../store/open-store.ts";
import { systemClock, systemIds } from "./ambient.ts";
import { locationOf, type Place } from "./configuration.ts";

export type ServeOptions = Place & {
  readonly port: number;
  readonly host: string;
  readonly static?: string;
  readonly demo: boolean;
  readonly origin: readonly string[];
  readonly behindProxy: boolean;
  readonly logLevel: string;
};

/**
 * Runs the server until a signal asks it to stop. The only line of standard output made for programs is `{"listening":"http://…"}`;
 * the logs go to standard error.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const store = await openStore(locationOf(options));
  const parts = { store, clock: systemClock, ids: systemIds };
  const central = createCentral(parts);
  try {
    if (options.demo) {
      const passwords = await loadDemonstration({ central, ...parts }, options.establishment);
      if (passwords) showFirstAccounts(passwords);
    }
    if ((await central.documents.list(options.establishment)).length === 0) {
      await central.establishments.add(options.establishment, options.establishment);
      await central.documents.put(options.establishment, shippedDocuments());
    }
    const logger = pino({ level: options.logLevel }, pino.destination(2));
    const { server } = await buildApp(central, {
      logger,
      origins: options.origin,
      behindProxy: options.behindProxy,
      ...(options.static === undefined ? {} : { bundle: options.static }),
    });
    const { port: wanted, host } = options;
    await server.listen({ port: wanted, host }).catch((cause: Error) => {
      const details = { host, port: wanted, reason: cause.message };
      throw new Fault("BAD_REQUEST", "the server cannot listen there", details, { cause });
    });
    stopOnSignal(async () => {
      await server.close();
      await central.close();
    });
    const { address, port, family } = server.server.address() as AddressInfo;
    console.log(
      JSON.stringify({
        listening: `http://${family === "IPv6" ? `[${address}]` : address}:${String(port)}`,
      }),
    );
  } catch (thrown) {
    await central.close();
    throw thrown;
  }
}

function showFirstAccounts(passwords: readonly DemonstrationPassword[]): void {
  // One account by line, in columns: the operator notes them now, only their hashes are kept.
  const width = Math.max(...passwords.map((account) => account.login.length));
  for (const { login, password, roles, name } of passwords)
    console.log(`${login.padEnd(width)}  ${password}  ${name} (${roles})`);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().then(
        () => process.exit(0),
        (thrown) => {
          console.error(thrown);
          process.exit(1);
        },
      );
    });
  }
}
