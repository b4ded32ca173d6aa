import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFolder } from "../../build/project-folder.ts";
import { runProcess } from "../../build/run-process.ts";
import {
  compareWithExceptions,
  findingsOfAudit,
  readExceptions,
  type AuditReport,
} from "./security-exceptions.ts";

const exceptions = readExceptions();
const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

describe("the exceptions to the security checks", () => {
  it("[S-9] each has its reason, its date, and an end within a year", () => {
    const bad = exceptions.filter(
      ({ reason, since, until }) =>
        reason.length < 40 ||
        !isDate(since) ||
        !isDate(until) ||
        Date.parse(until) - Date.parse(since) > 366 * 24 * 3600 * 1000,
    );
    expect(bad).toEqual([]);
  });

  it("[S-9] none has expired: look at it again, then set a new date or mend what it excuses", () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(exceptions.filter(({ until }) => until < today)).toEqual([]);
  });

  it("[S-9] docs/security-exceptions.md says the same", () => {
    const page = readFileSync(join(projectFolder, "docs/security-exceptions.md"), "utf8");
    const rows = page
      .split("\n")
      .filter((line) => /^\| (electronegativity|npm audit) \|/.test(line));
    expect(rows).toEqual(
      exceptions.map(
        ({ tool, finding, where, reason, since, until }) =>
          `| ${tool} | \`${finding}\` | ${where} | ${reason} | ${since} | ${until} |`,
      ),
    );
  });
});

describe("npm audit", () => {
  const planted: AuditReport = {
    auditReportVersion: 2,
    vulnerabilities: {
      fastify: { via: ["send", { url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc" }] },
      send: { via: [{ url: "https://github.com/advisories/GHSA-dddd-eeee-ffff" }] },
    },
  };

  it("[S-9] a vulnerability without an exception, and an exception without one, are seen", () => {
    const excused = [
      { finding: "GHSA-dddd-eeee-ffff", where: "send" },
      { finding: "GHSA-gggg-hhhh-iiii", where: "pg" },
    ];
    expect(compareWithExceptions(findingsOfAudit(planted), excused)).toEqual({
      unexcused: ["GHSA-aaaa-bbbb-cccc in fastify"],
      unused: ["GHSA-gggg-hhhh-iiii in pg"],
    });
  });

  it("[S-9] what ships and what serves has no known vulnerability but the excused ones", async ({
    skip,
  }) => {
    const report = await askRegistry();
    if (report === null) return skip("the registry answers no audit here");
    expect(
      compareWithExceptions(
        findingsOfAudit(report),
        exceptions.filter(({ tool }) => tool === "npm audit"),
      ),
    ).toEqual({ unexcused: [], unused: [] });
  });
});

/** The report, or null where there is no network or a registry without audits. */
async function askRegistry(): Promise<AuditReport | null> {
  const { output } = await runProcess(
    "npm",
    ["audit", "--omit=dev", "--json", "--fetch-retries=0"],
    {
      deadline: 60_000,
    },
  );
  const from = output.indexOf("{");
  try {
    const report = JSON.parse(
      output.slice(from, output.lastIndexOf("}") + 1),
    ) as Partial<AuditReport>;
    const { auditReportVersion, vulnerabilities } = report;
    return auditReportVersion === undefined || vulnerabilities === undefined
      ? null
      : { auditReportVersion, vulnerabilities };
  } catch {
    return null;
  }
}
