import type { CustomScheme, Protocol } from "electron";
import { protocolHandlers, schemes } from "../app-address.ts";
import { type Conforming, covered, refuse } from "../refuse.ts";
import { appDouble } from "./app.ts";

const double = {
  registerSchemesAsPrivileged(declared: CustomScheme[]): void {
    if (appDouble.isReady())
      throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    for (const { scheme, privileges } of declared) schemes.set(scheme, privileges ?? {});
  },
  handle(scheme: string, handler: Parameters<Protocol["handle"]>[1]): void {
    if (["http", "https", "file"].includes(scheme)) refuse(`protocol.handle("${scheme}")`);
    if (protocolHandlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    const { standard, secure } = schemes.get(scheme) ?? {};
    // Electron would give its pages neither a stable origin nor storage; here they would have both.
    if (standard !== true || secure !== true)
      refuse(`a scheme (${scheme}) that is not declared standard and secure`);
    protocolHandlers.set(
      scheme,
      handler as unknown as (request: Request) => Response | Promise<Response>,
    );
  },
  unhandle(scheme: string): void {
    protocolHandlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => protocolHandlers.has(scheme),
};

export const protocol = covered("protocol", double) satisfies Conforming<Protocol, typeof double>;
