import type { JsonObject, ReferentialId } from "../base/index.ts";

/** A sentence or word in both languages; French is the reference. */
export type LocalisedText = { readonly fr: string; readonly en: string };

/** The languages of labels and of values written for people. */
export type Language = keyof LocalisedText;

/** Who may see a field at all (C1). An attribute without a class counts as `interne`: what is not classified does not leave (C5). */
export type ConfidentialityClass = "public" | "interne" | "confidentiel" | "personnel";

/** Four severities, from the least to the most serious (rules, section 8). */
export type Severity = "info" | "avertissement" | "erreur" | "fatale";

/** National and international identifiers whose check digits the core knows. */
export type IdentifierKind =
  | "uai"
  | "rnsr"
  | "siren"
  | "siret"
  | "tva-fr"
  | "orcid"
  | "isni"
  | "idref"
  | "ror"
  | "ine-bea"
  | "ine-nne"
  | "ines"
  | "ine-apprenti"
  | "nir"
  | "nacres"
  /** national code of a structure: RNSR number, UAI, SIREN or SIRET, told apart by their length */
  | "structure-esr";

/** How a typed or imported text is tidied before it is kept: visibly, never in silence. */
export type Normalisation = "texte" | "code" | "aucune";

/**
 * What a value of an attribute is, whatever the screen:
 * text and code (string), multiline (string with line feeds), integer, number, boolean, choice (closed list inside the document),
 * date (ISO day), partial-date (D4), period-end (exclusive end, shown as last valid day, D2; may be partial),
 * reference (RecordId or `key:…`), dated-links (array of DatedLink).
 */
export type AttributeKind =
  | "text"
  | "code"
  | "multiline"
  | "integer"
  | "number"
  | "boolean"
  | "choice"
  | "date"
  | "partial-date"
  | "period-end"
  | "reference"
  | "dated-links";

export type Choice = { readonly value: string; readonly label: LocalisedText };

/** One attribute of a référentiel, as the screens, the rules, the import and the merge see it. */
export type Attribute = {
  readonly name: string;
  readonly kind: AttributeKind;
  /** True for a list of values of that kind (a JSON array); dated-links are always lists. */
  readonly many: boolean;
  readonly label: LocalisedText;
  readonly help: LocalisedText | null;
  readonly required: boolean;
  readonly confidentiality: ConfidentialityClass;
  readonly normalisation: Normalisation;
  readonly identifier: IdentifierKind | null;
  /** Values of a choice; for dated-links, the closed list of link types (empty = links have no type). */
  readonly choices: readonly Choice[];
  readonly reference: ReferenceRule | null;
  /** Separators accepted inside one cell of a file for a list, e.g. `;`. */
  readonly listSeparator: string;
  /** Preferred width in the grid, in pixels. */
  readonly width: number;
  /** List kept in step, position by position, with this other list: its empty elements are kept (parallel lists of a file). */
  readonly aligned: string | null;
  /** Severity declared for a rule on this attribute, from the submission on; the table of shared/rules holds otherwise. */
  readonly severities: { readonly [rule: string]: Severity };
  /** Headers under which known files carry this attribute: first guess of the import's column mapping. */
  readonly aliases: readonly string[];
  /** How the value follows from another attribute when nothing was entered. */
  readonly derive: DeriveRule | null;
  /** The JSON Schema of the value. */
  readonly schema: JsonObject;
};

/**
 * How a value follows from others when nothing was entered. `prefixLengths`: a reference whose key is the longest prefix of
 * the code `from` having one of these lengths and shorter than the code (`AA.01` with 1, 2, 4 gives `AA.0`; a code without
 * such a prefix is a root). `firstOf`: the first of these attributes that has a value.
 */
export type DeriveRule =
  | { readonly from: string; readonly prefixLengths: readonly number[] }
  | { readonly firstOf: readonly string[] };

/** Where a reference or dated link points, and how serious a dangling one is (a dangling one is kept, never dropped). */
export type ReferenceRule = {
  readonly referential: ReferentialId;
  readonly unresolved: Severity;
  /** Label shown at the other end, e.g. "sous-structures" (R10: derived, never entered). */
  readonly inverseLabel: LocalisedText;
  /** True when the target governs the record (R4): the target must be in use for as long as the link holds. */
  readonly governing: boolean;
  /** True when a dated link must say when it starts (D3); otherwise an unknown start is data (D5). */
  readonly startRequired: boolean;
};

/** A link that holds over a half-open period (D1, D3). `from` absent = start unknown (D5). */
export type DatedLink = {
  readonly target: string;
  readonly from?: string;
  readonly to?: string;
  readonly type?: string;
};

/** A hierarchy carried by one reference or dated-link attribute (R9). */
export type Hierarchy = {
  readonly id: string;
  readonly label: LocalisedText;
  readonly attribute: string;
  readonly multiParent: boolean;
  /** How serious a cycle is: fatal in our own trees; a graph taken from an outside register may hold some. */
  readonly cycle: Severity;
};

export type UniquenessRule = {
  readonly id: string;
  readonly attributes: readonly string[];
  /** `exact` compares values, `plié` folded text (V6: the rule says its case policy). */
  readonly comparison: "exact" | "plié";
  readonly severity: Severity;
};

export type FormSection = { readonly label: LocalisedText; readonly attributes: readonly string[] };

/** A référentiel ready for use: made by `compileReferential` from a model document that was checked. */
export type Referential = {
  readonly id: ReferentialId;
  readonly version: number;
  readonly label: LocalisedText;
  readonly singular: LocalisedText;
  readonly description: LocalisedText;
  readonly group: "structures" | "personnes" | "nomenclatures" | "tiers" | "locaux";
  /** True when records are personal data: blocks are sealed on the laptop. */
  readonly personal: boolean;
  /** Attributes that form the business key, in order. */
  readonly key: readonly string[];
  /** Attribute shown as the label of a record. */
  readonly title: string;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly attributes: readonly Attribute[];
  readonly unique: readonly UniquenessRule[];
  readonly hierarchies: readonly Hierarchy[];
  readonly layout: {
    readonly list: readonly string[];
    readonly form: readonly FormSection[];
    /** Attributes fed to the search index, most important first. */
    readonly search: readonly string[];
  };
  /** Id of the workflow document that accredits changes. */
  readonly workflow: string;
  /** The plain JSON Schema 2020-12 of a record's data, without our vocabulary: what Ajv compiles. */
  readonly schema: JsonObject;
  /** The model document itself, as it was written. */
  readonly document: JsonObject;
};
