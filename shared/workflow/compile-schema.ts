import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject } from "../base/index.ts";

/** One thing a value does not satisfy: `pointer` to the place (RFC 6901), `keyword` that failed, `expected` for engineers. */
export type SchemaProblem = {
  readonly pointer: string;
  readonly keyword: string;
  readonly expected: string;
};

/** Makes a check out of a JSON Schema 2020-12; an empty list means the value satisfies it. Throws where the schema itself is wrong. */
export type CompileSchema = (schema: JsonObject) => (value: unknown) => readonly SchemaProblem[];

/**
 * `CompileSchema` over Ajv, each schema compiled once. It calls `Function`: where the page forbids it, use it in the validation worker.
 */
export function makeCompileSchema(): CompileSchema {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    ownProperties: true,
    addUsedSchema: false,
    logger: false,
  });
  const checks = new WeakMap<JsonObject, (value: unknown) => readonly SchemaProblem[]>();
  return (schema) => {
    const known = checks.get(schema);
    if (known) return known;
    const validate = ajv.compile(schema);
    const check = (value: unknown): readonly SchemaProblem[] =>
      validate(value)
        ? []
        : (validate.errors ?? []).map((error) => ({
            pointer: error.instancePath,
            keyword: error.keyword,
            expected: error.message ?? error.keyword,
          }));
    checks.set(schema, check);
    return check;
  };
}
