import { createContext, useContext } from "react";
import type { DataApi } from "../data-worker/data-api.ts";
import type { CentralGateway, Clock, DesktopHost, Identity } from "../../shared/ports/index.ts";
import type { SyncControl } from "../services/sync-control.ts";

/**
 * What every screen works with once a person is known: the data worker, central, the machine,
 * the clock and the synchronisation. One value for the life of the page.
 */
export type Workspace = {
  readonly data: DataApi;
  readonly gateway: CentralGateway;
  readonly host: DesktopHost;
  readonly clock: Clock;
  readonly sync: SyncControl;
  readonly identity: Identity;
  readonly centralAddress: string;
  /** Empties this machine of what the person had and leaves; refused (REQUEST_REFUSED) while unsent work exists. */
  readonly signOut: () => Promise<void>;
  /** Gives the place to another person: the work stays here, sealed; null where it is not sealed. */
  readonly leave: (() => Promise<void>) | null;
};

const WorkspaceContext = createContext<Workspace | null>(null);
export const WorkspaceProvider = WorkspaceContext.Provider;

/** The workspace of this page; throws outside of a signed-in screen, which is a bug. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("no workspace above this component");
  return workspace;
}
