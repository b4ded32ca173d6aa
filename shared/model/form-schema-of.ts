import { isJsonObject } from "../base/index.ts";
import type { JsonObject, JsonValue } from "../base/index.ts";
import type { Language } from "./referential.ts";
import { attributeOf } from "./compile-referential.ts";
import type { Attribute, Referential } from "./referential.ts";

/** What a generated form needs: a JSON Schema with titles, a uiSchema naming a widget by kind, and the sections in order. */
export type FormSchema = {
  readonly schema: JsonObject;
  readonly uiSchema: JsonObject;
  readonly sections: readonly { readonly title: string; readonly attributes: readonly string[] }[];
};

/**
 * The form of a référentiel in one language, from its model alone (MM15). Widgets are named by the kind of the attribute
 * (`reference`, `period-end`, `dated-links`…), never by its name. Nothing is required in the schema: a draft may be
 * incomplete (V2), the rules say what is missing; `ui:options.required` lets the screen mark the field.
 */
export function formSchemaOf(referential: Referential, language: Language): FormSchema {
  const placed = referential.layout.form.flatMap((section) => section.attributes);
  const left = referential.attributes
    .map((attribute) => attribute.name)
    .filter((name) => !placed.includes(name));
  const sections = referential.layout.form.map((section) => ({
    title: section.label[language],
    attributes: section.attributes,
  }));
  const order = [...placed, ...left];
  const attributes = order.flatMap((name) => attributeOf(referential, name) ?? []);
  return {
    schema: {
      type: "object",
      title: referential.singular[language],
      properties: Object.fromEntries(
        attributes.map((attribute) => [attribute.name, propertySchema(attribute, language)]),
      ),
    },
    uiSchema: {
      "ui:order": order,
      ...Object.fromEntries(attributes.map((attribute) => [attribute.name, uiSchemaOf(attribute)])),
    },
    sections: left.length > 0 ? [...sections, { title: "", attributes: left }] : sections,
  };
}

function propertySchema(attribute: Attribute, language: Language): JsonObject {
  const titled = {
    ...attribute.schema,
    title: attribute.label[language],
    ...(attribute.help ? { description: attribute.help[language] } : {}),
  };
  if (attribute.kind !== "choice") return titled;
  const oneOf = attribute.choices.map((choice) => ({
    const: choice.value,
    title: choice.label[language],
  }));
  const withoutEnum = (schema: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "enum"));
  const items: JsonValue | undefined = attribute.schema["items"];
  return attribute.many && isJsonObject(items)
    ? { ...titled, items: { ...withoutEnum(items), oneOf } }
    : { ...withoutEnum(titled), oneOf };
}

function uiSchemaOf(attribute: Attribute): JsonObject {
  const options: JsonObject = {
    attribute: attribute.name,
    kind: attribute.kind,
    many: attribute.many,
    required: attribute.required,
  };
  if (attribute.kind === "dated-links") return { "ui:field": "dated-links", "ui:options": options };
  return attribute.many
    ? { "ui:field": `${attribute.kind}-list`, "ui:options": options }
    : { "ui:widget": attribute.kind, "ui:options": options };
}
