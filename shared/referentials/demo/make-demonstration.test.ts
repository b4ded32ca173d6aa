import { beforeAll, describe, expect, it } from "vitest";
import { isUuidV7 } from "../../base/index.ts";
import { checkModelSet } from "../../model/index.ts";
import { createRuleContext, loadRecords, validateAll } from "../../rules/index.ts";
import type { Finding } from "../../rules/index.ts";
import { makeDemonstration, referentialDocuments } from "../index.ts";

const demonstration = makeDemonstration(1);
const everyRecord = demonstration.records.flatMap(({ records }) => records);
let found: readonly (readonly [string, Finding])[] = [];

beforeAll(() => {
  const models = checkModelSet(referentialDocuments);
  if (!models.ok) throw new Error(JSON.stringify(models.error));
  const context = createRuleContext(models.value);
  for (const { id } of models.value) loadRecords(context.index, id, []);
  for (const { referential, records } of demonstration.records)
    loadRecords(
      context.index,
      referential,
      records.map(({ id, data }) => [id, data] as const),
    );
  found = demonstration.records.flatMap(({ referential }) =>
    [...validateAll(context, referential, "submit")].flatMap((batch) =>
      batch.findings.map((finding) => [referential, finding] as const),
    ),
  );
});

describe("the demonstration establishment", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(makeDemonstration(1)).toEqual(demonstration);
    expect(makeDemonstration(2).records).not.toEqual(demonstration.records);
  });

  it("holds a few hundred structures, in several hierarchies, some of them closed or moved", () => {
    const structures = demonstration.records.find(
      ({ referential }) => referential === "structures-internes",
    )!.records;
    const attachments = structures.map(
      ({ data }) => (data["rattachementsFonctionnels"] ?? []) as readonly unknown[],
    );

    expect(structures.length).toBeGreaterThan(300);
    expect(structures.filter(({ data }) => data["dateFin"] !== undefined).length).toBeGreaterThan(
      3,
    );
    expect(attachments.filter((links) => links.length > 0).length).toBeGreaterThan(30);
    expect(everyRecord.every(({ id }) => isUuidV7(id))).toBe(true);
    expect(new Set(everyRecord.map(({ id }) => id)).size).toBe(everyRecord.length);
  });

  it("shows each kind of finding, none of them fatal", () => {
    const kinds = new Set(found.map(([, { rule, severity }]) => `${severity} ${rule}`));

    expect([...kinds].toSorted()).toEqual([
      "avertissement identifier-key",
      "avertissement reference-closed",
      "avertissement reference-unresolved",
      "avertissement unique",
      "erreur identifier-form",
      "erreur link-outside-period",
      "erreur period-inverted",
      "erreur several-parents",
    ]);
    expect(found.length).toBeLessThan(40);
  });

  it("uses only identifiers that no registry gives out", () => {
    const text = JSON.stringify(everyRecord.map(({ data }) => data));

    expect(text.match(/"(?!000)\d{7}[A-Z]"/g)).toBeNull();
    expect(text.match(/"(?!9999)\d{9}[A-Z]"/g)).toBeNull();
    expect(text.match(/"(?!000)(?:\d{9}|\d{14})"/g)).toBeNull();
  });

  it("has an account for each role", () => {
    const roles = new Set(
      demonstration.accounts.flatMap(({ rights }) => Object.values(rights).flat()),
    );

    expect([...roles].toSorted()).toEqual([
      "accrediteur",
      "administrateur",
      "intendant",
      "lecteur",
    ]);
    expect(new Set(demonstration.accounts.map(({ login }) => login)).size).toBe(
      demonstration.accounts.length,
    );
  });
});
