import { referentialDocuments, workflowDocuments } from "../../shared/referentials/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";

/** The model and workflow documents shipped with the product, as the repository takes them. */
export const shippedDocuments = (): readonly ModelEntry[] => [
  ...workflowDocuments.map((document): ModelEntry => ({
    kind: "workflow",
    id: document.id,
    version: document.version,
    document: { ...document },
  })),
  ...referentialDocuments.map((document): ModelEntry => {
    const head = document["x-referential"] as { readonly id: string; readonly version: number };
    return { kind: "referential", id: head.id, version: head.version, document };
  }),
];
