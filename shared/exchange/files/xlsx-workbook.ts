import { tooLarge, unreadable } from "./file-fault.ts";
import { inflateText, inflateWholeText, type InflateBudget } from "./inflate-entry.ts";
import type { FileLimits } from "./limits.ts";
import { builtInFormat, parseNumberFormat, type NumberFormat } from "./number-format.ts";
import { NO_SHARED_STRINGS, readSharedStrings, type SharedStrings } from "./shared-strings.ts";
import { elementsOf, refuseDoctype, sectionOf } from "./xml-text.ts";
import type { ZipDirectory, ZipEntry } from "./zip-directory.ts";

export type XlsxSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: ZipEntry;
};

/** What the rows of an .xlsx need besides their own sheet. */
export type XlsxWorkbook = {
  readonly sheets: readonly XlsxSheet[];
  readonly date1904: boolean;
  /** By style number of a cell. */
  readonly formats: readonly NumberFormat[];
  readonly sharedStrings: SharedStrings;
};

/**
 * Opens the small parts of an .xlsx or .xlsm: workbook, relations, styles, shared strings.
 * Faults: FILE_UNREADABLE, FILE_INFLATES_TOO_MUCH, FILE_TOO_LARGE.
 */
export function openXlsxWorkbook(
  bytes: Uint8Array,
  directory: ZipDirectory,
  budget: InflateBudget,
  limits: FileLimits,
): XlsxWorkbook {
  const textOf = (entry: ZipEntry | undefined): string => {
    if (entry === undefined) return "";
    const xml = inflateWholeText(bytes, entry, budget, limits);
    refuseDoctype(xml, entry.name);
    return xml;
  };
  const workbookName = findWorkbookPart(textOf(directory.find("_rels/.rels")));
  const workbookPart = directory.find(workbookName);
  if (workbookPart === undefined) throw unreadable("part-missing", { part: workbookName });
  const workbook = textOf(workbookPart);
  const relations = readRelations(
    textOf(directory.find(relationsPartOf(workbookName))),
    workbookName,
  );

  const sheets: XlsxSheet[] = [];
  for (const sheet of elementsOf(sectionOf(workbook, "sheets"), "sheet")) {
    const relation = relations.get(sheet.get("id") ?? "");
    if (relation === undefined || !relation.type.endsWith("/worksheet")) continue;
    const part = directory.find(relation.target);
    if (part === undefined) throw unreadable("part-missing", { part: relation.target });
    if (sheets.length >= limits.sheets) throw tooLarge("sheets", limits.sheets);
    sheets.push({
      name: sheet.get("name") ?? "",
      hidden: (sheet.get("state") ?? "visible") !== "visible",
      part,
    });
  }
  if (sheets.length === 0) throw unreadable("sheet-missing");

  const partOf = (type: string): ZipEntry | undefined => {
    const relation = [...relations.values()].find((candidate) => candidate.type.endsWith(type));
    return relation && directory.find(relation.target);
  };
  const [properties] = elementsOf(workbook, "workbookPr");
  const strings = partOf("/sharedStrings");
  if (strings && strings.size > limits.sharedStringBytes)
    throw tooLarge("part", limits.sharedStringBytes, { part: strings.name });
  return {
    sheets,
    date1904: ["1", "true", "on"].includes(properties?.get("date1904") ?? ""),
    formats: readCellFormats(textOf(partOf("/styles"))),
    sharedStrings: strings
      ? readSharedStrings(inflateText(bytes, strings, budget, limits), strings.name, limits)
      : NO_SHARED_STRINGS,
  };
}

/** The main part that the package announces; `xl/workbook.xml` when it does not say. */
export function findWorkbookPart(packageRelations: string): string {
  for (const relation of elementsOf(packageRelations, "Relationship")) {
    if (relation.get("Type")?.endsWith("/officeDocument")) {
      return (relation.get("Target") ?? "").replace(/^\/+/, "");
    }
  }
  return "xl/workbook.xml";
}

function relationsPartOf(name: string): string {
  const slash = name.lastIndexOf("/") + 1;
  return `${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`;
}

function readRelations(xml: string, source: string): Map<string, { type: string; target: string }> {
  const folder = source.slice(0, source.lastIndexOf("/") + 1);
  const relations = new Map<string, { type: string; target: string }>();
  for (const relation of elementsOf(xml, "Relationship")) {
    if (relation.get("TargetMode") === "External") continue;
    const target = relation.get("Target") ?? "";
    relations.set(relation.get("Id") ?? "", {
      type: relation.get("Type") ?? "",
      target: target.startsWith("/") ? target.slice(1) : resolveDots(folder + target),
    });
  }
  return relations;
}

function resolveDots(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

function readCellFormats(styles: string): NumberFormat[] {
  const own = new Map<number, NumberFormat>();
  for (const format of elementsOf(sectionOf(styles, "numFmts"), "numFmt")) {
    own.set(Number(format.get("numFmtId")), parseNumberFormat(format.get("formatCode") ?? ""));
  }
  return [...elementsOf(sectionOf(styles, "cellXfs"), "xf")].map((style) => {
    const id = Number(style.get("numFmtId") ?? 0);
    return own.get(id) ?? builtInFormat(id);
  });
}
