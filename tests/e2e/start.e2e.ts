import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { projectFolder } from "../../build/project-folder.ts";

/** `npm start` on a machine without a screen, from its first run to its second. */

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
}

function start(data: string): Promise<Started> {
  const child = spawn(process.execPath, ["build/start.ts"], {
    cwd: projectFolder,
    env: { ...process.env, CI: "1", INTENDANCE_DATA_DIR: data },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  return new Promise((resolve, reject) => {
    const read = (part: Buffer): void => {
      output += part.toString("utf8");
      const url = /http:\/\/127[.]0[.]0[.]1:\d+/.exec(output)?.[0];
      if (url !== undefined && output.includes("Ctrl-C"))
        resolve({ child, url, output: () => output });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}

/** SIGTERM, then the exit code and the seconds it took. */
function stop({ child }: Started): Promise<number | null> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", (code) => resolve(code));
    child.kill("SIGTERM");
  });
}

test("npm start serves the application, stops at a signal, and finds its data again at the same address", async ({
  page,
}) => {
  const data = await mkdtemp(join(tmpdir(), "intendance-start-"));
  try {
    const first = await start(data);
    await page.goto(first.url);
    await expect(page.locator("#root")).not.toBeEmpty();
    expect(await stop(first)).toBe(0);
    await expect(page.request.get(first.url)).rejects.toThrow("ECONNREFUSED");

    const second = await start(data);
    expect(second.url).toBe(first.url);
    expect((await page.request.get(second.url)).status()).toBe(200);
    // The demonstration's accounts are told once, when they are made.
    expect(second.output().length).toBeLessThan(first.output().length);
    expect(await stop(second)).toBe(0);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
