import { useTranslation } from "react-i18next";
import { attributeOf, type Referential } from "../../shared/model/index.ts";
import { findingWords } from "./finding-words.ts";
import { chooseLanguage } from "./i18n/index.ts";

/** What is wrong, after the name of the field it is about, where the model has that field. */
export function FindingSentence({
  finding,
  model,
}: {
  readonly finding: Parameters<typeof findingWords>[0];
  readonly model: Referential | undefined;
}) {
  const { t, i18n } = useTranslation();
  const language = chooseLanguage(i18n.language);
  const field = model && finding.attribute ? attributeOf(model, finding.attribute) : undefined;
  return (
    <>
      {field && <strong>{field.label[language]} · </strong>}
      {findingWords(finding, model, language, t)}
    </>
  );
}
