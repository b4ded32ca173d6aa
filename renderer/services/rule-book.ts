import type { RecordId, ReferentialId } from "../../shared/base/index.ts";
import type { RecordData } from "../../shared/record/index.ts";
import {
  createRuleContext,
  findingsOf,
  loadRecords,
  putRecord,
  referrersOf,
  removeRecord,
  validateAll,
  validateRecord,
} from "../../shared/rules/index.ts";
import type {
  AffectedRecord,
  Finding,
  RuleContext,
  ValidationBatch,
  ValidationStage,
} from "../../shared/rules/index.ts";
import type { ReferentialSet } from "../data-worker/working-set/referential-set.ts";
import type { WorkingSet } from "../data-worker/working-set/working-set.ts";

/**
 * The rules over what the person sees: a set index fed from the working set, loaded when first asked and kept in step
 * record by record. Built anew when a model or a whole référentiel changed.
 */
export class RuleBook {
  private readonly set: WorkingSet;
  private context: RuleContext | null = null;
  private readonly watched = new WeakSet<ReferentialSet>();
  private readonly loaded = new Set<ReferentialSet>();
  private affected: AffectedRecord[] = [];

  constructor(set: WorkingSet) {
    this.set = set;
  }

  /** Findings of one record with this data, in or out of the base. */
  async check(
    referential: ReferentialId,
    id: RecordId,
    data: RecordData,
    stage: ValidationStage,
  ): Promise<readonly Finding[]> {
    const context = await this.ready(referential);
    const model = this.set.referential(referential);
    return model ? validateRecord(model, data, id, context, stage) : [];
  }

  /** Findings of one record as it is now. */
  async findings(
    referential: ReferentialId,
    id: RecordId,
    stage: ValidationStage,
  ): Promise<readonly Finding[]> {
    return findingsOf(await this.ready(referential), referential, id, stage);
  }

  /** What the withdrawal of a record breaks: findings of the records that still point to it (R5), as central judges it. */
  async brokenBy(
    referential: ReferentialId,
    id: RecordId,
    stage: ValidationStage,
  ): Promise<readonly Finding[]> {
    const context = await this.ready(referential);
    return referrersOf(context.index, referential, id).flatMap((referrer) =>
      findingsOf(context, referrer.referential, referrer.recordId, stage).filter(
        (finding) => finding.rule === "reference-withdrawn",
      ),
    );
  }

  /** Findings of a whole référentiel, batch by batch. */
  async all(
    referential: ReferentialId,
    stage: ValidationStage,
  ): Promise<Generator<ValidationBatch, void, void>> {
    return validateAll(await this.ready(referential), referential, stage);
  }

  /** Records whose findings may have changed since the last call (V5). */
  takeAffected(): readonly AffectedRecord[] {
    const taken = this.affected;
    this.affected = [];
    return taken;
  }

  /** The rules with the référentiel and its neighbours loaded; others opened later are loaded then. */
  private async ready(referential: ReferentialId): Promise<RuleContext> {
    await this.set.open(referential);
    this.context ??= createRuleContext(this.set.referentials());
    if (!this.context.index.tables.has(referential))
      this.context = createRuleContext(this.set.referentials());
    for (const set of this.set.opened()) this.load(this.context, set);
    return this.context;
  }

  /** Loads what a check of this référentiel needs, ahead of it. */
  async warmUp(referential: ReferentialId): Promise<void> {
    await this.ready(referential);
  }

  forget(): void {
    this.context = null;
    this.loaded.clear();
    this.affected = [];
  }

  private load(context: RuleContext, set: ReferentialSet): void {
    if (this.loaded.has(set)) return;
    this.loaded.add(set);
    const { table } = set;
    loadRecords(context.index, set.referential.id, shownRecords(set));
    if (this.watched.has(set)) return;
    this.watched.add(set);
    table.watch({
      slotChanged: (slot, _before, after) => {
        if (!this.context || !this.loaded.has(set)) return;
        const id = table.ids[slot];
        if (id === undefined) return;
        const { index } = this.context;
        this.affected.push(
          ...(after
            ? putRecord(index, set.referential.id, id, after.data, after.withdrawn)
            : removeRecord(index, set.referential.id, id)),
        );
      },
      forget: () => this.forget(),
    });
  }
}

function* shownRecords(
  set: ReferentialSet,
): Generator<readonly [RecordId, RecordData, { readonly keptId?: RecordId }?]> {
  for (const record of set.table.shown)
    if (record)
      yield record.withdrawn
        ? [record.id, record.data, record.withdrawn]
        : [record.id, record.data];
}
