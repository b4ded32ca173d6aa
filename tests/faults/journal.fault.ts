import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { freeSpaceOf } from "../../electron/journal/free-space.ts";
import { openJournalFile } from "../../electron/journal/journal-file.ts";
import { cutPower, mountDisk, unmountDisk, whyNoPowerCut, type Disk } from "./cut-power.ts";
import { faultCycles } from "./fault-browser.ts";
import { randomBelow, SEED } from "./fault-chance.ts";

const obstacle = whyNoPowerCut();
const note = obstacle === null ? `seed ${SEED}` : `SKIPPED: ${obstacle}`;
const key = randomBytes(32);

/** A program that appends for ever; `wait` resolves once it acknowledged so many more entries. */
function startWriter(folder: string): {
  readonly acknowledged: readonly number[];
  wait(more: number): Promise<void>;
  /** Stops it where it stands, until it is killed. */
  hold(): void;
  kill(): Promise<void>;
} {
  const script = join(import.meta.dirname, "journal-writer.ts");
  const child: ChildProcess = spawn(process.execPath, [script, folder, key.toString("hex")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acknowledged: number[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  let enough = (): void => {};
  if (child.stdout)
    createInterface({ input: child.stdout }).on("line", (line) => {
      acknowledged.push(Number(line));
      if (acknowledged.length >= wanted) enough();
    });
  return {
    acknowledged,
    wait(more) {
      wanted = acknowledged.length + more;
      return new Promise((resolve) => (enough = resolve));
    },
    hold: () => void child.kill("SIGSTOP"),
    async kill() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Opens a journal as the next start does: the numbers of its entries. */
async function numbersIn(folder: string): Promise<readonly number[]> {
  const { journal } = await open(folder);
  const numbers: number[] = [];
  for (let next: number | null = 0; next !== null;) {
    const page: Awaited<ReturnType<typeof journal.read>> = await journal.read(next);
    numbers.push(
      ...page.entries.map((entry) => Number(new TextDecoder().decode(entry).split(" ")[0])),
    );
    next = page.next;
  }
  return numbers;
}
const open = (folder: string, least = 0) =>
  openJournalFile({ folder, name: "base", key, freeSpace: () => freeSpaceOf(folder, least) });
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1);

const kills = faultCycles(10, 100);
describe(`[L-2] the program killed while it appends, ${kills} times on one journal (seed ${SEED})`, () => {
  it(
    "loses no acknowledged entry, keeps no half of one and goes on",
    { timeout: kills * 60_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "intendance-journal-"));
      try {
        let before = 0;
        for (let kill = 0; kill < kills; kill += 1) {
          const writer = startWriter(folder);
          await writer.wait(5 + randomBelow(60));
          await writer.kill();
          const found = await numbersIn(folder);
          expect(found).toEqual(upTo(found.length));
          expect(found.length).toBeGreaterThanOrEqual(writer.acknowledged.at(-1) ?? 0);
          expect(writer.acknowledged[0]).toBe(before + 1);
          before = found.length;
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
});

const cuts = faultCycles(3, 20);
describe.skipIf(obstacle !== null)(
  `[L-1] power cut while the journal is written, ${cuts} times (${note})`,
  () => {
    it(
      "loses no acknowledged entry and keeps no half of one",
      { timeout: cuts * 120_000 },
      async () => {
        for (let cut = 0; cut < cuts; cut += 1) {
          const disks: Disk[] = [];
          try {
            const disk = mountDisk(null, 64);
            disks.push(disk);
            const writer = startWriter(join(disk.folder, "journals"));
            await writer.wait(20 + randomBelow(200));
            const acknowledged = writer.acknowledged.at(-1) ?? 0;
            writer.hold();
            const after = cutPower(disk);
            disks.push(after);
            await writer.kill();
            const found = await numbersIn(join(after.folder, "journals"));
            expect(found).toEqual(upTo(found.length));
            expect(found.length).toBeGreaterThanOrEqual(acknowledged);
          } finally {
            disks.forEach(unmountDisk);
          }
        }
      },
    );
  },
);

describe.skipIf(obstacle !== null)(`[L-3] a disk really full under the journal (${note})`, () => {
  it(
    "says STORE_FULL, keeps nothing of the entry, and goes on once there is room",
    { timeout: 300_000 },
    async () => {
      const disk = mountDisk(null, 16);
      try {
        const folder = join(disk.folder, "journals");
        const { journal } = await open(folder);
        const entry = (number: number): Uint8Array =>
          new TextEncoder().encode(`${String(number)} ${"x".repeat(40_000)}`);
        let number = 0;
        for (const _cycle of [1, 2, 3]) {
          const ballast = join(disk.folder, "ballast");
          const { free } = await freeSpaceOf(disk.folder, 0);
          await writeFile(
            ballast,
            Buffer.alloc(Math.max(0, free - 200_000 - randomBelow(100_000))),
          );
          for (;;) {
            const thrown: unknown = await journal.append(entry(number + 1)).then(
              () => null,
              (failure: unknown) => failure,
            );
            if (thrown !== null) {
              expect(thrown).toMatchObject({ code: "STORE_FULL", details: { certain: true } });
              break;
            }
            number += 1;
          }
          // Started again on the full disk: everything acknowledged, and nothing else.
          const size = (await stat(join(folder, "base.journal"))).size;
          expect(await numbersIn(folder)).toEqual(upTo(number));
          expect((await readFile(join(folder, "base.journal"))).length).toBe(size);
          await rm(ballast);
          await journal.append(entry(number + 1));
          number += 1;
          expect(await numbersIn(folder)).toEqual(upTo(number));
        }
      } finally {
        unmountDisk(disk);
      }
    },
  );
});
