import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../build/project-folder.ts";

/** A finding that was looked at and left, for a reason and for a time. */
export interface SecurityException {
  readonly tool: "electronegativity" | "npm audit";
  /** The tool's own name for it: a check, or the number of an advisory. */
  readonly finding: string;
  /** File under electron/ or package; N/A where the tool names none. */
  readonly where: string;
  readonly reason: string;
  /** ISO dates; `until` is when it must be looked at again. */
  readonly since: string;
  readonly until: string;
}

export interface Finding {
  readonly finding: string;
  readonly where: string;
}

/** docs/security-exceptions.json. */
export function readExceptions(): readonly SecurityException[] {
  const file = join(projectFolder, "docs/security-exceptions.json");
  return JSON.parse(readFileSync(file, "utf8")) as readonly SecurityException[];
}

/** Findings without an exception, and exceptions without a finding: both must be empty. */
export function compareWithExceptions(
  findings: readonly Finding[],
  exceptions: readonly Finding[],
): { readonly unexcused: readonly string[]; readonly unused: readonly string[] } {
  const found = new Set(findings.map(nameOf));
  const excused = new Set(exceptions.map(nameOf));
  return {
    unexcused: [...found].filter((name) => !excused.has(name)).sort(),
    unused: [...excused].filter((name) => !found.has(name)).sort(),
  };
}

const nameOf = ({ finding, where }: Finding): string => `${finding} in ${where}`;

interface Advisory {
  readonly url?: string;
}

/** Report of `npm audit --json`, as far as it is read here. */
export interface AuditReport {
  readonly auditReportVersion: number;
  readonly vulnerabilities: Readonly<
    Record<string, { readonly via: readonly (string | Advisory)[] }>
  >;
}

/** Every advisory by the package it is about; a package that merely depends on another adds nothing. */
export function findingsOfAudit({ vulnerabilities }: AuditReport): readonly Finding[] {
  return Object.entries(vulnerabilities).flatMap(([where, { via }]) =>
    via.flatMap((cause) =>
      typeof cause === "string"
        ? []
        : [{ finding: cause.url?.split("/").at(-1) ?? "unnamed advisory", where }],
    ),
  );
}
