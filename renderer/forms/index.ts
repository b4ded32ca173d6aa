export { keepableValue } from "./changed-values.ts";
export { DateInput } from "./date-input.tsx";
export type { FieldFinding, FormEnvironment, ReferenceLabel } from "./form-environment.ts";
export { RecordForm } from "./record-form.tsx";
export { ReferenceInput } from "./reference-input.tsx";
