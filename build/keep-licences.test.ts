import { describe, expect, it } from "vitest";
import { keepLicences } from "./keep-licences.ts";
import type { PackageLicence } from "./list-licences.ts";

const ALLOWED = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  // permissive, asked for by electron-updater's packages
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MPL-2.0",
  // fonts
  "OFL-1.1",
  // argparse
  "Python-2.0",
];

describe("the licences of À propos", () => {
  it("each package of the bundle is named once, with a licence that lets us ship it", async () => {
    const { load } = keepLicences();
    const code = (load as (id: string) => string)("\0virtual:licences");
    const { licences } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      readonly licences: readonly PackageLicence[];
    };
    const names = licences.map(({ name, version }) => `${name}@${version}`);

    expect(licences.filter(({ licence }) => !ALLOWED.includes(licence))).toEqual([]);
    expect(names).toEqual([...new Set(names)]);
    for (const name of ["react", "ajv", "i18next", "@mui/material"])
      expect(licences.find((one) => one.name === name)).toMatchObject({ licence: "MIT" });
    expect(licences.find(({ name }) => name === "react")?.text).toContain("Permission is hereby");
    expect(names.some((name) => name.startsWith("fastify@"))).toBe(false);
  });
});
