import type { Peer } from "./make-peer.ts";

/**
 * What runs first in the page's own world: it receives what the preload exposes and freezes it there.
 * `serviceWorkers`: whether the scheme allows them; elsewhere registering fails as it does on Electron.
 *
 * Injected as text: it must not use anything declared outside.
 */
export function runPageWorld(peer: Peer, serviceWorkers: boolean): void {
  const freeze = (value: unknown): void => {
    if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
    if (ArrayBuffer.isView(value)) return;
    Object.freeze(value);
    for (const held of Object.values(value)) freeze(held);
  };
  peer.hear("expose", (text) => {
    const [name, api] = peer.unpack(text) as [string, unknown];
    freeze(api);
    Object.defineProperty(window, name, {
      value: api,
      enumerable: true,
      configurable: false,
      writable: false,
    });
  });
  if (!serviceWorkers && "ServiceWorkerContainer" in window)
    ServiceWorkerContainer.prototype.register = () =>
      Promise.reject(
        new TypeError(
          "Failed to register a ServiceWorker: The URL protocol of the current origin is not supported.",
        ),
      );
}
