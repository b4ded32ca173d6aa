import { describe, expect, it } from "vitest";
import {
  canonicalText,
  contentOf,
  copiedText,
  editedText,
  readDate,
  shownText,
} from "./cell-text.ts";
import type { GridColumn } from "./grid-props.ts";

const words = { language: "fr", yes: "Oui", no: "Non" };
const column = (kind: GridColumn["kind"], more: Partial<GridColumn> = {}): GridColumn => ({
  id: "c",
  title: "C",
  kind,
  ...more,
});
const options = [
  { value: "UMR", label: "Unité mixte de recherche" },
  { value: "EA", label: "Équipe d’accueil" },
];

describe("cell text", () => {
  it("[X1] reads dates as French people type them and leaves the rest as typed", () => {
    expect(
      ["31/08/2026", "1/9/2026", "31.08.26", "31082026", "2026-08-31", "31/02/2026", "été"].map(
        readDate,
      ),
    ).toEqual([
      "2026-08-31",
      "2026-09-01",
      "2026-08-31",
      "2026-08-31",
      "2026-08-31",
      "31/02/2026",
      "été",
    ]);
    expect(["29/02/2024", "29/02/2026"].map(readDate)).toEqual(["2024-02-29", "29/02/2026"]);
  });

  it("[X2] reads numbers, yes and no, and labels of options without accents or case", () => {
    expect([
      canonicalText(column("number"), "2\u202f005,50", words),
      canonicalText(column("number"), "12 abc", words),
      canonicalText(column("boolean"), "OUI", words),
      canonicalText(column("boolean"), "peut-être", words),
      canonicalText(column("enum", { options }), "equipe d’accueil", words),
      canonicalText(column("enum", { options }), "inconnu", words),
      canonicalText(column("text"), "  deux\r\nlignes ", words),
      canonicalText(column("multiline"), "deux\r\nlignes\n", words),
    ]).toEqual([
      "2005.50",
      "12 abc",
      "true",
      "peut-être",
      "EA",
      "inconnu",
      "deux lignes",
      "deux\nlignes",
    ]);
  });

  it("[X3] several values travel one per line, without empty ones", () => {
    expect([
      canonicalText(column("reference", { multiple: true }), "A12 ; B7\n\n", words),
      canonicalText(column("date", { multiple: true }), "1/1/2026\n2/1/2026", words),
      shownText(column("date", { multiple: true }), { value: "2026-01-01\n2026-01-02" }, words),
    ]).toEqual(["A12\nB7", "2026-01-01\n2026-01-02", "01/01/2026 ; 02/01/2026"]);
  });

  it("[X4] shows values in French form, copies them for a spreadsheet, edits them as typed", () => {
    const number = { value: "2005.5" };
    expect([
      shownText(column("number"), number, words),
      copiedText(column("number"), number, words),
      editedText(column("number"), number, words),
      shownText(column("date"), { value: "2026-08-31" }, words),
      shownText(column("boolean"), { value: "false" }, words),
      shownText(column("enum", { options }), { value: "EA" }, words),
    ]).toEqual(["2\u202f005,5", "2005,5", "2005,5", "31/08/2026", "Non", "Équipe d’accueil"]);
  });

  it("[X5] a reference shows its label and copies what it is told to", () => {
    const content = { value: "0190-id", text: "Institut de chimie", copy: "UMR5246" };
    expect([
      shownText(column("reference"), content, words),
      copiedText(column("reference"), content, words),
      editedText(column("reference"), content, words),
    ]).toEqual(["Institut de chimie", "UMR5246", "Institut de chimie"]);
  });

  it("[X6] what is copied is read back as the same value", () => {
    const cases = [
      [column("number"), "2005.5"],
      [column("date"), "2026-08-31"],
      [column("boolean"), "true"],
      [column("enum", { options }), "UMR"],
      [column("multiline"), "a\nb"],
    ] as const;
    expect(
      cases.map(([one, value]) => canonicalText(one, copiedText(one, { value }, words), words)),
    ).toEqual(cases.map(([, value]) => value));
  });

  it("[X7] an absent cell is empty, a bare string is its value", () => {
    const row = { id: "1", cells: { a: "x", b: { value: "y", state: "draft" as const } } };
    expect(["a", "b", "c"].map((id) => contentOf(row, id))).toEqual([
      { value: "x" },
      { value: "y", state: "draft" },
      { value: "" },
    ]);
  });
});
