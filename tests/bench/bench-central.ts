import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { buildApp } from "../../central/app/build-app.ts";
import { systemClock, systemIds } from "../../central/cli/ambient.ts";
import { createCentral } from "../../central/services/central.ts";
import { proposeAndApprove } from "../../central/services/propose-and-approve.ts";
import { shippedDocuments } from "../../central/services/shipped-documents.ts";
import { openStore } from "../../central/store/open-store.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import { BENCH_REFERENTIAL, benchDocument } from "./records.ts";

export type BenchCentral = {
  readonly url: string;
  readonly login: string;
  readonly password: string;
  /** Milliseconds that accrediting all the records in one commit took. */
  readonly commitMilliseconds: number;
  close(): Promise<void>;
};

const ESTABLISHMENT = "etablissement";

/** A real central on SQLite in a temporary folder, holding these records in one commit, serving one bundle, called by pages of `origins` too. */
export async function startBenchCentral(
  records: readonly MasterRecord[],
  bundle: string,
  origins: readonly string[] = [],
): Promise<BenchCentral> {
  const folder = mkdtempSync(join(tmpdir(), "intendance-bench-central-"));
  const store = await openStore({ kind: "folder", folder });
  const central = createCentral({ store, clock: systemClock, ids: systemIds });
  const parts = { central, clock: systemClock, ids: systemIds };
  await central.establishments.add(ESTABLISHMENT, "Banc de mesure");
  await central.documents.put(ESTABLISHMENT, [
    ...shippedDocuments(),
    { kind: "referential", id: BENCH_REFERENTIAL, version: 1, document: benchDocument },
  ]);
  const password = "un mot de passe pour le banc";
  const author = await central.accounts.add(ESTABLISHMENT, {
    login: "banc",
    name: "Banc",
    password,
    rights: { "*": ["intendant"] },
  });
  const approver = await central.accounts.add(ESTABLISHMENT, {
    login: "accord",
    name: "Accord",
    password: null,
    rights: { "*": ["accrediteur"] },
  });
  const start = performance.now();
  await proposeAndApprove(parts, {
    author,
    approvers: [approver],
    changes: records.map(({ id, referential, data }) => ({
      kind: "create",
      referential,
      recordId: id,
      baseVersion: 0,
      patch: Object.fromEntries(Object.entries(data).map(([name, after]) => [name, { after }])),
    })),
    title: "Fiches du banc",
    reason: "Mesure",
    waive: "Mesure",
  });
  const commitMilliseconds = performance.now() - start;
  const { server } = await buildApp(central, {
    logger: pino({ level: "silent" }),
    origins,
    behindProxy: false,
    bundle,
  });
  await server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    login: "banc",
    password,
    commitMilliseconds,
    close: async () => {
      await server.close();
      await central.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
