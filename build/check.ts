import { availableParallelism } from "node:os";
import { scriptOf } from "./project-folder.ts";
import { runProcess, type Run } from "./run-process.ts";

/**
 * `npm run check`: every guard that needs no test run, side by side, with one summary.
 * `npm run check -- lint types` runs only those whose name begins so.
 */

interface Step {
  readonly name: string;
  readonly about: string;
  readonly script: string;
  readonly args: readonly string[];
}

const steps: readonly Step[] = [
  {
    name: "types",
    about: "TypeScript, the whole project",
    script: scriptOf("typescript", "tsc"),
    args: ["-p", "tsconfig.json", "--noEmit"],
  },
  {
    name: "types-shared",
    about: "shared/ alone: no DOM, no Node",
    script: scriptOf("typescript", "tsc"),
    args: ["-p", "shared/tsconfig.json", "--noEmit"],
  },
  {
    name: "lint",
    about: "rules that need types, and the purity of shared/",
    script: scriptOf("oxlint"),
    args: ["--deny-warnings"],
  },
  {
    name: "imports",
    about: "who may import whom",
    script: scriptOf("dependency-cruiser", "depcruise"),
    args: ["--config", ".dependency-cruiser.cjs", "--output-type", "err-long", "."],
  },
  {
    name: "dead-code",
    about: "files, exports and packages that nobody uses",
    script: scriptOf("knip"),
    args: ["--no-progress"],
  },
  { name: "format", about: "one formatter", script: scriptOf("oxfmt"), args: ["--check", "."] },
];

const wanted = process.argv.slice(2);
const chosen = steps.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)),
);
if (chosen.length === 0) {
  console.error(
    `No check is called ${wanted.join(" ")}. There are: ${steps.map((s) => s.name).join(", ")}.`,
  );
  process.exit(2);
}

const results = new Map<Step, Run>();
const waiting = [...chosen];

/** Takes steps one after the other until none is left; two or more of these run side by side. */
async function work(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const run = await runProcess(process.execPath, [step.script, ...step.args], {
      env: { FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
    });
    results.set(step, run);
    if (run.code !== 0) console.log(`\n── ${step.name} ──\n${run.output.trimEnd()}`);
  }
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism() - 1) }, work));

console.log("");
for (const step of chosen) {
  const run = results.get(step);
  const verdict = run?.code === 0 ? "ok    " : "FAILED";
  const seconds = ((run?.milliseconds ?? 0) / 1000).toFixed(1).padStart(5);
  console.log(`${verdict} ${seconds} s  ${step.name.padEnd(13)} ${step.about}`);
}
const failed = chosen.filter((step) => results.get(step)?.code !== 0);
console.log(
  failed.length === 0
    ? "\nAll checks pass."
    : `\n${failed.length} of ${chosen.length} checks fail: ${failed.map((s) => s.name).join(", ")}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
