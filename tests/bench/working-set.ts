import { join, resolve } from "node:path";
import type { Page } from "playwright";
import { build } from "vite";
import config from "../../vite.config.ts";
import type { MasterRecord } from "../../shared/record/index.ts";
import { withFreshPage } from "./browser-page.ts";
import { startBenchCentral } from "./bench-central.ts";
import { BENCH_REFERENTIAL } from "./records.ts";
import type { BenchPage } from "./page/main.ts";

const OUT = resolve(import.meta.dirname, "../../.cache/bench-page");

type Bench = { readonly bench: BenchPage };

/** Bundles our own services with the configuration of the product, under the same policies, without its screens. */
export async function buildBenchPage(): Promise<string> {
  await build({
    worker: config.worker ?? {},
    configFile: false,
    logLevel: "error",
    root: join(import.meta.dirname, "page"),
    build: {
      sourcemap: false,
      assetsInlineLimit: 0,
      outDir: OUT,
      emptyOutDir: true,
      rolldownOptions: { input: join(import.meta.dirname, "page/index.html") },
    },
  });
  return OUT;
}

export type ClientTimes = {
  readonly commit: number;
  readonly pull: readonly number[];
  readonly bare: readonly number[];
  readonly disk: readonly number[];
  readonly warm: readonly number[];
  readonly sortFirst: readonly number[];
  readonly sortAgain: readonly number[];
  readonly filter: readonly number[];
  readonly search: readonly number[];
  readonly sealedPull: readonly number[];
  readonly sealedDisk: readonly number[];
};

const SORTED = ["libelle", "commune", "siret", "debut", "type"];
const FILTERS = [
  { kind: "text", attribute: "libelle", test: "contains", text: "océano" },
  { kind: "text", attribute: "commune", test: "starts", text: "port" },
  { kind: "values", attribute: "type", texts: ["UMR"] },
  { kind: "range", attribute: "debut", from: "2001-01-01", to: "2003-01-01" },
] as const;
const SEARCHED = [
  "lab",
  "labo",
  "laboratoire",
  "laboratoire chim",
  "geosc",
  "géosciences",
  "S0423",
  "S04231",
  "port-élise",
  "neurosciences 0420",
];

/** First pull, bare packed pull, opening, sort, filter and search over real HTTP, on fresh profiles on disk. */
export async function benchClient(
  records: readonly MasterRecord[],
  runs: number,
): Promise<ClientTimes> {
  const central = await startBenchCentral(records, await buildBenchPage());
  const times = {
    pull: [] as number[],
    bare: [] as number[],
    disk: [] as number[],
    warm: [] as number[],
    sortFirst: [] as number[],
    sortAgain: [] as number[],
    filter: [] as number[],
    search: [] as number[],
    sealedPull: [] as number[],
    sealedDisk: [] as number[],
  };
  const sign = [central.login, central.password] as const;
  const ready = (page: Page) => page.waitForFunction("globalThis.bench");
  try {
    for (let run = 0; run < runs; run++) {
      await withFreshPage(central.url, async (page) => {
        await ready(page);
        const bare = await page.evaluate(
          ([login, password]) => (globalThis as unknown as Bench).bench.barePull(login, password),
          sign,
        );
        check("bare pull", bare.records, records.length);
        times.bare.push(bare.milliseconds);
      });
      await withFreshPage(central.url, async (page) => {
        await ready(page);
        const pulled = await page.evaluate(
          ([login, password]) => (globalThis as unknown as Bench).bench.pull(login, password),
          sign,
        );
        check("pull", pulled.records, records.length);
        times.pull.push(pulled.milliseconds);
        await page.reload();
        await ready(page);
        times.disk.push(
          await page.evaluate(
            (id) => (globalThis as unknown as Bench).bench.openFromDisk(id),
            BENCH_REFERENTIAL,
          ),
        );
        times.warm.push(
          await page.evaluate(
            (id) => (globalThis as unknown as Bench).bench.openWarm(id),
            BENCH_REFERENTIAL,
          ),
        );
        const sorts = await page.evaluate(
          ([id, attributes]) => (globalThis as unknown as Bench).bench.sort(id, attributes),
          [BENCH_REFERENTIAL, SORTED] as const,
        );
        times.sortFirst.push(...sorts.slice(0, SORTED.length));
        times.sortAgain.push(...sorts.slice(SORTED.length));
        times.filter.push(
          ...(await page.evaluate(
            ([id, filters]) => (globalThis as unknown as Bench).bench.filter(id, filters),
            [BENCH_REFERENTIAL, FILTERS] as const,
          )),
        );
        // the first search of each référentiel builds its index, as opening the search box does
        await page.evaluate(() => (globalThis as unknown as Bench).bench.search(["x"]));
        times.search.push(
          ...(await page.evaluate(
            (texts) => (globalThis as unknown as Bench).bench.search(texts),
            SEARCHED,
          )),
        );
      });
    }
    for (let run = 0; run < runs; run++)
      await withFreshPage(`${central.url}#sealed`, async (page) => {
        await ready(page);
        const pulled = await page.evaluate(
          ([login, password]) => (globalThis as unknown as Bench).bench.pull(login, password),
          sign,
        );
        times.sealedPull.push(pulled.milliseconds);
        await page.reload();
        await ready(page);
        times.sealedDisk.push(
          await page.evaluate(
            (id) => (globalThis as unknown as Bench).bench.openFromDisk(id),
            BENCH_REFERENTIAL,
          ),
        );
      });
    return { commit: central.commitMilliseconds, ...times };
  } finally {
    await central.close();
  }
}

function check(what: string, found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${what}: ${found} records of ${wanted}`);
}
