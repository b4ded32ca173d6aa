import { describe, expect, it } from "vitest";
import { WORKFLOWS } from "../../tests/fixtures/workflow-cases.ts";
import type { JsonObject } from "../base/index.ts";
import { checkWorkflow, makeCompileSchema } from "./index.ts";
import { REFUSALS } from "./refusal.ts";
import { FAULTS } from "../base/index.ts";

const compileSchema = makeCompileSchema();
const stage = {
  id: "one",
  label: { fr: "Un", en: "One" },
  role: "accrediteur",
  rule: { kind: "first" },
  ifNobody: "reject",
};
const document = {
  id: "simple",
  version: 1,
  label: { fr: "Simple", en: "Simple" },
  stages: [stage],
};
const problemsOf = (value: unknown): readonly string[] => {
  const result = checkWorkflow(value, compileSchema);
  return result.ok ? [] : result.error.map((problem) => `${problem.pointer} ${problem.keyword}`);
};

describe("checkWorkflow", () => {
  it("[W1] accepts every circuit of the stories, and types it unchanged", () => {
    for (const workflow of Object.values(WORKFLOWS))
      expect(checkWorkflow(workflow, compileSchema)).toEqual({ ok: true, value: workflow });
  });

  it.each([
    ["not an object", "text", " type"],
    ["no stage", { ...document, stages: [] }, "/stages minItems"],
    ["no label", { ...document, label: { fr: "Simple" } }, "/label required"],
    ["an unknown member", { ...document, extra: 1 }, " additionalProperties"],
    [
      "an unknown role",
      { ...document, stages: [{ ...stage, role: "king" }] },
      "/stages/0/role enum",
    ],
    [
      "an implicit approval",
      { ...document, stages: [{ ...stage, ifNobody: "approve" }] },
      "/stages/0/ifNobody const",
    ],
    [
      "a quorum of nobody",
      { ...document, stages: [{ ...stage, rule: { kind: "quorum", k: 0 } }] },
      "/stages/0/rule/k minimum",
    ],
    ["a version that is no number", { ...document, version: "1" }, "/version type"],
  ])("[W1] names the place: %s", (_name, value, expected) => {
    expect(problemsOf(value)).toContain(expected);
  });

  it("[W2] finds what a schema cannot say", () => {
    expect(problemsOf({ ...document, stages: [stage, stage] })).toEqual(["/stages/1/id unique"]);
    expect(
      problemsOf({
        ...document,
        stages: [{ ...stage, persons: ["ann"], rule: { kind: "quorum", k: 2 } }],
      }),
    ).toEqual(["/stages/0/rule/k quorum"]);
  });

  it("[W3] a guard has no reference, no pattern and a bounded depth", () => {
    const guarded = (entry: JsonObject): unknown => ({
      ...document,
      stages: [{ ...stage, entry }],
    });
    const deep = Array.from({ length: 40 }).reduce<JsonObject>((inner) => ({ not: inner }), {});

    expect(problemsOf(guarded({ properties: { warnings: { maximum: 0 } } }))).toEqual([]);
    expect(problemsOf(guarded({ $ref: "https://example.org/schema" }))).toContain(
      "/stages/0/entry additionalProperties",
    );
    expect(problemsOf(guarded({ properties: { title: { pattern: "(a+)+$" } } }))).toContain(
      "/stages/0/entry/properties/title additionalProperties",
    );
    expect(problemsOf(guarded(deep))).toEqual([" depth"]);
    expect(problemsOf(JSON.parse('{"__proto__":{"id":"x"}}'))).toContain(" required");
  });
});

it("[RF1] every refusal travels as a known fault", () => {
  expect(Object.values(REFUSALS).filter((code) => !Object.hasOwn(FAULTS, code))).toEqual([]);
});
