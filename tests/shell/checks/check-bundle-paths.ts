import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ElectronApplication } from "@playwright/test";

const SECRET = "ne doit pas sortir";

/** Puts files around a copied application's bundle that must never be served from it, one of them behind a link. */
export async function plantOutsideFiles(app: string): Promise<void> {
  const outside = join(app, "dist", "secret.json");
  await writeFile(outside, SECRET);
  await mkdir(join(app, "dist", "renderer-2"), { recursive: true });
  await writeFile(join(app, "dist", "renderer-2", "secret.json"), SECRET);
  await symlink(outside, join(app, "dist", "renderer", "assets", "link.json"));
}

const TRAVERSALS = [
  "app://intendance/../secret.json",
  "app://intendance/..%2fsecret.json",
  "app://intendance/..%2Fsecret.json",
  "app://intendance/%2e%2e/secret.json",
  "app://intendance/%2e%2e%2fsecret.json",
  "app://intendance/..%5csecret.json",
  "app://intendance/assets/..%2f..%2fsecret.json",
  "app://intendance/assets/%2e%2e/%2e%2e/secret.json",
  "app://intendance/%252e%252e%252fsecret.json",
  "app://intendance/..%2frenderer-2%2fsecret.json",
  "app://intendance/%2fetc%2fhosts.json",
  "app://intendance/..%2fsecret.json%00.js",
  "app://intendance/C:%5cWindows%5cwin.json",
  "app://intendance/assets/link.json",
  "app://intendance/..%c0%afsecret.json",
];
const OTHER_HOSTS = [
  "app://ailleurs/index.html",
  "app://intendance.example/index.html",
  "app://intendance:81/index.html",
];

/** S-6: what of the scheme answers besides the bundle's own files read by its own host. */
export async function checkBundlePaths(app: ElectronApplication): Promise<readonly string[]> {
  const ask = (url: string, method: string): Promise<{ status: number; body: string }> =>
    app.evaluate(
      async ({ net }, [address, verb]) => {
        const response = await net.fetch(address, { method: verb });
        return { status: response.status, body: await response.text() };
      },
      [url, method] as const,
    );
  const found: string[] = [];
  for (const url of [...TRAVERSALS, ...OTHER_HOSTS]) {
    const { status, body } = await ask(url, "GET");
    if (body.includes(SECRET)) found.push(`${url} reads outside the bundle`);
    else if (status !== 404) found.push(`${url}: ${status}`);
  }
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    const { status } = await ask("app://intendance/index.html", method);
    if (status !== 405) found.push(`${method}: ${status}`);
  }
  const { status } = await ask("app://intendance/index.html", "GET");
  return status === 200 ? found : [...found, `the bundle itself: ${status}`];
}
