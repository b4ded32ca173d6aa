import { join } from "node:path";
import { build, preview } from "vite";

const configFile = join(import.meta.dirname, "vite.config.ts");

export interface GalleryServer {
  /** Address of one page of the gallery; `rows` is the number of generated rows. */
  readonly pageAt: (page: string, rows?: number) => string;
  readonly close: () => Promise<void>;
}

/** Builds the gallery as it would ship, and serves it on a free port. */
export async function startGallery(): Promise<GalleryServer> {
  await build({ configFile, logLevel: "error" });
  const server = await preview({
    configFile,
    logLevel: "error",
    preview: { port: 0, host: "127.0.0.1" },
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error("The gallery has no address.");
  return {
    pageAt: (page, rows) => `${address}?page=${page}${rows === undefined ? "" : `&rows=${rows}`}`,
    close: () => server.close(),
  };
}
