import { describe, expect, it } from "vitest";
import { makeUuidV7 } from "../../base/index.ts";
import type { RecordId, ReferentialId } from "../../base/index.ts";
import { compileReferential } from "../../model/index.ts";
import { applyPatch } from "../../record/index.ts";
import type { RecordData } from "../../record/index.ts";
import type { Finding } from "../../rules/index.ts";
import nacresDocument from "../../referentials/documents/nacres.json" with { type: "json" };
import { startImport } from "./import-session.ts";
import type { ColumnMapping, ImportMode, ImportOutcome, ImportTarget } from "./import-types.ts";
import { matchTextOf } from "./match-text.ts";

const nacres = compileReferential(nacresDocument as never);
const NACRES = "nacres" as ReferentialId;

/** A plain map of records standing for the working set. */
function memoryTarget(check: ImportTarget["check"] = () => []) {
  const records = new Map<RecordId, RecordData>();
  let made = 0;
  const byKey = (key: string): RecordId[] =>
    [...records].filter(([, data]) => matchTextOf(["code"], data) === key).map(([id]) => id);
  const target: ImportTarget = {
    find: byKey,
    record: (id) => {
      const data = records.get(id);
      return data && { version: 1, accredited: data, current: data, withdrawn: false };
    },
    ids: () => records.keys(),
    resolve: (_referential, text) => byKey(text)[0],
    nextId: () => makeUuidV7(++made, new Uint8Array(10)) as RecordId,
    check,
  };
  const apply = (outcome: ImportOutcome): void => {
    for (const { change } of outcome.changes)
      records.set(change.recordId, applyPatch(records.get(change.recordId) ?? {}, change.patch));
  };
  return { target, records, apply };
}

const mapping: readonly ColumnMapping[] = [
  { column: 0, header: "Codes Nacres", attribute: "code" },
  { column: 1, header: "Libellé", attribute: "libelle" },
  { column: 2, header: "Compte", attribute: "compteMaintenance" },
];

function run(
  target: ImportTarget,
  mode: ImportMode,
  rows: readonly (readonly string[])[],
  closeOn: string | null = null,
): ImportOutcome {
  const session = startImport(
    nacres,
    {
      referential: NACRES,
      mode,
      mapping,
      matchOn: [],
      file: "essai.xlsx",
      sheet: "Feuil1",
      closeOn,
    },
    target,
  );
  session.addRows(rows.map((cells, index) => ({ row: index + 2, cells })));
  const finish = session.finish();
  for (;;) {
    const step = finish.next();
    if (step.done) return step.value;
  }
}

const TREE = [
  ["A", "Approvisionnements", ""],
  ["AA.01", "Pains", "60680000"],
  ["AA", "Alimentation", ""],
  ["AA.0", "Congelés", ""],
];

describe("startImport", () => {
  it("[I3] resolves the derived parent of every code, in any order of rows", () => {
    const { target, records, apply } = memoryTarget();

    apply(run(target, "upsert", TREE));

    const code = (id: unknown) => records.get(id as RecordId)?.["code"];
    expect([...records.values()].map((data) => [data["code"], code(data["parent"])])).toEqual([
      ["A", undefined],
      ["AA.01", "AA.0"],
      ["AA", "A"],
      ["AA.0", "AA"],
    ]);
  });

  it("[I2] keeps the tidied value and says so, by file row and column", () => {
    const { target } = memoryTarget();

    const outcome = run(target, "upsert", [["XB. 09", "Libellé ", ""]]);

    expect(outcome.remarks.filter((remark) => remark.attribute === "code")).toEqual([
      {
        row: 2,
        column: "Codes Nacres",
        value: "XB. 09",
        attribute: "code",
        severity: "info",
        rule: "tidied",
        details: { kept: "XB.09" },
      },
    ]);
  });

  it("[I9] the same file a second time changes nothing", () => {
    const { target, apply } = memoryTarget();
    apply(run(target, "upsert", TREE));

    expect(run(target, "upsert", TREE).counts).toEqual({
      rows: 4,
      created: 0,
      updated: 0,
      unchanged: 4,
      refused: 0,
      toClose: 0,
      tidied: 0,
      warnings: 0,
    });
  });

  it("[I4] [I5] refuses rows without a key, a second row for a record, and what the mode does not take", () => {
    const { target, apply } = memoryTarget();
    apply(run(target, "insert", [["A", "Approvisionnements", ""]]));
    const rules = (outcome: ImportOutcome) => outcome.remarks.map(({ row, rule }) => [row, rule]);

    expect(
      rules(
        run(target, "insert", [
          ["A", "Autre", ""],
          ["", "Sans code", ""],
          ["B", "Un", ""],
          ["B", "Deux", ""],
        ]),
      ),
    ).toEqual([
      [2, "import-exists"],
      [3, "import-key-missing"],
      [5, "import-duplicate-row"],
    ]);
    expect(rules(run(target, "update", [["C", "Absent", ""]]))).toEqual([[2, "import-absent"]]);
  });

  it("[I6] replace closes what is absent on the last valid day and deletes nothing", () => {
    const { target, records, apply } = memoryTarget();
    apply(
      run(target, "upsert", [
        ["A", "Un", ""],
        ["B", "Deux", ""],
      ]),
    );

    const outcome = run(target, "replace", [["A", "Un", ""]], "2026-08-31");
    apply(outcome);

    expect(outcome.counts).toEqual({
      rows: 1,
      created: 0,
      updated: 0,
      unchanged: 1,
      refused: 0,
      toClose: 1,
      tidied: 0,
      warnings: 0,
    });
    expect([...records.values()].map((data) => [data["code"], data["dateFin"]])).toEqual([
      ["A", undefined],
      ["B", "2026-09-01"],
    ]);
  });

  it("[I6] replace closes nothing while a row cannot be identified", () => {
    const { target, apply } = memoryTarget();
    apply(
      run(target, "upsert", [
        ["A", "Un", ""],
        ["B", "Deux", ""],
      ]),
    );

    const outcome = run(target, "replace", [["", "Sans code", ""]], "2026-08-31");

    expect([outcome.counts.toClose, outcome.remarks.map(({ rule }) => rule)]).toEqual([
      0,
      ["import-not-closable", "import-key-missing"],
    ]);
  });

  it("[I7] an empty mapped cell clears, an unmapped attribute stays", () => {
    const { target, records, apply } = memoryTarget();
    apply(run(target, "upsert", [["A", "Un", "60680000"]]));
    const [id] = [...records.keys()];
    records.set(id!, { ...records.get(id!), compteLocation: "61300000" });

    apply(run(target, "upsert", [["A", "Un", ""]]));

    expect(records.get(id!)).toEqual({ code: "A", libelle: "Un", compteLocation: "61300000" });
  });

  it("[I11] refuses a change of a record that another request holds, and takes a row that changes nothing", () => {
    const { target, apply } = memoryTarget();
    apply(
      run(target, "upsert", [
        ["A", "Un", ""],
        ["B", "Deux", ""],
      ]),
    );
    const held: ImportTarget = {
      ...target,
      record: (id) => {
        const record = target.record(id);
        return record && { ...record, held: { rule: "import-pending", title: "Demande du matin" } };
      },
    };

    const outcome = run(held, "upsert", [
      ["A", "Autre", ""],
      ["B", "Deux", ""],
    ]);

    expect([outcome.counts.refused, outcome.counts.unchanged]).toEqual([1, 1]);
    expect(outcome.remarks.map(({ row, rule, details }) => [row, rule, details])).toEqual([
      [2, "import-pending", { key: "A", request: "Demande du matin" }],
    ]);
  });

  it("[I8] [I10] a fatal finding refuses its row, and the rows that named it keep the key", () => {
    const fatal = (recordId: RecordId): Finding => ({
      severity: "fatale",
      rule: "shape",
      referential: NACRES,
      recordId,
      attribute: "code",
      details: {},
    });
    const { target } = memoryTarget((results) => {
      const fatals = [...results]
        .filter(([, data]) => data["code"] === "A")
        .map(([id]) => fatal(id));
      return [{ done: results.size, findings: fatals }];
    });

    const outcome = run(target, "upsert", [
      ["A", "Un", ""],
      ["AA", "Deux", ""],
    ]);

    expect(outcome.counts).toEqual({
      rows: 2,
      created: 1,
      updated: 0,
      unchanged: 0,
      refused: 1,
      toClose: 0,
      tidied: 0,
      warnings: 0,
    });
    expect(outcome.changes.map(({ change }) => change.patch["parent"])).toEqual([
      { after: "key:A" },
    ]);
  });
});
