import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { projectFolder } from "../build/project-folder.ts";
import type { Failure, TestReport } from "../build/test-report.ts";

/**
 * Vitest's side of `npm test`: writes a {@link TestReport} to a file. Vitest's own json report says nothing of an error
 * thrown outside every test, which fails its run all the same.
 */
export const reportVitest = (path: string): Reporter => ({
  onTestRunEnd: (modules, unhandled) =>
    writeFileSync(path, JSON.stringify(readVitest(modules, unhandled))),
});

function readVitest(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
): TestReport {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (...states: readonly string[]): number =>
    tests.filter((test) => states.includes(test.result().state)).length;
  const failures = [
    ...tests
      .filter((test) => test.result().state === "failed")
      .map((test) => failure(test.module, test.fullName, test.result().errors)),
    // A file that could not be loaded, or what a group prepares before its tests.
    ...modules
      .filter((module) => module.errors().length > 0)
      .map((module) => failure(module, "the file itself", module.errors())),
    ...modules
      .flatMap((module) => [...module.children.allSuites()])
      .filter((suite) => suite.errors().length > 0)
      .map((suite) => failure(suite.module, suite.fullName, suite.errors())),
    ...unhandled.map((error) => ({
      where: null,
      title: "an error outside any test",
      said: textOf([error]),
    })),
  ];
  return {
    passed: count("passed"),
    failed: failures.length,
    // A test never run was skipped by its author, or with its file: the file's failure is counted then.
    skipped: count("skipped", "pending"),
    failures,
  };
}

const failure = (
  module: TestModule,
  title: string,
  errors: readonly SerializedError[] | undefined,
): Failure => ({
  where: relative(projectFolder, module.moduleId),
  title: `${title} [${module.project.name}]`,
  said: textOf(errors ?? []),
});

const textOf = (errors: readonly SerializedError[]): string =>
  errors
    .map(
      ({ message, stack, diff }) => `${stack ?? message}\n${typeof diff === "string" ? diff : ""}`,
    )
    .join("\n\n");
