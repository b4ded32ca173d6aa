import type { HostHandlers } from "../../shared/contract/host-api.ts";

export function pageHandlers(): Pick<HostHandlers, "page.print"> {
  return { "page.print": async () => ({ saved: false }) };
}
