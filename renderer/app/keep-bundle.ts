import type { DesktopHost } from "../../shared/ports/index.ts";

/**
 * Has the browser keep the bundle, so that the page starts without network. The desktop shell has it on disk already,
 * and the development server changes it all the time: neither needs it. A browser that refuses works online only.
 */
export async function keepBundle(host: DesktopHost["kind"]): Promise<void> {
  if (host === "electron") return;
  const isServed = location.protocol === "http:" || location.protocol === "https:";
  if (!import.meta.env.PROD || !isServed || !("serviceWorker" in navigator)) return;
  await navigator.serviceWorker
    .register("/offline-worker.js")
    .catch((thrown: unknown) => console.warn(thrown));
}
