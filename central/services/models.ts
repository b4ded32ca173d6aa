import { Fault, type ReferentialId } from "../../shared/base/index.ts";
import { compileReferential, type Referential } from "../../shared/model/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import {
  makeCompileSchema,
  type CompileSchema,
  type Workflow,
} from "../../shared/workflow/index.ts";
import { readDocument, readDocumentHeads } from "../store/documents.ts";
import type { Tx } from "../store/tables.ts";

/** The documents in force, ready for use. They were checked when they were accepted, so here they are only compiled. */
export type Models = {
  readonly referentials: ReadonlyMap<string, Referential>;
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly compileSchema: CompileSchema;
};

/** Compiled documents, each version once: a version that was accepted never changes. */
export type ModelCache = {
  load(tx: Tx, establishment: string): Promise<Models>;
  /** A workflow of a given version: the one a request was submitted under. */
  workflow(tx: Tx, establishment: string, id: string, version: number): Promise<Workflow>;
};

export function createModelCache(): ModelCache {
  const compileSchema = makeCompileSchema();
  const referentials = new Map<string, Referential>();
  const workflows = new Map<string, Workflow>();
  const sets = new Map<string, Models>();

  async function fetch(
    tx: Tx,
    establishment: string,
    kind: ModelEntry["kind"],
    id: string,
    version: number,
  ): Promise<void> {
    const name = `${establishment}/${id}/${String(version)}`;
    if ((kind === "referential" ? referentials : workflows).has(name)) return;
    const entry = await readDocument(tx, establishment, kind, id, version);
    if (!entry) return;
    if (kind === "referential") referentials.set(name, compileReferential(entry.document as never));
    else workflows.set(name, entry.document as unknown as Workflow);
  }

  return {
    async load(tx, establishment) {
      const heads = await readDocumentHeads(tx, establishment);
      const fingerprint = `${establishment}:${heads.map((head) => `${head.kind}/${head.id}/${String(head.version)}`).join(",")}`;
      const known = sets.get(fingerprint);
      if (known) return known;
      for (const head of heads) await fetch(tx, establishment, head.kind, head.id, head.version);
      const pick = <T>(
        kind: ModelEntry["kind"],
        from: ReadonlyMap<string, T>,
      ): ReadonlyMap<string, T> =>
        new Map(
          heads
            .filter((head) => head.kind === kind)
            .map((head) => [
              head.id,
              from.get(`${establishment}/${head.id}/${String(head.version)}`)!,
            ]),
        );
      const models: Models = {
        referentials: pick("referential", referentials),
        workflows: pick("workflow", workflows),
        compileSchema,
      };
      sets.set(fingerprint, models);
      return models;
    },
    async workflow(tx, establishment, id, version) {
      await fetch(tx, establishment, "workflow", id, version);
      const workflow = workflows.get(`${establishment}/${id}/${String(version)}`);
      if (!workflow) throw new Fault("WORKFLOW_INVALID", "no such workflow", { id, version });
      return workflow;
    },
  };
}

/** A référentiel in force; REFERENTIAL_UNKNOWN when no document describes it. */
export function referentialOf(models: Models, id: ReferentialId | string): Referential {
  const referential = models.referentials.get(id);
  if (!referential)
    throw new Fault("REFERENTIAL_UNKNOWN", "no such référentiel", { referential: id });
  return referential;
}
