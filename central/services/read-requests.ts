import { Fault, type RequestId } from "../../shared/base/index.ts";
import type { Identity } from "../../shared/ports/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";
import { pageRequests, readRequest } from "../store/requests.ts";
import { accountOf } from "./rights.ts";
import type { Context } from "./context.ts";
import { canSeeRequest } from "./feed.ts";

export type RequestPage = {
  readonly requests: readonly ChangeRequest[];
  readonly next: string | null;
};

const PAGE = 100;
const MAX_PAGE = 500;

/** A page of the requests the reader may see, by id (so by age). */
export function listRequests(
  context: Context,
  identity: Identity,
  query: { readonly after?: string; readonly limit?: number; readonly openOnly?: boolean },
): Promise<RequestPage> {
  return context.store.read(async (tx) => {
    const { rights } = await accountOf(tx, identity);
    const limit = Math.min(query.limit ?? PAGE, MAX_PAGE);
    const page = await pageRequests(tx, identity.establishment, { ...query, limit });
    return {
      requests: page.filter(({ content }) => canSeeRequest(identity, rights, content)),
      next: page.length === limit ? (page.at(-1)?.content.id ?? null) : null,
    };
  });
}

/** One request; REQUEST_NOT_FOUND also for one the reader may not see. */
export function readOneRequest(
  context: Context,
  identity: Identity,
  id: RequestId,
): Promise<ChangeRequest> {
  return context.store.read(async (tx) => {
    const { rights } = await accountOf(tx, identity);
    const request = await readRequest(tx, identity.establishment, id);
    if (!request || !canSeeRequest(identity, rights, request.content))
      throw new Fault("REQUEST_NOT_FOUND", "no such request", { requestId: id });
    return request;
  });
}
