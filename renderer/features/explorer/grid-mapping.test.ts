import { describe, expect, it } from "vitest";
import type { RecordId, ReferentialId } from "../../../shared/base/index.ts";
import type { Attribute, Referential } from "../../../shared/model/index.ts";
import { cellEdits, gridRow, refusalWords, workerFilters } from "./grid-mapping.ts";

const attribute = (name: string, kind: Attribute["kind"], many = false): Attribute =>
  ({
    name,
    kind,
    many,
    listSeparator: ";",
    label: { fr: name, en: name },
    choices: [],
  }) as unknown as Attribute;
const attributes = [
  attribute("code", "code"),
  attribute("fin", "period-end"),
  attribute("actif", "boolean"),
  attribute("liens", "dated-links", true),
];
const referential = { attributes } as unknown as Referential;
const id = "r1" as RecordId;

describe("gridRow", () => {
  it("[EXP4] gives the grid its canonical values, marks and sentences", () => {
    const finding = {
      severity: "erreur",
      rule: "required",
      referential: "x" as ReferentialId,
      recordId: id,
      attribute: "code",
      details: {},
    } as const;
    const row = gridRow(
      {
        id,
        state: "draft-new",
        severity: "erreur",
        findings: [finding],
        cells: [
          { text: "" },
          { text: "31/08/2026", state: "draft", before: "31/08/2025" },
          { text: "Oui" },
          { text: "A (2015 →); B" },
        ],
      },
      attributes,
      "Oui",
      ({ rule }) => `!${rule}`,
    );

    expect(row).toEqual({
      id,
      state: "draft",
      severity: "error",
      muted: false,
      cells: {
        code: { value: "", findings: [{ severity: "error", message: "!required" }] },
        fin: { value: "2026-08-31", text: "31/08/2026", state: "draft", before: "31/08/2025" },
        actif: { value: "true", text: "Oui" },
        liens: { value: "A (2015 →)\nB" },
      },
    });
  });
});

describe("cellEdits", () => {
  it("[EXP5] joins lists with the separator of the model and numbers new rows", () => {
    expect(
      cellEdits(
        {
          gesture: "paste",
          cells: [{ rowId: "r1", columnId: "liens", text: "A\nB" }],
          newRows: [{ code: "N1" }, { code: "N2", fin: "2026-08-31" }],
        },
        referential,
      ),
    ).toEqual([
      { recordId: "r1", attribute: "liens", text: "A;B" },
      { recordId: null, row: 0, attribute: "code", text: "N1" },
      { recordId: null, row: 1, attribute: "code", text: "N2" },
      { recordId: null, row: 1, attribute: "fin", text: "2026-08-31" },
    ]);
  });
});

describe("workerFilters", () => {
  it("[EXP6] every filter of the grid reaches the worker", () => {
    expect(
      workerFilters(
        [
          { kind: "values", columnId: "code", values: ["A", ""] },
          { kind: "state", states: ["draft", "conflict"] },
          { kind: "finding", severities: ["warning"], columnId: "code" },
          {
            kind: "condition",
            columnId: "fin",
            operator: "between",
            operand: "2020-01-01",
            upTo: "2020-12-31",
          },
          { kind: "condition", columnId: "code", operator: "notEquals", operand: "A" },
          { kind: "condition", columnId: "fin", operator: "equals", operand: "2026-08-31" },
        ],
        referential,
        "fr",
      ),
    ).toEqual([
      { kind: "values", attribute: "code", texts: ["A", ""] },
      { kind: "state", states: ["draft", "draft-new", "conflict"] },
      { kind: "finding", severities: ["avertissement"], attribute: "code" },
      { kind: "range", attribute: "fin", from: "2020-01-01", to: "2020-12-31" },
      { kind: "text", attribute: "code", test: "not-equals", text: "A" },
      { kind: "text", attribute: "fin", test: "equals", text: "31/08/2026" },
    ]);
  });
});

describe("refusalWords", () => {
  const refused = (name: string, reason: "type" | "fatal") => ({
    recordId: id,
    attribute: name,
    text: "31/02/2027",
    reason,
  });

  it("says what is expected of a date or a number that cannot be read", () => {
    const dates = { attributes: [...attributes, attribute("effectif", "integer")] } as never;
    expect(refusalWords(refused("fin", "type"), dates)).toBe("date");
    expect(refusalWords(refused("effectif", "type"), dates)).toBe("number");
  });

  it("keeps any other reason as it is", () => {
    expect(refusalWords(refused("code", "type"), referential)).toBe("type");
    expect(refusalWords(refused("fin", "fatal"), referential)).toBe("fatal");
  });
});
