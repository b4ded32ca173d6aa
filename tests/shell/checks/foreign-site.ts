import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A site of somebody else, on this machine: what reaches it is listed. */
export interface ForeignSite {
  readonly url: string;
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** Starts it on a free port; it answers everything, to every origin, with a page. */
export async function startForeignSite(): Promise<ForeignSite> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "access-control-allow-origin": "*",
    });
    response.end("<!doctype html><title>Autre site</title><p id=foreign>Autre site");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
