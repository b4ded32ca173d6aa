import { contextBridge, ipcRenderer } from "electron";
import type { HostBridge } from "../../shared/contract/host-api.ts";
import { HOST_BRIDGE, HOST_METHODS } from "../../shared/contract/host-methods.ts";

const methods: ReadonlySet<string> = new Set(HOST_METHODS);

/** The whole of what the page sees of the desktop: one call, limited to the contract's names. */
const bridge: HostBridge = {
  invoke: (method, input) =>
    methods.has(method)
      ? ipcRenderer.invoke(method, input)
      : Promise.reject(new TypeError(`no such method: ${method}`)),
};

contextBridge.exposeInMainWorld(HOST_BRIDGE, bridge);
