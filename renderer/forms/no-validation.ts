import type { RJSFSchema, ValidatorType } from "@rjsf/utils";

/**
 * The form validates nothing by itself: the page may not evaluate text, and the rules run in the data worker, the same
 * for the form, the grid and the import.
 */
export const NO_VALIDATION: ValidatorType<unknown, RJSFSchema> = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({}),
};
