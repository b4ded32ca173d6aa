import type { FaultData } from "../../../shared/base/index.ts";
import type { Identity } from "../../../shared/ports/index.ts";

/** From the opening of the page to the first screen of work. */
export type SessionState =
  | { readonly kind: "starting" }
  | {
      readonly kind: "signed-out";
      readonly address: string;
      readonly login: string;
      readonly busy: boolean;
      readonly fault: FaultData | null;
    }
  /** A sealed database waits for the password (a browser). `changed`: central has a newer one than the database was sealed under. */
  | {
      readonly kind: "locked";
      readonly address: string;
      readonly login: string;
      readonly changed: boolean;
      readonly busy: boolean;
      readonly fault: FaultData | null;
    }
  /** The first pull fills the store. */
  | { readonly kind: "filling"; readonly identity: Identity; readonly address: string }
  | { readonly kind: "ready"; readonly identity: Identity; readonly address: string }
  /** The local store cannot be opened: nothing is touched. */
  | { readonly kind: "blocked"; readonly fault: FaultData };

export type SessionEvent =
  | { readonly type: "signInAsked"; readonly address: string; readonly login: string }
  | { readonly type: "signInSent" }
  | { readonly type: "signInFailed"; readonly fault: FaultData }
  | {
      readonly type: "lockFound";
      readonly address: string;
      readonly login: string;
      readonly changed: boolean;
    }
  | { readonly type: "unlockSent" }
  | { readonly type: "unlockFailed"; readonly fault: FaultData }
  | {
      readonly type: "opened";
      readonly identity: Identity;
      readonly address: string;
      readonly ready: boolean;
    }
  | { readonly type: "filled" }
  | { readonly type: "identityRenewed"; readonly identity: Identity }
  | { readonly type: "storeRefused"; readonly fault: FaultData };

/** The session after one event. A known identity with a filled store starts without network. */
export function updateSession(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case "signInAsked":
      return {
        kind: "signed-out",
        address: event.address,
        login: event.login,
        busy: false,
        fault: null,
      };
    case "signInSent":
      return state.kind === "signed-out" ? { ...state, busy: true, fault: null } : state;
    case "signInFailed":
      return state.kind === "signed-out" ? { ...state, busy: false, fault: event.fault } : state;
    case "lockFound":
      return {
        kind: "locked",
        address: event.address,
        login: event.login,
        changed: event.changed,
        busy: false,
        fault: null,
      };
    case "unlockSent":
      return state.kind === "locked" ? { ...state, busy: true, fault: null } : state;
    case "unlockFailed":
      return state.kind === "locked" ? { ...state, busy: false, fault: event.fault } : state;
    case "opened":
      return {
        kind: event.ready ? "ready" : "filling",
        identity: event.identity,
        address: event.address,
      };
    case "filled":
      return state.kind === "filling" ? { ...state, kind: "ready" } : state;
    case "identityRenewed":
      return state.kind === "ready" || state.kind === "filling"
        ? { ...state, identity: event.identity }
        : state;
    case "storeRefused":
      return { kind: "blocked", fault: event.fault };
  }
}
