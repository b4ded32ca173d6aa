import { isJsonObject } from "../base/index.ts";
import type { JsonObject, JsonValue, ReferentialId } from "../base/index.ts";
import type {
  Attribute,
  AttributeKind,
  Choice,
  Hierarchy,
  LocalisedText,
  Normalisation,
  ReferenceRule,
  Referential,
  Severity,
  UniquenessRule,
} from "./referential.ts";

/** What a model document looks like once it was checked; only this file reads it. */
type AttributeDocument = JsonObject & {
  readonly type: string;
  readonly format?: string;
  readonly items?: JsonObject;
  readonly "x-label": LocalisedText;
  readonly "x-help"?: LocalisedText;
  readonly "x-kind"?: AttributeKind;
  readonly "x-reference"?: LinkDocument;
  readonly "x-dated-link"?: LinkDocument;
  readonly "x-identifier"?: Attribute["identifier"];
  readonly "x-class"?: Attribute["confidentiality"];
  readonly "x-normalise"?: Normalisation;
  readonly "x-choices"?: readonly Choice[];
  readonly "x-separator"?: string;
  readonly "x-width"?: number;
  readonly "x-aligned"?: string;
  readonly "x-severity"?: { readonly [rule: string]: Severity };
  readonly "x-aliases"?: readonly string[];
  readonly "x-derive"?: Attribute["derive"];
};
type LinkDocument = {
  readonly referential: ReferentialId;
  readonly unresolved?: Severity;
  readonly inverseLabel: LocalisedText;
  readonly startRequired?: boolean;
  readonly types?: readonly Choice[];
};
type RootDocument = {
  readonly required: readonly string[];
  readonly properties: { readonly [name: string]: AttributeDocument };
  readonly allOf?: JsonValue;
  readonly "x-referential": Omit<Referential, "period" | "unique" | "hierarchies" | "personal"> & {
    readonly personal?: boolean;
    readonly period?: { readonly from: string; readonly to: string };
    readonly unique?: readonly UniquenessRule[];
    readonly hierarchies?: readonly (Omit<Hierarchy, "multiParent" | "cycle"> & {
      readonly multiParent?: boolean;
      readonly cycle?: Severity;
    })[];
  };
};

const MAX_REFERENCE_LENGTH = 400;
const MAX_LINKS = 10_000;

/**
 * Makes a référentiel ready for use from a document that `checkReferential` accepted (MM1). Everything left out takes its
 * default here, so that no reader of a Referential knows a default.
 */
export function compileReferential(document: JsonObject): Referential {
  const root = document as unknown as RootDocument;
  const head = root["x-referential"];
  const hierarchies = (head.hierarchies ?? []).map((hierarchy) => ({
    id: hierarchy.id,
    label: hierarchy.label,
    attribute: hierarchy.attribute,
    multiParent: hierarchy.multiParent ?? false,
    cycle: hierarchy.cycle ?? "fatale",
  }));
  const governing = new Set(hierarchies.map((hierarchy) => hierarchy.attribute));
  const attributes = Object.entries(root.properties).map(([name, schema]) =>
    compileAttribute(name, schema, root.required.includes(name), governing.has(name)),
  );
  return {
    id: head.id,
    version: head.version,
    label: head.label,
    singular: head.singular,
    description: head.description,
    group: head.group,
    personal: head.personal ?? false,
    key: head.key,
    title: head.title,
    period: head.period ?? null,
    attributes,
    unique: head.unique ?? [],
    hierarchies,
    layout: head.layout,
    workflow: head.workflow,
    schema: schemaOf(root, attributes),
    document,
  };
}

/** Finds an attribute by name; undefined when the référentiel has none of that name. */
export function attributeOf(referential: Referential, name: string): Attribute | undefined {
  return referential.attributes.find((attribute) => attribute.name === name);
}

function compileAttribute(
  name: string,
  schema: AttributeDocument,
  required: boolean,
  governing: boolean,
): Attribute {
  const many = schema.type === "array";
  const kind = kindOf(schema);
  const link = schema["x-dated-link"] ?? schema["x-reference"];
  const choices = schema["x-choices"] ?? schema["x-dated-link"]?.types ?? [];
  const identifier = schema["x-identifier"] ?? null;
  return {
    name,
    kind,
    many,
    label: schema["x-label"],
    help: schema["x-help"] ?? null,
    required,
    confidentiality: schema["x-class"] ?? "interne",
    normalisation:
      schema["x-normalise"] ?? (kind === "code" || identifier !== null ? "code" : "texte"),
    identifier,
    choices,
    reference: link ? compileReference(link, governing) : null,
    listSeparator: schema["x-separator"] ?? ";",
    width: schema["x-width"] ?? WIDTHS[kind],
    aligned: schema["x-aligned"] ?? null,
    severities: schema["x-severity"] ?? {},
    aliases: schema["x-aliases"] ?? [],
    derive: schema["x-derive"] ?? null,
    schema: valueSchema(schema, kind, choices),
  };
}

const WIDTHS: { readonly [kind in AttributeKind]: number } = {
  text: 240,
  code: 140,
  multiline: 260,
  integer: 110,
  number: 110,
  boolean: 90,
  choice: 170,
  date: 120,
  "partial-date": 120,
  "period-end": 120,
  reference: 220,
  "dated-links": 260,
};

const compileReference = (link: LinkDocument, governing: boolean): ReferenceRule => ({
  referential: link.referential,
  unresolved: link.unresolved ?? "erreur",
  inverseLabel: link.inverseLabel,
  governing,
  startRequired: link.startRequired ?? false,
});

function kindOf(schema: AttributeDocument): AttributeKind {
  if (schema["x-dated-link"]) return "dated-links";
  if (schema["x-reference"]) return "reference";
  if (schema["x-choices"]) return "choice";
  if (schema["x-kind"]) return schema["x-kind"];
  const value = schema.type === "array" ? (schema.items ?? {}) : schema;
  if (value["type"] === "integer" || value["type"] === "number" || value["type"] === "boolean")
    return value["type"];
  if (value["format"] === "date") return "date";
  if (value["format"] === "partial-date") return "partial-date";
  return schema["x-identifier"] ? "code" : "text";
}

/** The JSON Schema of one value: our vocabulary taken out, and what it implies written in plain JSON Schema. */
function valueSchema(
  schema: AttributeDocument,
  kind: AttributeKind,
  choices: readonly Choice[],
): JsonObject {
  const plain = Object.fromEntries(
    Object.entries(schema).filter(
      ([keyword]) => !keyword.startsWith("x-") && keyword !== "$comment",
    ),
  );
  if (kind === "dated-links")
    return {
      maxItems: MAX_LINKS,
      ...plain,
      items: linkSchema(choices, schema["x-dated-link"]?.startRequired ?? false),
    };
  if (kind === "reference")
    return withItems(plain, { type: "string", minLength: 1, maxLength: MAX_REFERENCE_LENGTH });
  if (kind === "choice")
    return withItems(plain, { type: "string", enum: choices.map((choice) => choice.value) });
  return plain;
}

function withItems(plain: JsonObject, value: JsonObject): JsonObject {
  return plain["type"] === "array"
    ? { ...plain, items: { ...(isJsonObject(plain["items"]) ? plain["items"] : {}), ...value } }
    : { ...plain, ...value };
}

const linkSchema = (types: readonly Choice[], startRequired: boolean): JsonObject => ({
  type: "object",
  additionalProperties: false,
  required: startRequired ? ["target", "from"] : ["target"],
  properties: {
    target: { type: "string", minLength: 1, maxLength: MAX_REFERENCE_LENGTH },
    from: { type: "string", format: "partial-date" },
    to: { type: "string", format: "partial-date" },
    ...(types.length > 0
      ? { type: { type: "string", enum: types.map((type) => type.value) } }
      : {}),
  },
});

function schemaOf(root: RootDocument, attributes: readonly Attribute[]): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    additionalProperties: false,
    required: root.required,
    properties: Object.fromEntries(
      attributes.map((attribute) => [attribute.name, attribute.schema]),
    ),
    ...(root.allOf === undefined ? {} : { allOf: root.allOf }),
  };
}
