import type { ChildProcess } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build-product.ts";
import { choosePort } from "./choose-port.ts";
import { dataFolder } from "./data-folder.ts";
import { openApp } from "./open-app.ts";
import { projectFolder } from "./project-folder.ts";
import { sentencesFor } from "./sentences.ts";
import { startCentral } from "./start-central.ts";
import { stopChild } from "./stop-child.ts";
import { watchParent } from "./watch-parent.ts";

/**
 * `npm start`: builds when needed, starts the embedded central repository, opens the application on it.
 * Closing the window, Ctrl-C or SIGTERM stops everything this script started, by its process id.
 */

const { env, platform } = process;
const sentences = sentencesFor(env);
const say = (sentence: string): void => console.log(sentence);
const children: ChildProcess[] = [];
let stopping = false;

let accountsAnnounced = false;

/** What central prints before it listens: the accounts of a first run, one a line. */
function sayAccount(line: string): void {
  if (!accountsAnnounced) say(`\n${sentences.accounts}\n`);
  accountsAnnounced = true;
  say(`  ${line}`);
}

/** Ends what we started, the window first, and leaves with `code`. */
async function stop(code: number): Promise<never> {
  stopping = true;
  for (const child of children.toReversed()) await stopChild(child);
  process.exit(code);
}

watchParent(() => {
  if (!stopping) void stop(0);
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    if (!stopping) void stop(0);
  });

try {
  const data = dataFolder({ platform, env, home: homedir() });
  const choice = await choosePort(data, env["INTENDANCE_PORT"]);
  if (choice.kind === "taken") {
    console.error(sentences.portTaken(choice.port));
    await stop(1);
  }
  await ensureBuilt(() => say(sentences.building));
  const central = await startCentral({
    data: join(data, "central"),
    port: choice.port,
    bundle: join(projectFolder, "dist", "renderer"),
    print: sayAccount,
    onChild: (child) => children.push(child),
  });
  if (accountsAnnounced) say("");
  say(sentences.data(data));
  say(sentences.central(central.url));
  central.child.once("exit", (code) => {
    if (stopping) return;
    console.error(sentences.centralStopped(code));
    void stop(1);
  });

  const opened = performance.now();
  const window = await openApp({ url: central.url, data, env, sentences, say });
  if (window !== null) {
    children.push(window);
    window.once("exit", () => {
      if (stopping) return;
      // A window that lived was closed by its person; one that never did leaves the address as the way in.
      if (performance.now() - opened > 5_000) return void stop(0);
      say(sentences.closed);
      say(sentences.address(central.url));
    });
  }
  say(sentences.stop);
} catch (thrown) {
  if (!stopping) {
    console.error(sentenceOf(thrown));
    await stop(1);
  }
}

function sentenceOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.message === "silent") return sentences.centralSilent;
  if (thrown.message === "stopped") return sentences.centralStopped(Number(thrown.cause));
  return thrown.stack ?? thrown.message;
}
