import { resolve } from "node:path";
import { buildShellInto } from "./built-shell.ts";

/** `node tests/shell/build-shell.ts <folder>`: a built shell for INTENDANCE_SHELL_APP. */
const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder to build into.");
await buildShellInto(resolve(folder));
