import { Ajv2020 } from "ajv/dist/2020.js";
import type { ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isIsoDate, isPartialDate } from "../base/index.ts";
import type { Referential } from "../model/index.ts";

/** The compiled shape of a référentiel: yes or no, with JSON Schema's errors in its `errors` after a no. */
export type Shape = ValidateFunction;

/**
 * Ajv as this product uses it: strict, own properties only (a record from JSON may be called `constructor`), our formats,
 * nothing coerced or defaulted. Lengths count UTF-16 units, as every other system here counts them (and a third faster). Compiles with `Function`: to be called in the validation worker and in central only.
 */
export function makeAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    ownProperties: true,
    allErrors: true,
    meta: true,
    validateSchema: false,
    unicode: false,
    logger: false,
  });
  ajv.addFormat("date", { type: "string", validate: isIsoDate });
  ajv.addFormat("email", fullFormats.email);
  ajv.addFormat("uri", fullFormats.uri);
  ajv.addFormat("partial-date", { type: "string", validate: isPartialDate });
  return ajv;
}

/** Compiles the shape of a référentiel that `checkReferential` accepted (RU1); a context shares one Ajv between its référentiels. */
export const compileShape = (referential: Referential, ajv = makeAjv()): Shape =>
  ajv.compile(referential.schema);
