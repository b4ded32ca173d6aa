import type { HostBridge, HostOutput } from "../../shared/contract/host-api.ts";
import { HOST_BRIDGE } from "../../shared/contract/host-methods.ts";
import type { DesktopHost } from "../../shared/ports/index.ts";
import { makeBridgeHost } from "./bridge-host.ts";
import { makeBrowserHost } from "./browser-host.ts";

/** The host of this page: the desktop shell where its bridge is, a browser otherwise. */
export function findHost(version: string): DesktopHost {
  const bridge = (globalThis as unknown as Record<string, HostBridge | undefined>)[HOST_BRIDGE];
  return bridge ? makeBridgeHost(bridge) : makeBrowserHost(version);
}

/** The central repository this page works with: the shell's setting, or where the page came from. */
export async function findCentral(): Promise<CentralOfPage> {
  const bridge = (globalThis as unknown as Record<string, HostBridge | undefined>)[HOST_BRIDGE];
  const reply = bridge ? await bridge.invoke("app.info", {}) : null;
  if (!reply?.ok) return { address: window.location.origin, isFixed: true };
  const { central, centralIsFixed } = reply.value as HostOutput<"app.info">;
  return { address: central, isFixed: centralIsFixed };
}

export interface CentralOfPage {
  /** Its origin. */
  readonly address: string;
  /** The person does not choose it here. */
  readonly isFixed: boolean;
}
