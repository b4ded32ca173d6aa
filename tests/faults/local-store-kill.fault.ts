import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareFound, faultCycles, openFaultBrowser, serveStorePage } from "./fault-browser.ts";
import { randomBelow, SEED } from "./fault-chance.ts";

const cycles = faultCycles(6, 100);
let served: Awaited<ReturnType<typeof serveStorePage>>;
beforeAll(async () => {
  served = await serveStorePage();
});
afterAll(() => served.close());

describe(`[L-2] the browser killed under load, ${cycles} times on one profile (seed ${SEED})`, () => {
  it(
    "loses no acknowledged write, keeps no half of one, and is never taken for a fresh install",
    { timeout: cycles * 90_000 },
    async () => {
      const profile = await mkdtemp(join(tmpdir(), "intendance-kill-"));
      try {
        const acknowledged: number[] = [];
        const outcomes: ReturnType<typeof compareFound>[] = [];
        let generation: string | null = null;
        for (let cycle = 0; cycle < cycles; cycle += 1) {
          const before = acknowledged.length;
          const wanted = 20 + randomBelow(300);
          let enough = (): void => {};
          const written = new Promise<void>((resolve) => (enough = resolve));
          const { page, kill } = await openFaultBrowser(profile, served.url, (number) => {
            acknowledged.push(number);
            if (acknowledged.length - before >= wanted) enough();
          });
          if (generation !== null) {
            const found = await page.evaluate(
              (marker) => window.storeUnderFault.found(marker),
              generation,
            );
            outcomes.push(compareFound(acknowledged, found));
          }
          const from = (acknowledged.at(-1) ?? 0) + 1000;
          generation = await page.evaluate(
            (given: { readonly marker: string | null; readonly from: number }) =>
              window.storeUnderFault.load(given.marker, given.from),
            { marker: generation, from },
          );
          await written;
          await kill();
        }
        const last = await openFaultBrowser(profile, served.url, () => {});
        const found = await last.page.evaluate(
          (marker) => window.storeUnderFault.found(marker),
          generation ?? "",
        );
        await last.kill();
        outcomes.push(compareFound(acknowledged, found));
        expect(outcomes).toEqual(outcomes.map(() => ({ lost: [], torn: [] })));
        expect(acknowledged.length).toBeGreaterThan(cycles * 20);
      } finally {
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  );
});
