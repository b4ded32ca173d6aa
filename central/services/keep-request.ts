import type { ChangeRequest } from "../../shared/workflow/index.ts";
import { forgetTouches, OPEN_STATUSES, writeRequest } from "../store/requests.ts";
import type { Command } from "./command.ts";

/** Keeps a request as it now is and tells everyone who may see it. A request that is over no longer touches records. */
export async function keepRequest(command: Command, request: ChangeRequest): Promise<void> {
  const { author, id, referentials } = request.content;
  const open: readonly string[] = OPEN_STATUSES;
  const seq = await command.append({ type: "request", request }, { referentials, author });
  await writeRequest(command.tx, command.state().id, request, seq);
  if (!open.includes(request.status)) await forgetTouches(command.tx, command.state().id, id);
}
