import { sameJson, type JsonValue } from "../../shared/base/index.ts";
import { stepRequest } from "../../shared/workflow/index.ts";
import { pageRequests } from "../store/requests.ts";
import { circuitOf } from "./circuit.ts";
import { commitRequest } from "./commit-request.ts";
import type { Command } from "./command.ts";
import { keepRequest } from "./keep-request.ts";

/** Computes again who may decide the pending requests after accounts or rights changed: a stage that can no longer reach its rule says so (A4, A8). */
export async function recountPopulations(command: Command): Promise<void> {
  const { context, tx } = command;
  const establishment = command.state().id;
  const pending = (await pageRequests(tx, establishment, { openOnly: true })).filter(
    (request) => request.status === "pending",
  );
  if (pending.length === 0) return;
  const models = await context.models.load(tx, establishment);
  for (const request of pending) {
    const workflow = await context.models.workflow(
      tx,
      establishment,
      request.content.workflow.id,
      request.content.workflow.version,
    );
    const circuit = await circuitOf(command, models, workflow, request.content.referentials);
    const nobody = { person: request.content.author, name: request.authorName };
    const step = stepRequest(
      workflow,
      request,
      { type: "population-changed" },
      nobody,
      context.clock.now(),
      circuit,
    );
    if (!step.ok || sameJson(step.value as unknown as JsonValue, request as unknown as JsonValue))
      continue;
    const approved = step.value.status === "approved" && step.value.commit === null;
    await keepRequest(
      command,
      approved ? (await commitRequest(command, models, nobody, step.value)).request : step.value,
    );
  }
}
