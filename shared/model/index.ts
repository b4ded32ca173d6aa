export type {
  Attribute, AttributeKind, ConfidentialityClass, DatedLink, FormSection, Hierarchy, IdentifierKind, LocalisedText, Normalisation,
  Referential, ReferenceRule, Severity, UniquenessRule,
} from './referential.ts'
