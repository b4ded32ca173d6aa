export type {
  Attribute,
  AttributeKind,
  Choice,
  ConfidentialityClass,
  DatedLink,
  DeriveRule,
  FormSection,
  Hierarchy,
  IdentifierKind,
  Language,
  LocalisedText,
  Normalisation,
  Referential,
  ReferenceRule,
  Severity,
  UniquenessRule,
} from "./referential.ts";
export { checkModelSet } from "./check-model-set.ts";
export type { ModelSetProblem } from "./check-model-set.ts";
export { checkReferential, checkReferentialText } from "./check-referential.ts";
export { attributeOf, compileReferential } from "./compile-referential.ts";
export { deriveValues } from "./derive-values.ts";
export { displayValue } from "./display-value.ts";
export type { ShowReference } from "./display-value.ts";
export { emptyValue, withoutEmptyValues } from "./empty-value.ts";
export { formSchemaOf } from "./form-schema-of.ts";
export type { FormSchema } from "./form-schema-of.ts";
export { readDate, writeDate } from "./french-date.ts";
export { holdsPersonalData } from "./holds-personal-data.ts";
export { KEY_PREFIX, keyInReference, keyOf, keyReference, titleOf } from "./key-of.ts";
export type { ModelProblem } from "./model-problem.ts";
export { daysOf, periodOf, shownEnd, storedEnd } from "./period-end.ts";
export { tidyIdentifier } from "./tidy-identifier.ts";
export { tidyValue } from "./tidy-value.ts";
export type { ResolveReference, TidyRefusal, TidyValue } from "./tidy-value.ts";
