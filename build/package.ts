import { join } from "node:path";
import { ensureBuilt } from "./build-product.ts";
import { packApp } from "./pack-app.ts";
import { projectFolder } from "./project-folder.ts";
import { readPublication } from "./read-publication.ts";
import { runProcess } from "./run-process.ts";

/**
 * `npm run package`: the installers for this system, in release/. `-- --folder`: the application as installed, without
 * an installer. `-- --stand-in`: the same on a folder that stands in for Electron, offline, for the packaging tests
 * (Linux). docs/packaging.md says what each proves.
 */

const UNREACHABLE =
  "Electron or a tool that makes installers could not be downloaded (github.com must be reachable, or the files must be\n" +
  "in the cache that docs/packaging.md names). `npm run package -- --stand-in` packs without them, for the tests.";

const words = process.argv.slice(2);
const known = ["--folder", "--stand-in"];
const unknown = words.filter((word) => !known.includes(word));
if (unknown.length > 0) {
  console.error(`npm run package knows ${known.join(" and ")}, not ${unknown.join(" ")}.`);
  process.exit(2);
}
const standIn = words.includes("--stand-in");

await ensureBuilt(() => console.log("Building the application…"));
try {
  await packApp({
    output: join(projectFolder, standIn ? ".cache/package/stand-in" : "release"),
    target: standIn || words.includes("--folder") ? "folder" : "installers",
    standIn: standIn ? await makeStandIn() : null,
    publication: readPublication(process.env),
  });
} catch (thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  console.error(`\n${isUnreachable(message) ? UNREACHABLE : message}`);
  process.exitCode = 1;
}

/** The stand-in is test code: it is started from outside, never imported. */
async function makeStandIn(): Promise<string> {
  const folder = join(projectFolder, ".cache/package/stand-in-electron");
  const maker = join(projectFolder, "tests/packaging/make-stand-in.ts");
  const run = await runProcess(process.execPath, [maker, folder]);
  if (run.code !== 0) throw new Error(run.output);
  return folder;
}

function isUnreachable(message: string): boolean {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|fetch failed|getaddrinfo|HTTPError|Response code|status code|cannot resolve|socket hang up/i.test(
    message,
  );
}
