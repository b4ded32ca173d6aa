/**
 * The headers of every static answer, by path: one place for central, which serves the bundle over HTTP,
 * and for the desktop shell, which serves it as app://.
 *
 * The page never evaluates text. The data worker does (Ajv compiles the models that central serves) and so may
 * reach no network at all; the parsing worker reads files from anywhere and may do neither.
 */
export function securityHeaders(
  path: string,
  /** Origins the page may call besides its own: the central repository, where another host serves the page. */
  connect: readonly string[] = [],
): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(path, connect),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": REFUSED_FEATURES.map((feature) => `${feature}=()`).join(", "),
    "Cache-Control": isHashed(path) ? "public, max-age=31536000, immutable" : "no-cache",
  };
}

/** Where the bundle puts what its name already versions (vite.config.ts). */
const ASSETS = "/assets/";
const WORKER = /^\/assets\/worker-([a-z]+)-[^/]*\.js$/;

const REFUSED_FEATURES = [
  "camera",
  "display-capture",
  "geolocation",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
] as const;

const isHashed = (path: string): boolean => path.startsWith(ASSETS);

function contentSecurityPolicy(path: string, connect: readonly string[]): string {
  const worker = WORKER.exec(path)?.[1];
  if (worker === "data") return policy({ ...NOTHING, "script-src": DATA_WORKER_SCRIPTS });
  if (worker !== undefined) return policy({ ...NOTHING, "script-src": ["'self'"] });
  return policy({
    ...NOTHING,
    "script-src": ["'self'"],
    "worker-src": ["'self'"],
    "connect-src": ["'self'", ...connect],
    // MUI writes its styles at run time; styles cannot read or send anything that the other lines forbid.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "manifest-src": ["'self'"],
  });
}

const DATA_WORKER_SCRIPTS = ["'self'", "'unsafe-eval'", "'wasm-unsafe-eval'"] as const;

const NOTHING = {
  "default-src": ["'none'"],
  "connect-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
  "object-src": ["'none'"],
} as const;

const policy = (directives: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
