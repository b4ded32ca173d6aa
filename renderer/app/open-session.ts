import { toFaultData } from "../../shared/base/index.ts";
import type { CentralGateway, Clock, DesktopHost, Identity } from "../../shared/ports/index.ts";
import type { DataApi } from "../data-worker/data-api.ts";
import {
  databaseName,
  forgetSession,
  recallSession,
  rememberSession,
  useSession,
} from "../features/session/index.ts";
import type { SyncControl } from "../services/sync-control.ts";
import { useLive } from "./live-counts.ts";
import type { Workspace } from "./workspace.tsx";

/** The means of a session; `main.tsx` gives the real ones. */
export type SessionMeans = {
  /** A fresh data worker with the interface of the page, callbacks included. */
  startData(): DataApi;
  makeGateway(address: string): CentralGateway;
  makeSync(data: DataApi, gateway: CentralGateway, clock: Clock): SyncControl;
  readonly host: DesktopHost;
  readonly clock: Clock;
  /** The central this page may call. */
  readonly address: string;
  readonly language: "fr" | "en";
};

/** Opening and leaving a session; the screens follow `useSession`. */
export type OpenSession = {
  start(): Promise<void>;
  signIn(address: string, login: string, password: string): Promise<void>;
  /** Leaves the first pull for another account. */
  giveUp(): Promise<void>;
  workspace(): Workspace | null;
};

/**
 * Opens a session: at start from what is remembered, without network; otherwise by signing in. The database of each person at
 * each central is apart, so nobody's drafts are shown to another. The first pull ends when the worker says that models are here.
 */
export function makeOpenSession(means: SessionMeans): OpenSession {
  let current: Workspace | null = null;
  const { dispatch } = useSession.getState();

  const enter = async (
    address: string,
    login: string,
    gateway: CentralGateway,
    identity: Identity | null,
  ): Promise<boolean> => {
    const data = means.startData();
    const opened = await data.open({
      language: means.language,
      database: databaseName({ address, login }),
    });
    const person = identity ?? opened.identity;
    if (person === null) return false;
    if (identity) await data.setIdentity(identity);
    await data.subscribe((event) => useLive.getState().announce(event));
    useLive.getState().announce({ type: "counts", counts: await data.counts() });
    const sync = means.makeSync(data, gateway, means.clock);
    current = {
      data,
      gateway,
      host: means.host,
      clock: means.clock,
      sync,
      identity: person,
      centralAddress: address,
    };
    rememberSession({ address, login });
    dispatch({ type: "opened", identity: person, address, ready: opened.ready });
    sync.start();
    if (!opened.ready) await fill(sync);
    if (identity === null) void renew(current);
    return true;
  };

  /** Waits for the first pull, however often the network fails: the screen says where it stands and how to try again. */
  const fill = async (sync: SyncControl): Promise<void> => {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (sync.view().lastSync === null) return;
        stop();
        resolve();
      };
      const stop = sync.subscribe(look);
      look();
    });
    dispatch({ type: "filled" });
  };

  /** Renews the session in the background: rights may have changed since. Without network, what is remembered holds. */
  const renew = async (workspace: Workspace): Promise<void> => {
    const identity = await workspace.gateway.resume().catch(() => null);
    if (identity === null || current !== workspace) return;
    await workspace.data.setIdentity(identity);
    current = { ...workspace, identity };
    dispatch({ type: "identityRenewed", identity });
  };

  const begin = async (): Promise<void> => {
    const kept = recallSession();
    const address = kept?.address ?? means.address;
    try {
      const gateway = means.makeGateway(address);
      if (
        kept &&
        kept.address === means.address &&
        (await enter(address, kept.login, gateway, null))
      )
        return;
      dispatch({ type: "signInAsked", address: means.address, login: kept?.login ?? "" });
    } catch (thrown) {
      console.error(thrown);
      dispatch({ type: "storeRefused", fault: toFaultData(thrown) });
    }
  };
  let starting: Promise<void> | null = null;

  return {
    workspace: () => current,

    /** Once, however often it is asked. */
    start() {
      starting ??= begin();
      return starting;
    },

    async signIn(address, login, password) {
      dispatch({ type: "signInSent" });
      const gateway = means.makeGateway(address);
      try {
        const identity = await gateway.signIn(login, password);
        await enter(address, identity.login, gateway, identity);
      } catch (thrown) {
        const fault = toFaultData(thrown);
        if (fault.code === "INTERNAL") console.error(thrown);
        dispatch({ type: "signInFailed", fault });
      }
    },

    async giveUp() {
      forgetSession();
      current?.sync.stop();
      await current?.gateway.signOut().catch(() => undefined);
      window.location.assign("/");
    },
  };
}
