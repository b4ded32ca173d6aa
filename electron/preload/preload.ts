import { contextBridge, ipcRenderer } from "electron";
import type { HostBridge, HostEvent } from "../../shared/contract/host-api.ts";
import { HOST_BRIDGE, HOST_EVENT, HOST_METHODS } from "../../shared/contract/host-methods.ts";

const methods: ReadonlySet<string> = new Set(HOST_METHODS);

/** What was said before the page listened is kept for it. */
const early: HostEvent[] = [];
let tell: (event: HostEvent) => void = (event) => void early.push(event);
ipcRenderer.on(HOST_EVENT, (_event, said: HostEvent) => tell(said));

/** The whole of what the page sees of the desktop: one call, limited to the contract's names, and one ear. */
const bridge: HostBridge = {
  invoke: (method, input) =>
    methods.has(method)
      ? ipcRenderer.invoke(method, input)
      : Promise.reject(new TypeError(`no such method: ${method}`)),
  listen: (listener) => {
    tell = listener;
    for (const event of early.splice(0)) listener(event);
  },
};

contextBridge.exposeInMainWorld(HOST_BRIDGE, bridge);
