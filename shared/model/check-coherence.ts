import { isJsonObject } from "../base/index.ts";
import type { JsonObject } from "../base/index.ts";
import { checkPattern } from "./check-pattern.ts";
import { attributeOf } from "./compile-referential.ts";
import { pointerStep, problem } from "./model-problem.ts";
import type { ModelProblem } from "./model-problem.ts";
import type { Attribute, AttributeKind, Referential } from "./referential.ts";

const HEAD = "/x-referential";
const DATES: readonly AttributeKind[] = ["date", "partial-date"];

/** What the parts of one document must say of each other (MM4–MM8): names that exist, kinds that fit, patterns that are safe. */
export function checkCoherence(referential: Referential): readonly ModelProblem[] {
  return [
    ...checkRequired(referential),
    ...checkHead(referential),
    ...referential.attributes.flatMap((attribute) => checkAttribute(referential, attribute)),
    ...checkConditions(referential),
  ];
}

function unknownNames(
  referential: Referential,
  pointer: string,
  names: readonly string[],
): readonly ModelProblem[] {
  return names.flatMap((name, index) =>
    attributeOf(referential, name)
      ? []
      : [
          problem(
            `${pointer}/${String(index)}`,
            "unknown-attribute",
            "the name of an attribute in properties",
            name,
          ),
        ],
  );
}

function checkRequired(referential: Referential): readonly ModelProblem[] {
  const required = referential.schema["required"] as readonly string[];
  const keyOptional = referential.key.filter(
    (name) => attributeOf(referential, name) && !required.includes(name),
  );
  return [
    ...unknownNames(referential, "/required", required),
    ...keyOptional.map((name) =>
      problem("/required", "key-not-required", `the key attribute ${name} among the required ones`),
    ),
  ];
}

function checkHead(referential: Referential): readonly ModelProblem[] {
  const { key, title, period, unique, hierarchies, layout } = referential;
  const problems: ModelProblem[] = [
    ...unknownNames(referential, `${HEAD}/key`, key),
    ...unknownNames(referential, `${HEAD}/layout/list`, layout.list),
    ...unknownNames(referential, `${HEAD}/layout/search`, layout.search),
    ...layout.form.flatMap((section, index) =>
      unknownNames(
        referential,
        `${HEAD}/layout/form/${String(index)}/attributes`,
        section.attributes,
      ),
    ),
    ...unique.flatMap((rule, index) =>
      unknownNames(referential, `${HEAD}/unique/${String(index)}/attributes`, rule.attributes),
    ),
    ...duplicates(
      unique.map((rule) => rule.id),
      `${HEAD}/unique`,
    ),
    ...duplicates(
      hierarchies.map((hierarchy) => hierarchy.id),
      `${HEAD}/hierarchies`,
    ),
    ...duplicates(
      layout.form.flatMap((section) => section.attributes),
      `${HEAD}/layout/form`,
    ),
  ];
  for (const [index, name] of key.entries()) {
    const attribute = attributeOf(referential, name);
    if (
      attribute &&
      (attribute.many ||
        !["text", "code", "choice", "date", "partial-date", "integer", "reference"].includes(
          attribute.kind,
        ))
    ) {
      problems.push(
        problem(
          `${HEAD}/key/${String(index)}`,
          "key-kind",
          "a single text, code, choice, date, integer or reference",
          attribute.kind,
        ),
      );
    }
  }
  const titled = attributeOf(referential, title);
  if (!titled)
    problems.push(
      problem(
        `${HEAD}/title`,
        "unknown-attribute",
        "the name of an attribute in properties",
        title,
      ),
    );
  else if (titled.many || !["text", "code"].includes(titled.kind))
    problems.push(problem(`${HEAD}/title`, "title-kind", "a single text or code", titled.kind));
  if (period) {
    problems.push(
      ...checkKind(referential, `${HEAD}/period/from`, period.from, DATES),
      ...checkKind(referential, `${HEAD}/period/to`, period.to, ["period-end"]),
    );
  }
  for (const [index, hierarchy] of hierarchies.entries()) {
    const place = `${HEAD}/hierarchies/${String(index)}/attribute`;
    problems.push(
      ...checkKind(referential, place, hierarchy.attribute, ["reference", "dated-links"]),
    );
    const attribute = attributeOf(referential, hierarchy.attribute);
    if (attribute?.reference && attribute.reference.referential !== referential.id) {
      problems.push(
        problem(
          place,
          "hierarchy-target",
          `an attribute that points to ${referential.id} itself`,
          attribute.reference.referential,
        ),
      );
    }
  }
  return problems;
}

function checkKind(
  referential: Referential,
  pointer: string,
  name: string,
  kinds: readonly AttributeKind[],
): readonly ModelProblem[] {
  const attribute = attributeOf(referential, name);
  if (!attribute)
    return [problem(pointer, "unknown-attribute", "the name of an attribute in properties", name)];
  if (
    kinds.includes(attribute.kind) &&
    (!attribute.many || attribute.kind === "dated-links" || attribute.kind === "reference")
  )
    return [];
  return [
    problem(
      pointer,
      "attribute-kind",
      `an attribute of kind ${kinds.join(" or ")}`,
      attribute.kind,
    ),
  ];
}

function duplicates(names: readonly string[], pointer: string): readonly ModelProblem[] {
  return names
    .filter((name, index) => names.indexOf(name) < index)
    .map((name) => problem(pointer, "duplicate", "each name once", name));
}

function checkAttribute(referential: Referential, attribute: Attribute): readonly ModelProblem[] {
  const place = `/properties${pointerStep(attribute.name)}`;
  const source = (referential.document["properties"] as JsonObject)[attribute.name] as JsonObject;
  const items = isJsonObject(source["items"]) ? source["items"] : null;
  const says = (keyword: string): boolean => source[keyword] !== undefined;
  const problems: ModelProblem[] = [];
  const kinds = ["x-reference", "x-dated-link", "x-choices", "x-kind"].filter(says);
  if (kinds.length > 1)
    problems.push(
      problem(
        place,
        "several-kinds",
        "at most one of x-reference, x-dated-link, x-choices, x-kind",
        kinds.join(", "),
      ),
    );
  if (
    attribute.many &&
    items === null &&
    !["dated-links", "reference", "choice"].includes(attribute.kind)
  )
    problems.push(problem(place, "required", "a member items"));
  if (!attribute.many && items !== null)
    problems.push(problem(`${place}/items`, "keyword-not-allowed", "no items outside an array"));
  if (says("x-dated-link") && !attribute.many)
    problems.push(problem(`${place}/type`, "dated-link-type", "array", source["type"]!));
  const type = attribute.many ? items?.["type"] : source["type"];
  const wantsText =
    says("x-reference") || says("x-choices") || says("x-kind") || says("x-identifier");
  if (wantsText && type !== undefined && type !== "string")
    problems.push(
      problem(`${place}/type`, "attribute-type", "string (or an array of strings)", type),
    );
  const value = attribute.many ? (items ?? {}) : source;
  if (
    attribute.kind === "period-end" &&
    value["format"] !== "date" &&
    value["format"] !== "partial-date"
  )
    problems.push(problem(place, "period-end-format", "format date or partial-date"));
  if (
    attribute.aligned !== null &&
    !(attribute.many && attributeOf(referential, attribute.aligned)?.many)
  )
    problems.push(
      problem(
        `${place}/x-aligned`,
        "aligned-kind",
        "a list aligned with another list",
        attribute.aligned,
      ),
    );
  problems.push(
    ...checkPatternOf(value, attribute.many ? `${place}/items` : place),
    ...duplicates(
      attribute.choices.map((choice) => choice.value),
      `${place}/x-choices`,
    ),
  );
  problems.push(...checkDerive(referential, attribute, `${place}/x-derive`));
  return problems;
}

/** A derived reference needs a code to cut; a derived value needs sources of its own kind (MM14). */
function checkDerive(
  referential: Referential,
  attribute: Attribute,
  place: string,
): readonly ModelProblem[] {
  const { derive } = attribute;
  if (!derive) return [];
  const sources = "firstOf" in derive ? derive.firstOf : [derive.from];
  const wanted = "firstOf" in derive ? ["text", "code"] : ["reference"];
  const fits = wanted.includes(attribute.kind) && !attribute.many;
  return [
    ...(fits
      ? []
      : [problem(place, "derive-kind", `a single ${wanted.join(" or ")}`, attribute.kind)]),
    ...sources.flatMap((name, index) => {
      const source = attributeOf(referential, name);
      const right =
        source !== undefined &&
        !source.many &&
        ["text", "code"].includes(source.kind) &&
        name !== attribute.name;
      return right
        ? []
        : [
            problem(
              "firstOf" in derive ? `${place}/firstOf/${String(index)}` : `${place}/from`,
              "unknown-attribute",
              "the name of another single text or code attribute",
              name,
            ),
          ];
    }),
  ];
}

/** A pattern asks for a maxLength beside it, and both together must keep its cost bounded (MM7). */
function checkPatternOf(schema: JsonObject, pointer: string): readonly ModelProblem[] {
  const pattern = schema["pattern"];
  if (typeof pattern !== "string") return [];
  const maxLength = schema["maxLength"];
  if (typeof maxLength !== "number" || maxLength > 1000)
    return [
      problem(
        `${pointer}/maxLength`,
        "pattern-unbounded",
        "a maxLength of at most 1000 beside pattern",
        maxLength,
      ),
    ];
  const why = checkPattern(pattern, maxLength);
  return why === null ? [] : [problem(`${pointer}/pattern`, "pattern-unsafe", why, pattern)];
}

function checkConditions(referential: Referential): readonly ModelProblem[] {
  const conditions = (referential.document["allOf"] ?? []) as readonly {
    readonly [part: string]: JsonObject;
  }[];
  return conditions.flatMap((condition, index) =>
    ["if", "then", "else"].flatMap((part) => {
      const schema = condition[part];
      if (!schema) return [];
      const place = `/allOf/${String(index)}/${part}`;
      const members = Object.entries(
        (schema["properties"] ?? {}) as { readonly [name: string]: JsonObject },
      );
      return [
        ...unknownNames(
          referential,
          `${place}/required`,
          (schema["required"] ?? []) as readonly string[],
        ),
        ...members.flatMap(([name, value]) => {
          const at = `${place}/properties${pointerStep(name)}`;
          const unknown = attributeOf(referential, name)
            ? []
            : [problem(at, "unknown-attribute", "the name of an attribute in properties", name)];
          return [...unknown, ...checkPatternOf(value, at)];
        }),
      ];
    }),
  );
}
