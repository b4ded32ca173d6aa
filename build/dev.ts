import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createServer } from "vite";
import { choosePort } from "./choose-port.ts";
import { projectFolder } from "./project-folder.ts";
import { startCentral } from "./start-central.ts";
import { stopChild } from "./stop-child.ts";
import { watchParent } from "./watch-parent.ts";

/** `npm run dev`: the screens with hot reload, over an embedded central whose data stays in .data/ of the project. */

const data = join(projectFolder, ".data");
const children: ChildProcess[] = [];
const { port } = await choosePort(data, process.env["INTENDANCE_PORT"]);
const central = await startCentral({
  data: join(data, "central"),
  port,
  print: (line) => console.log(line),
  onChild: (child) => children.push(child),
});
process.env["INTENDANCE_CENTRAL"] = central.url;
const vite = await createServer({ configFile: join(projectFolder, "vite.config.ts") });
await vite.listen();
vite.printUrls();

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void Promise.all([vite.close(), ...children.map((child) => stopChild(child))]).then(() =>
    process.exit(0),
  );
};
watchParent(stop);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
