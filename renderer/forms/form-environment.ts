import type { Attribute, Language, Referential } from "../../shared/model/index.ts";
import type { ReferentialId } from "../../shared/base/index.ts";
import type { SeverityKind } from "../ui/index.ts";

/** What a reference points to, as people know it. */
export type ReferenceLabel = {
  readonly id: string;
  readonly referential: string;
  readonly key: string;
  readonly title: string;
};

/** A finding beside its field, already a sentence. */
export type FieldFinding = {
  readonly attribute: string | undefined;
  readonly rule: string;
  readonly severity: SeverityKind;
  readonly message: string;
};

/** Everything the widgets of one form need from the page around it; passed as rjsf's form context. */
export type FormEnvironment = {
  readonly referential: Referential;
  readonly language: Language;
  /** ISO day, to say which dated values are in force. */
  readonly today: string;
  /** Labels of references by their text (record id or `key:…`); null = nothing answers. */
  readonly labels: Readonly<Record<string, ReferenceLabel | null>>;
  readonly findings: readonly FieldFinding[];
  /** Accredited text of the attributes that differ from it; '' = was empty. */
  readonly before: Readonly<Record<string, string>>;
  readonly columns: 1 | 2;
  readonly search: (referential: ReferentialId, text: string) => Promise<readonly ReferenceLabel[]>;
  readonly onOpenReference: (label: ReferenceLabel) => void;
  /** Opens the history of one field. */
  readonly onHistory?: ((attribute: string) => void) | undefined;
  readonly onRevert: ((attribute: string) => void) | undefined;
};

/** The attribute a widget edits, from its `ui:options`. */
export function attributeOfWidget(environment: FormEnvironment, name: unknown): Attribute {
  const attribute = environment.referential.attributes.find((one) => one.name === name);
  if (!attribute) throw new Error(`no attribute ${String(name)} in the model`);
  return attribute;
}

/** Severity of the worst finding of one field; undefined when it has none. */
export function worstOf(findings: readonly FieldFinding[]): SeverityKind | undefined {
  const order: readonly SeverityKind[] = ["fatal", "error", "warning", "info"];
  return order.find((severity) => findings.some((finding) => finding.severity === severity));
}
