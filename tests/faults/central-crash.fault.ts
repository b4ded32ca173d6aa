import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../build/project-folder.ts";
import { openStore, type StoreLocation } from "../../central/store/open-store.ts";
import {
  engines,
  resumePostgres,
  startPostgres,
  type PostgresServer,
} from "../contracts/central-engines.ts";
import { outageOf } from "../../central/store/outage-of.ts";
import { expectWhole } from "../contracts/central-wholeness.ts";
import { Laptop, makeWorld, manyCodes } from "../contracts/central-world.ts";
import { canMakeDisks, makeBlockImage, type BlockImage } from "./block-image.ts";
import { expectNothingLost, startWriter } from "./working-central.ts";

// D-1 and D-2 of reliability.md, reduced: INTENDANCE_CRASHES raises the number of kills and cuts.
const CRASHES = Number(process.env["INTENDANCE_CRASHES"] ?? 3);
const disks = canMakeDisks();
/** How long the work lasts before each crash, different each time, the same from one run to the next. */
const momentOf = (crash: number): number => 150 + ((crash * 7_919) % 700);

describe.runIf(engines.includes("sqlite"))("central on sqlite, crashing", () => {
  it("[D-1] kill -9 under load: nothing acknowledged is lost, nothing half-written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "intendance-kill-"));
    const location: StoreLocation = { kind: "folder", folder };
    const acknowledged: string[] = [];
    for (let crash = 0; crash < CRASHES; crash += 1) {
      const writer = startWriter(location);
      await writer.workFor(momentOf(crash));
      await writer.end("SIGKILL");
      acknowledged.push(...writer.acknowledged);
      await expectNothingLost(location, acknowledged);
    }
    expect(acknowledged.length).toBeGreaterThan(CRASHES);
    rmSync(folder, { recursive: true, force: true });
  }, 600_000);

  it("[D-2] a second process on the same folder is refused, in code and on the command line", async () => {
    const folder = mkdtempSync(join(tmpdir(), "intendance-two-"));
    const writer = startWriter({ kind: "folder", folder });
    await writer.workFor(50);
    await expect(openStore({ kind: "folder", folder })).rejects.toMatchObject({
      code: "STORE_LOCKED",
    });
    const second = spawnSync(
      process.execPath,
      ["central/cli/main.ts", "verify", "--data", folder],
      { cwd: projectFolder, encoding: "utf8" },
    );
    expect([second.status, second.stderr.includes("STORE_LOCKED")]).toEqual([1, true]);
    await writer.end("SIGKILL");
    await expectNothingLost({ kind: "folder", folder }, writer.acknowledged);
    rmSync(folder, { recursive: true, force: true });
  }, 600_000);

  it.skipIf(!disks)(
    "[D-1] power cuts under load: nothing acknowledged is lost (needs root and loop devices)",
    async () => {
      let acknowledged = 0;
      for (let crash = 0; crash < CRASHES; crash += 1) {
        const disk = makeBlockImage(200);
        let after: BlockImage | null = null;
        try {
          const writer = startWriter({ kind: "folder", folder: join(disk.folder, "data") });
          await writer.workFor(momentOf(crash));
          process.kill(writer.pid, "SIGSTOP");
          after = disk.copy();
          await writer.end("SIGKILL");
          acknowledged += writer.acknowledged.length;
          await expectNothingLost(
            { kind: "folder", folder: join(after.folder, "data") },
            writer.acknowledged,
          );
        } finally {
          after?.remove();
          disk.remove();
        }
      }
      expect(acknowledged).toBeGreaterThan(CRASHES);
    },
    600_000,
  );
});

describe.runIf(engines.includes("postgres"))("central on postgres, crashing", () => {
  it.skipIf(!disks)(
    "[D-1] power cuts of the database under load: nothing acknowledged is lost (needs root and loop devices)",
    async () => {
      let acknowledged = 0;
      for (let crash = 0; crash < CRASHES; crash += 1) {
        const disk = makeBlockImage(400);
        let after: BlockImage | null = null;
        let server: PostgresServer | null = null;
        try {
          server = await startPostgres(join(disk.folder, "data"));
          const writer = startWriter({ kind: "postgres", url: server.url });
          await writer.workFor(momentOf(crash));
          process.kill(writer.pid, "SIGSTOP");
          // all of the database too: a copy takes a while, and a cut does not
          const database = postgresProcesses(join(disk.folder, "data"));
          for (const pid of database) signalQuietly(pid, "SIGSTOP");
          after = disk.copy();
          for (const pid of database) signalQuietly(pid, "SIGCONT");
          await writer.end("SIGKILL");
          acknowledged += writer.acknowledged.length;
          await server.stop();
          server = await resumePostgres(join(after.folder, "data"));
          await expectNothingLost({ kind: "postgres", url: server.url }, writer.acknowledged);
        } finally {
          await server?.stop();
          after?.remove();
          disk.remove();
        }
      }
      expect(acknowledged).toBeGreaterThan(CRASHES);
    },
    600_000,
  );

  it("[OUT1] the database gone: said as such to every caller; back: work goes on, nothing done twice", async () => {
    const folder = mkdtempSync(join(tmpdir(), "intendance-pgaway-"));
    spawnSync("chmod", ["755", folder]);
    const data = join(folder, "data");
    const server = await startPostgres(data);
    const world = await makeWorld({ kind: "postgres", url: server.url });
    const alix = new Laptop(world, "alix");
    const submitted = await alix.submit(manyCodes(world, 1));
    const operation = alix.operation({
      kind: "request.cancel",
      requestId: submitted.request!.content.id,
      reason: "non",
    });
    for (const pid of postgresProcesses(data)) signalQuietly(pid, "SIGKILL");
    const away = await world.central.push(alix.identity, [operation]).then(() => null, outageOf);
    expect(away).toBe("CENTRAL_UNREACHABLE");
    const again = await resumePostgres(data, server.port);
    expect(
      (await world.central.push(alix.identity, [operation])).map((answer) => answer.status),
    ).toEqual(["accepted"]);
    await expectWhole(world.store);
    await world.close();
    await again.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 600_000);

  it("[D-1] kill -9 of the database under load: nothing acknowledged is lost", async () => {
    const folder = mkdtempSync(join(tmpdir(), "intendance-pgkill-"));
    spawnSync("chmod", ["755", folder]);
    const data = join(folder, "data");
    let server = await startPostgres(data);
    const acknowledged: string[] = [];
    for (let crash = 0; crash < CRASHES; crash += 1) {
      const writer = startWriter({ kind: "postgres", url: server.url });
      await writer.workFor(momentOf(crash));
      for (const pid of postgresProcesses(data)) signalQuietly(pid, "SIGKILL");
      await writer.end("SIGKILL");
      acknowledged.push(...writer.acknowledged);
      server = await resumePostgres(data);
      await expectNothingLost({ kind: "postgres", url: server.url }, acknowledged);
    }
    await server.stop();
    expect(acknowledged.length).toBeGreaterThan(CRASHES);
    rmSync(folder, { recursive: true, force: true });
  }, 600_000);
});

/** The postmaster of a data folder and its children. */
function postgresProcesses(data: string): readonly number[] {
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  const children = spawnSync("pgrep", ["-P", String(postmaster)], { encoding: "utf8" }).stdout;
  return [postmaster, ...children.split("\n").filter(Boolean).map(Number)];
}

/** A backend may have ended by itself, or with its postmaster. */
function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== "ESRCH") throw thrown;
  }
}
