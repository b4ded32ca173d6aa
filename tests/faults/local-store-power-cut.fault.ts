import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutPower, mountDisk, unmountDisk, whyNoPowerCut } from "./cut-power.ts";
import type { Disk } from "./cut-power.ts";
import { compareFound, faultCycles, openFaultBrowser, serveStorePage } from "./fault-browser.ts";
import type { FaultBrowser } from "./fault-browser.ts";
import { randomBelow, SEED } from "./fault-chance.ts";

const cycles = faultCycles(2, 20);
const obstacle = whyNoPowerCut();
const note = obstacle === null ? `seed ${SEED}` : `SKIPPED: ${obstacle}`;
let served: Awaited<ReturnType<typeof serveStorePage>>;

describe.skipIf(obstacle !== null)(
  `[L-1] power cut at a random moment under load, ${cycles} times (${note})`,
  () => {
    beforeAll(async () => {
      served = await serveStorePage();
    });
    afterAll(() => served.close());

    it(
      "loses no acknowledged write and keeps no half of one",
      { timeout: cycles * 180_000 },
      async () => {
        let total = 0;
        for (let cycle = 0; cycle < cycles; cycle += 1) {
          const { acknowledged, found } = await cutOnce(100 + randomBelow(400));
          expect(compareFound(acknowledged, found)).toEqual({ lost: [], torn: [] });
          total += acknowledged.length;
        }
        expect(total).toBeGreaterThan(cycles * 100);
      },
    );

    /** Loads a store on a disk of its own, cuts the power once enough was acknowledged, and opens what the disk held. */
    async function cutOnce(wanted: number) {
      const disks: Disk[] = [];
      const browsers: FaultBrowser[] = [];
      try {
        const disk = mountDisk();
        disks.push(disk);
        const acknowledged: number[] = [];
        let enough = (): void => {};
        const written = new Promise<void>((resolve) => (enough = resolve));
        const loading = await openFaultBrowser(
          join(disk.folder, "profile"),
          served.url,
          (number) => {
            acknowledged.push(number);
            if (acknowledged.length >= wanted) enough();
          },
        );
        browsers.push(loading);
        const generation = await loading.page.evaluate(() => window.storeUnderFault.load(null, 1));
        await written;
        const before = [...acknowledged];
        // a copy takes a while: of files written meanwhile it would hold a mixture that no disk ever held
        loading.hold();
        const after = cutPower(disk);
        disks.push(after);
        await loading.kill();
        const reopened = await openFaultBrowser(
          join(after.folder, "profile"),
          served.url,
          () => {},
        );
        browsers.push(reopened);
        const found = await reopened.page.evaluate(
          (marker) => window.storeUnderFault.found(marker),
          generation,
        );
        return { acknowledged: before, found };
      } finally {
        for (const browser of browsers) await browser.kill();
        disks.forEach(unmountDisk);
      }
    }
  },
);
