import { setImmediate as nextTurn } from "node:timers/promises";
import { Fault, type ReferentialId } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import { validateAll, type Finding } from "../../shared/rules/index.ts";
import { accountOf, canRead } from "./rights.ts";
import { runCommand } from "./command.ts";
import type { Context } from "./context.ts";
import { referentialOf } from "./models.ts";

export type FindingsPage = { readonly total: number; readonly findings: readonly Finding[] };

const TOLD = 10_000;

/** Findings of the accredited records of a référentiel at stage « diffuse »: their number, and the first ones. */
export function readFindings(
  context: Context,
  identity: Identity,
  referential: string,
  limit: number = TOLD,
): Promise<FindingsPage> {
  return runCommand(context, identity.establishment, async ({ tx, state }) => {
    const { rights } = await accountOf(tx, identity);
    if (!canRead(rights, referential))
      throw new Fault("FORBIDDEN", "no right to read this référentiel", { referential });
    const models = await context.models.load(tx, identity.establishment);
    const { id } = referentialOf(models, referential);
    const base = await context.cache.load(tx, state(), models);
    const findings: Finding[] = [];
    let total = 0;
    for (const batch of validateAll(base.rules, id as ReferentialId, "diffuse", 2_000)) {
      total += batch.findings.length;
      findings.push(...batch.findings.slice(0, Math.max(0, limit - findings.length)));
      await nextTurn();
    }
    return { total, findings };
  });
}
