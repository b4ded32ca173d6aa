import type { TFunction } from "i18next";
import { writeCsv } from "../../../shared/exchange/files/write-csv.ts";
import { attributeOf, type Language, type Referential } from "../../../shared/model/index.ts";
import { findingWords } from "../../app/finding-words.ts";
import type { DataApi, FindingGroup, FindingLine } from "../../data-worker/data-api.ts";

const PAGE = 1000;

/** Every finding as delimited text that a spreadsheet opens, formulas neutralised: one line each, in the words of the screen. */
export async function exportFindings(
  data: Pick<DataApi, "findingLines">,
  groups: readonly FindingGroup[],
  models: ReadonlyMap<string, Referential>,
  language: Language,
  t: TFunction,
): Promise<Uint8Array> {
  const rows: (readonly string[])[] = [];
  for (const group of groups) {
    for (let from = 0; from < group.count; from += PAGE) {
      const lines = await data.findingLines(group, from, from + PAGE);
      for (const line of lines) rows.push(rowOf(line, models.get(line.referential), language, t));
      if (lines.length < PAGE) break;
    }
  }
  const titles = [
    "severity",
    "rule",
    "referential",
    "key",
    "label",
    "field",
    "sentence",
    "waived",
  ] as const;
  return writeCsv({
    name: t("findings:title"),
    columns: titles.map((title) => ({ title: t(`findings:column.${title}`) })),
    rows,
  });
}

function rowOf(
  line: FindingLine,
  referential: Referential | undefined,
  language: Language,
  t: TFunction,
): readonly string[] {
  return [
    t(`findings:severityWord.${line.severity}`),
    t(`findings:rule.${line.rule}.title`),
    referential?.label[language] ?? line.referential,
    line.key,
    line.title,
    line.attribute === undefined || !referential
      ? ""
      : (attributeOf(referential, line.attribute)?.label[language] ?? line.attribute),
    findingWords(line, referential, language, t),
    line.waived ? t("findings:yes") : "",
  ];
}
