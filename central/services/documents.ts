import { Fault, sameJson, type JsonValue, type PersonId } from "../../shared/base/index.ts";
import { checkModelSet } from "../../shared/model/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import { checkWorkflow, makeCompileSchema } from "../../shared/workflow/index.ts";
import { addAudit } from "../store/audit.ts";
import { addDocument, readDocuments } from "../store/documents.ts";
import { SYSTEM } from "./accounts.ts";
import { runCommand } from "./command.ts";
import type { Context } from "./context.ts";

/**
 * Accepts model and workflow documents. The set they would make with those in force is checked as a whole before anything is
 * kept (MODEL_INVALID, WORKFLOW_INVALID, each with every problem); a document in force only moves to a higher version.
 * @returns the documents that are new
 */
export function putDocuments(
  context: Context,
  establishment: string,
  documents: readonly ModelEntry[],
  actor: PersonId = SYSTEM,
): Promise<readonly ModelEntry[]> {
  return runCommand(context, establishment, async ({ tx, append }) => {
    const now = context.clock.now();
    const inForce = new Map(
      (await readDocuments(tx, establishment)).map((entry) => [`${entry.kind}/${entry.id}`, entry]),
    );
    const fresh: ModelEntry[] = [];
    for (const entry of documents) {
      const known = inForce.get(`${entry.kind}/${entry.id}`);
      if (
        known?.version === entry.version &&
        sameJson(known.document as JsonValue, entry.document as JsonValue)
      )
        continue;
      if (known && entry.version <= known.version) {
        throw new Fault(faultOf(entry), "a document in force only moves to a higher version", {
          id: entry.id,
          version: entry.version,
          inForce: known.version,
        });
      }
      fresh.push(entry);
      inForce.set(`${entry.kind}/${entry.id}`, entry);
    }
    checkSet([...inForce.values()]);
    for (const entry of fresh) {
      await addDocument(tx, establishment, entry, now);
      await append({ type: "model", document: entry }, { referentials: [], author: null });
      await addAudit(tx, establishment, {
        at: now,
        person: actor,
        action: "document.put",
        subject: `${entry.kind}/${entry.id}/${String(entry.version)}`,
        outcome: "accepted",
      });
    }
    return fresh;
  });
}

/** Checks a whole set of documents; throws the fault of the first kind that is wrong, with all its problems. */
export function checkSet(entries: readonly ModelEntry[]): void {
  const compileSchema = makeCompileSchema();
  const workflows = entries.filter((entry) => entry.kind === "workflow");
  for (const entry of workflows) {
    const checked = checkWorkflow(entry.document, compileSchema);
    if (!checked.ok)
      throw new Fault("WORKFLOW_INVALID", "the workflow document is wrong", {
        id: entry.id,
        problems: checked.error,
      });
    if (checked.value.id !== entry.id || checked.value.version !== entry.version)
      throw new Fault("WORKFLOW_INVALID", "the document says another id or version", {
        id: entry.id,
      });
  }
  const models = entries.filter((entry) => entry.kind === "referential");
  const checked = checkModelSet(
    models.map((entry) => entry.document),
    workflows.map((entry) => entry.id),
  );
  if (!checked.ok)
    throw new Fault("MODEL_INVALID", "the model documents are wrong", { problems: checked.error });
  for (const [index, referential] of checked.value.entries()) {
    const entry = models[index];
    if (referential.id !== entry?.id || referential.version !== entry.version)
      throw new Fault("MODEL_INVALID", "the document says another id or version", {
        id: entry?.id,
      });
  }
}

const faultOf = (entry: ModelEntry): "MODEL_INVALID" | "WORKFLOW_INVALID" =>
  entry.kind === "referential" ? "MODEL_INVALID" : "WORKFLOW_INVALID";
