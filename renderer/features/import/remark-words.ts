import type { TFunction } from "i18next";
import type { ImportRemark } from "../../../shared/exchange/import/index.ts";
import type { Language, Referential } from "../../../shared/model/index.ts";
import { findingWords } from "../../app/finding-words.ts";
import { showBlanks } from "./show-blanks.ts";

/** The sentence of an import remark: a rule of the import, a cell that could not be read, or a finding of the rules. */
export function remarkWords(
  remark: ImportRemark,
  referential: Referential | undefined,
  language: Language,
  t: TFunction,
): string {
  const { rule, details, value } = remark;
  if (rule === "tidied") {
    const kept = textOf(details["kept"]);
    return t("import:remark.tidied", { value: showBlanks(value, kept), kept });
  }
  if (rule.startsWith("import-")) return t(`import:remark.${rule}`, { ...details, value });
  const expected = details["expected"];
  if (typeof expected === "string" && details["text"] !== undefined)
    return t(`import:remark.unreadable-${rule}`, {
      text: textOf(details["text"]),
      expected: t(`import:expected.${expected}`, { defaultValue: expected }),
    });
  const finding = {
    rule,
    details,
    ...(remark.attribute === null ? {} : { attribute: remark.attribute }),
    ...(value === "" ? {} : { value }),
  };
  return findingWords(finding as Parameters<typeof findingWords>[0], referential, language, t);
}

/** What a group of remarks is about, in a few words. */
export const remarkTitle = (rule: string, t: TFunction): string =>
  rule === "tidied" || rule.startsWith("import-")
    ? t(`import:rule.${rule}`)
    : t(`findings:rule.${rule}.title`);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
