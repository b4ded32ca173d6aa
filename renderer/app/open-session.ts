import { isFaultData, toFaultData } from "../../shared/base/index.ts";
import type {
  CentralGateway,
  Clock,
  DesktopHost,
  Identity,
  OnProgress,
} from "../../shared/ports/index.ts";
import type { PageData } from "../data-worker/data-client.ts";
import type { DataApi } from "../data-worker/data-api.ts";
import { useSession } from "../features/session/index.ts";
import type { RememberedSession, SessionSafe } from "../services/session-safe/session-safe.ts";
import type { SyncControl } from "../services/sync-control.ts";
import type { Salvaged } from "../storage/journal/salvage-rows.ts";
import type { StoreSealing } from "../storage/store-vault.ts";
import { useLive } from "./live-counts.ts";
import { lacksKey, sealingProved } from "./prove-sealing.ts";
import type { Workspace } from "./workspace.tsx";

/** The means of a session; `main.tsx` gives the real ones. */
export type SessionMeans = {
  /** A fresh data worker with the interface of the page, callbacks included. */
  startData(): PageData;
  makeGateway(address: string): CentralGateway;
  makeSync(data: DataApi, gateway: CentralGateway, clock: Clock): SyncControl;
  /** Forgets that this machine opened a database before. */
  acceptEmptied(database: string): Promise<void>;
  readonly safe: SessionSafe;
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
  /**
   * Restores a backup where nobody is signed in, without network, then starts again as the person it names. Refused as
   * `DataApi.restore` is; STORE_SEALED where the data are personal and only a password gives their key: sign in first.
   */
  restore(file: Blob, passphrase: string, login: string, onProgress: OnProgress): Promise<void>;
  /** Opens the sealed database that waits, with the password it was sealed under. */
  unlock(password: string): Promise<void>;
  /** The person was told that the local database came back empty, or opens no more: the next one is filled from central. */
  startOver(): void;
  /** What can still be read of a database that does not open. */
  salvage(): Promise<Salvaged>;
  /** Leaves the first pull, or a sealed database, for another account. */
  giveUp(): Promise<void>;
  workspace(): Workspace | null;
};

/** A session that could not open its database yet. */
type Waiting = {
  readonly session: RememberedSession;
  readonly gateway: CentralGateway;
  readonly identity: Identity | null;
  /** The password central accepted, where the database was sealed under an older one. */
  readonly proved: string | null;
};

/**
 * Opens a session: at start from what is remembered, without network; otherwise by signing in. The database of each person at
 * each central is apart, so nobody's drafts are shown to another. The first pull ends when the worker says that models are here.
 */
export function makeOpenSession(means: SessionMeans): OpenSession {
  const { safe } = means;
  let current: (Workspace & { readonly data: PageData }) | null = null;
  let waiting: Waiting | null = null;
  const { dispatch } = useSession.getState();

  const enter = async (wanted: Waiting, sealing: StoreSealing): Promise<boolean> => {
    waiting = wanted;
    const { session, identity } = wanted;
    const { address, database } = session;
    const data = means.startData();
    const opened = await data
      .open({ language: means.language, database, sealing })
      .catch(async (thrown: unknown) => {
        await data.end();
        throw thrown;
      });
    const person = identity ?? opened.identity;
    if (person === null) {
      await data.end();
      return false;
    }
    waiting = null;
    await safe.opened(opened.sealed);
    if (identity) await data.setIdentity(identity);
    await data.subscribe((event) => useLive.getState().announce(event));
    useLive.getState().announce({ type: "counts", counts: await data.counts() });
    const gateway = provingGateway(wanted.gateway, database);
    const sync = means.makeSync(data, gateway, means.clock);
    current = {
      data,
      gateway,
      host: means.host,
      clock: means.clock,
      sync,
      identity: person,
      centralAddress: address,
      signOut: () => signOut(database),
      leave: opened.sealed ? leave : null,
    };
    safe.remember({ address, login: person.login, database });
    watchSeal(sync, {
      session: { ...session, login: person.login },
      gateway,
      identity,
      proved: null,
    });
    dispatch({ type: "opened", identity: person, address, ready: opened.ready });
    sync.start();
    if (!opened.ready) await fill(sync);
    if (identity === null && current !== null) void renew(current);
    return true;
  };

  /** A password that central accepts during the session is the one that opens the database from then on. */
  const provingGateway = (gateway: CentralGateway, database: string): CentralGateway => ({
    ...gateway,
    async signIn(login, password) {
      const identity = await gateway.signIn(login, password);
      await safe.passwordProved(database, password);
      return identity;
    },
  });

  /** Personal data come while no key is here (a browser after a reload): the password is asked before they do. */
  const watchSeal = (sync: SyncControl, again: Waiting): void => {
    const stop = sync.subscribe(() => {
      if (sync.view().fault?.code !== "STORE_SEALED") return;
      stop();
      sync.stop();
      void current?.data.end();
      current = null;
      lock(again, false);
    });
  };

  const lock = (wanted: Waiting, changed: boolean): void => {
    waiting = wanted;
    const { address, login } = wanted.session;
    dispatch({ type: "lockFound", address, login, changed });
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
  const renew = async (workspace: Workspace & { readonly data: PageData }): Promise<void> => {
    const identity = await workspace.gateway.resume().catch(() => null);
    if (identity === null || current !== workspace) return;
    await workspace.data.setIdentity(identity);
    current = { ...workspace, identity };
    dispatch({ type: "identityRenewed", identity });
  };

  const begin = async (): Promise<void> => {
    const kept = safe.recall();
    try {
      const refusal = await safe.refusal();
      if (refusal) return dispatch({ type: "storeRefused", fault: refusal });
      if (kept && kept.address === means.address) {
        const gateway = means.makeGateway(kept.address);
        waiting = { session: kept, gateway, identity: null, proved: null };
        if (await enter(waiting, await safe.sealingAtStart(kept.database))) return;
      }
      dispatch({ type: "signInAsked", address: means.address, login: kept?.login ?? "" });
    } catch (thrown) {
      if (lacksKey(thrown) && waiting) return lock(waiting, false);
      if (!isFaultData(thrown)) console.error(thrown);
      dispatch({ type: "storeRefused", fault: toFaultData(thrown) });
    }
  };
  let starting: Promise<void> | null = null;

  /** Everything of this person goes: what is left of a cut in the middle opens nothing and asks for nothing. */
  const signOut = async (database: string): Promise<void> => {
    const workspace = current;
    if (!workspace) return;
    workspace.sync.stop();
    try {
      await workspace.data.wipe();
    } catch (thrown) {
      workspace.sync.start();
      throw thrown;
    }
    await workspace.data.end(true);
    await safe.forget(database);
    await means.host.journal(database)?.remove();
    await workspace.gateway.signOut().catch(() => undefined);
    window.location.assign("/");
  };

  const leave = async (): Promise<void> => {
    current?.sync.stop();
    safe.leave();
    await current?.gateway.signOut().catch(() => undefined);
    window.location.assign("/");
  };

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
        const database = safe.databaseOf(address, identity.login);
        const session = { address, login: identity.login, database };
        waiting = { session, gateway, identity, proved: password };
        await enter(waiting, await sealingProved(means, database, password));
      } catch (thrown) {
        const fault = toFaultData(thrown);
        if (fault.code === "PASSPHRASE_WRONG" && waiting) return lock(waiting, true);
        if (fault.code === "INTERNAL") console.error(thrown);
        if (fault.code === "STORE_SEALED") dispatch({ type: "storeRefused", fault });
        else dispatch({ type: "signInFailed", fault });
      }
    },

    async restore(file, passphrase, login, onProgress) {
      const { address, language } = means;
      const database = safe.databaseOf(address, login);
      const data = means.startData();
      try {
        const sealing = await safe.sealingAtStart(database);
        const opened = await data.open({ language, database, sealing });
        await data.restore(file, passphrase, onProgress);
        await safe.opened(opened.sealed);
        safe.remember({ address, login, database });
      } finally {
        await data.end();
      }
      window.location.reload();
    },

    async unlock(password) {
      if (!waiting) return;
      const wanted = waiting;
      dispatch({ type: "unlockSent" });
      try {
        const { address, database, login } = wanted.session;
        // No key was ever made under a password here: central says whether this is the right one, before it seals anything.
        if (!safe.hasKey(database)) await wanted.gateway.signIn(login, password);
        const sealing = await sealingProved(means, database, password, () =>
          wanted.gateway.signIn(login, password),
        );
        if (wanted.proved !== null) await safe.passwordProved(database, wanted.proved);
        if (!(await enter(wanted, sealing))) dispatch({ type: "signInAsked", address, login });
      } catch (thrown) {
        const fault = toFaultData(thrown);
        if (fault.code === "INTERNAL") console.error(thrown);
        if (fault.code.startsWith("STORE_")) dispatch({ type: "storeRefused", fault });
        else dispatch({ type: "unlockFailed", fault });
      }
    },

    startOver() {
      const { session } = useSession.getState();
      const sealed =
        session.kind === "locked" ||
        (session.kind === "blocked" && session.fault.code === "STORE_SEALED");
      const reload = (): void => window.location.reload();
      if (waiting && !sealed)
        return void means.acceptEmptied(waiting.session.database).finally(reload);
      if (waiting) safe.startBeside(waiting.session);
      reload();
    },

    async salvage() {
      if (!waiting) return { rows: 0, text: "" };
      const { database } = waiting.session;
      const data = means.startData();
      try {
        const sealing = await safe.sealingAtStart(database);
        return await data.salvage({ language: means.language, database, sealing });
      } finally {
        await data.end();
      }
    },

    async giveUp() {
      try {
        if (current) return await current.signOut();
      } catch {
        // Unsent work is here: it stays, and the place is given all the same.
      }
      await leave();
    },
  };
}
