/**
 * Keeps the bundle on the laptop of whoever works in a browser: once opened, the page starts without network.
 * Only files of the bundle pass here; calls to central (/api/) never do.
 */

/** The files of this build and a name for them, written into this script by vite.config.ts. */
declare const BUNDLE: { readonly version: string; readonly files: readonly string[] };

/** What this script uses of a service worker's world (the DOM's types know pages only). */
type OfflineScope = {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
};
type Lasting = { waitUntil(work: Promise<unknown>): void };
type Fetching = Lasting & {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
};

const scope = self as unknown as OfflineScope;
const CACHE = `bundle-${BUNDLE.version}`;
const PAGE = "/";
/** Central answers by origin (Vary), and a module is asked for with one: the file is the same. */
const WHOEVER_ASKS = { ignoreVary: true } as const;
/** How long a page waits for central before the kept one is shown, in milliseconds. */
const PATIENCE = 3000;

scope.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([PAGE, ...BUNDLE.files]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))),
      )
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(freshOrKept(request));
  else if (BUNDLE.files.includes(url.pathname)) event.respondWith(keptOrFresh(request));
});

/** A file of this build never changes. */
async function keptOrFresh(request: Request): Promise<Response> {
  return (await caches.match(request, WHOEVER_ASKS)) ?? fetch(request);
}

/** The page of central when it answers, so that a new version is seen at once; else the one kept with its files. */
async function freshOrKept(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE, WHOEVER_ASKS);
  if (!kept) return fetch(request);
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), PATIENCE);
  });
  const fresh = await Promise.race([fetch(request).catch(() => null), late]);
  return fresh !== null && fresh.ok ? fresh : kept;
}
