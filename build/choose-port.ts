import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

export const DEFAULT_PORT = 7420;

export type PortChoice =
  | { readonly kind: "free"; readonly port: number }
  | { readonly kind: "taken"; readonly port: number };

/**
 * The same port at each start: a browser keeps a person's drafts under the address, port included.
 * The first start takes the default one, or any free one where that is taken, and the data folder remembers it.
 * `asked` (INTENDANCE_PORT) wins. A remembered port that is taken is not replaced: the drafts would seem lost.
 */
export async function choosePort(data: string, asked: string | undefined): Promise<PortChoice> {
  const file = join(data, "port");
  const kept = asked ?? readIfThere(file);
  const wanted = kept === null ? DEFAULT_PORT : Number(kept);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Error(`Not a port: ${kept}`);
  const port = (await isFree(wanted)) ? wanted : kept === null ? await anyFree() : null;
  if (port === null) return { kind: "taken", port: wanted };
  mkdirSync(data, { recursive: true });
  if (asked === undefined) writeFileSync(file, String(port));
  return { kind: "free", port };
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}

const isFree = (port: number): Promise<boolean> => listen(port).then((found) => found !== null);
const anyFree = async (): Promise<number> => {
  const port = await listen(0);
  if (port === null) throw new Error("no free port on this machine");
  return port;
};

/** Opens and closes a port of the loopback; null when it is taken. */
function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? null) : null));
    });
  });
}
