import type { IsoDate } from "../../../shared/base/index.ts";
import { foldText } from "../../../shared/base/index.ts";
import { readDate } from "../../../shared/model/index.ts";
import { stateAt } from "../../../shared/record/index.ts";
import type { Filter, ViewQuery } from "../data-api.ts";
import type { Column } from "./column.ts";
import { recordState } from "./record-state.ts";
import type { Marks } from "./record-state.ts";
import type { ReferentialSet } from "./referential-set.ts";

type Test = (slot: number) => boolean;

/** Marks, by slot, what a question keeps; `leftOut` names an attribute whose own filter does not count (facets). */
export function filterSlots(
  set: ReferentialSet,
  query: ViewQuery,
  marks: Marks,
  today: IsoDate,
  leftOut: string | null = null,
): Uint8Array {
  const { table } = set;
  const kept = new Uint8Array(table.shown.length);
  const candidates = candidatesOf(set, query);
  const tests = query.filters
    .filter(
      (filter) => leftOut === null || !("attribute" in filter) || filter.attribute !== leftOut,
    )
    .map((filter) => testOf(set, filter, marks, today));
  const { asAt } = query;
  if (asAt !== null)
    tests.push((slot) => {
      const record = table.shown[slot];
      const state = record && stateAt(record, set.referential, asAt);
      return state === "active" || state === "unknown";
    });
  const consider = (slot: number): void => {
    if (table.shown[slot] && tests.every((test) => test(slot))) kept[slot] = 1;
  };
  if (candidates) candidates.forEach(consider);
  else for (let slot = 0; slot < kept.length; slot += 1) consider(slot);
  return kept;
}

/** Slots worth testing; null = all. */
function candidatesOf(set: ReferentialSet, query: ViewQuery): readonly number[] | null {
  const only = query.only?.flatMap((id) => set.table.slotOf(id) ?? []) ?? null;
  const found = set.search.search(query.search);
  if (!only || !found) return only ?? found;
  const wanted = new Set(only);
  return found.filter((slot) => wanted.has(slot));
}

function testOf(set: ReferentialSet, filter: Filter, marks: Marks, today: IsoDate): Test {
  switch (filter.kind) {
    case "text": {
      const column = set.column(filter.attribute);
      return column ? textTest(column, filter) : () => false;
    }
    case "values": {
      const texts = set.column(filter.attribute)?.texts() ?? [];
      const wanted = new Set(filter.texts);
      return (slot) => wanted.has(texts[slot] ?? "");
    }
    case "range": {
      const column = set.column(filter.attribute);
      return column ? rangeTest(column, filter.from, filter.to) : () => false;
    }
    case "state": {
      const wanted = new Set(filter.states);
      return (slot) => wanted.has(recordState(set, slot, marks, today));
    }
    case "finding":
      return (slot) => {
        const id = set.table.ids[slot];
        return (
          id !== undefined &&
          marks
            .findingsOf(id)
            .some(
              (finding) =>
                (filter.rule === undefined || finding.rule === filter.rule) &&
                (filter.severity === undefined || finding.severity === filter.severity) &&
                (filter.severities === undefined || filter.severities.includes(finding.severity)) &&
                (filter.attribute === undefined || finding.attribute === filter.attribute),
            )
        );
      };
  }
}

function textTest(column: Column, filter: Extract<Filter, { kind: "text" }>): Test {
  const folds = column.folds();
  const wanted = foldText(filter.text ?? "");
  switch (filter.test) {
    case "contains":
      return (slot) => (folds[slot] ?? "").includes(wanted);
    case "not-contains":
      return (slot) => !(folds[slot] ?? "").includes(wanted);
    case "equals":
      return (slot) => folds[slot] === wanted;
    case "not-equals":
      return (slot) => folds[slot] !== wanted;
    case "ends":
      return (slot) => (folds[slot] ?? "").endsWith(wanted);
    case "starts":
      return (slot) => (folds[slot] ?? "").startsWith(wanted);
    case "empty":
      return (slot) => folds[slot] === "";
    case "filled":
      return (slot) => folds[slot] !== "";
  }
}

/** Bounds as typed: numbers for numbers, French or ISO dates for dates, both ends included; a list is in when one element is. */
function rangeTest(column: Column, from: string | undefined, to: string | undefined): Test {
  if (column.attribute.kind === "integer" || column.attribute.kind === "number") {
    const low = from === undefined || from === "" ? -Infinity : Number(from.replace(",", "."));
    const high = to === undefined || to === "" ? Infinity : Number(to.replace(",", "."));
    return (slot) =>
      valuesAt(column, slot).some(
        (value) => typeof value === "number" && value >= low && value <= high,
      );
  }
  const low = from === undefined || from === "" ? "" : (readDate(from) ?? from);
  const high = to === undefined || to === "" ? "\uffff" : `${readDate(to) ?? to}\uffff`;
  return (slot) =>
    valuesAt(column, slot).some(
      (value) => typeof value === "string" && value >= low && value <= high,
    );
}

function valuesAt(column: Column, slot: number): readonly unknown[] {
  const value = column.value(slot);
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
