import type { PersonId } from "../../shared/base/index.ts";
import type { Workflow, WorkflowContext } from "../../shared/workflow/index.ts";
import { listAccounts, type Account } from "../store/accounts.ts";
import { canRead, holdsRole } from "./rights.ts";
import type { Command } from "./command.ts";
import type { Models } from "./models.ts";

/** What the workflow asks of the outside: who may decide at each stage with the rights of now (A8), the author left in (the core leaves him out). */
export async function circuitOf(
  { tx, state }: Command,
  models: Models,
  workflow: Workflow,
  referentials: readonly string[],
): Promise<WorkflowContext> {
  const accounts = (await listAccounts(tx, state().id)).filter((account) => !account.disabled);
  const eligible: Record<string, readonly PersonId[]> = {};
  for (const stage of workflow.stages) {
    const may = (account: Account): boolean =>
      stage.persons
        ? // Who may not see the request cannot decide: he must not be waited for (A4).
          stage.persons.includes(account.person) &&
          referentials.every((referential) => canRead(account.rights, referential))
        : referentials.every((referential) => holdsRole(account.rights, referential, [stage.role]));
    eligible[stage.id] = accounts.filter(may).map((account) => account.person);
  }
  const names = Object.fromEntries(accounts.map(({ person, name }) => [person, name]));
  return { eligible, names, compileSchema: models.compileSchema };
}
