/**
 * True when a model document says that its records are personal data: as a whole (`personal`), or by one attribute of class
 * `personnel`. Read from the document itself, before it is compiled: what is doubtful must be sealed first.
 */
export function holdsPersonalData(document: { readonly [name: string]: unknown }): boolean {
  const head = document["x-referential"];
  if (isObject(head) && head["personal"] === true) return true;
  const attributes = document["properties"];
  return (
    isObject(attributes) &&
    Object.values(attributes).some(
      (attribute) => isObject(attribute) && attribute["x-class"] === "personnel",
    )
  );
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
