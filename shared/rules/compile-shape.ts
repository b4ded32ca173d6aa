import { Ajv2020 } from "ajv/dist/2020.js";
import type { ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isPartialDate } from "../base/index.ts";
import type { JsonObject } from "../base/index.ts";
import type { Referential } from "../model/index.ts";

/** The compiled shape of a référentiel: a quick yes or no, and the errors on demand. */
export type Shape = {
  /** True when the data has the right shape; the hot path, makes nothing. */
  readonly isValid: (data: JsonObject) => boolean;
  /** The same judgement with every error (JSON Schema's), compiled at first use. */
  readonly explain: () => ValidateFunction;
};

/**
 * Ajv as this product uses it: strict, own properties only (a record from JSON may be called `constructor`), our formats,
 * nothing coerced or defaulted. Compiles with `Function`: to be called in the validation worker and in central only.
 */
export function makeAjv(options: { readonly allErrors: boolean }): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    ownProperties: true,
    allErrors: options.allErrors,
    meta: true,
    validateSchema: false,
    inlineRefs: true,
  });
  ajv.addFormat("date", fullFormats.date);
  ajv.addFormat("email", fullFormats.email);
  ajv.addFormat("uri", fullFormats.uri);
  ajv.addFormat("partial-date", { type: "string", validate: isPartialDate });
  return ajv;
}

/** Compiles the shape of a référentiel that `checkReferential` accepted (RU1). */
export function compileShape(referential: Referential): Shape {
  const quick = makeAjv({ allErrors: false }).compile(referential.schema);
  let full: ValidateFunction | null = null;
  return {
    isValid: (data) => quick(data),
    explain: () => (full ??= makeAjv({ allErrors: true }).compile(referential.schema)),
  };
}
