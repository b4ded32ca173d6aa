import type { ElectronApplication, Page } from "@playwright/test";
import type { ForeignSite } from "./foreign-site.ts";

interface Watched {
  navigations: string[];
  opened: string[];
}

/** Addresses that are not the application's, however much they look like it. */
const elsewhere = (site: ForeignSite): readonly string[] => [
  "file:///etc/passwd",
  "javascript:void (window.ran = true)",
  "data:text/html,<p id=foreign>ailleurs",
  "app://intendance.example/",
  "app://intendance@ailleurs/",
  "app://ailleurs/",
  "https://intendance.example/",
  "mailto:quelquun@example.org",
  // Last: once this one has been refused, so have the others.
  `${site.url}/ailleurs`,
];

/** S-4: how the page could leave, open a window, or have the system open something by itself. */
export async function checkNavigation(
  app: ElectronApplication,
  page: Page,
  site: ForeignSite,
): Promise<readonly string[]> {
  await app.evaluate(({ BrowserWindow, shell }) => {
    const watched: Watched = { navigations: [], opened: [] };
    Object.assign(globalThis, { watched });
    shell.openExternal = async (url) => void watched.opened.push(url);
    shell.openPath = async (path) => {
      watched.opened.push(path);
      return "";
    };
    BrowserWindow.getAllWindows()[0]?.webContents.on("will-navigate", ({ url }) =>
      watched.navigations.push(url),
    );
  });
  const watched = (): Promise<Watched> =>
    app.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);

  const addresses = elsewhere(site);
  await page.evaluate((urls) => {
    Object.assign(window, { stays: true });
    for (const url of urls) {
      window.open(url);
      window.open(url, "_blank", "noopener");
      const link = document.createElement("a");
      Object.assign(link, { href: url, target: "_blank", rel: "noopener" });
      document.body.append(link);
      link.click();
      link.remove();
    }
  }, addresses);
  await waitUntil(async () => app.windows().length === 1);
  let gone = "";
  for (const url of addresses)
    await page
      .evaluate((address) => {
        try {
          location.href = address;
        } catch {
          // Chromium itself refuses some.
        }
      }, url)
      .catch((thrown: unknown) => (gone = left(thrown)));
  await waitUntil(
    async () => gone !== "" || (await watched()).navigations.includes(`${site.url}/ailleurs`),
  );
  if (gone !== "") return [gone];

  const { opened } = await watched();
  const state = await page
    .evaluate(() => ({ stays: "stays" in window, ran: "ran" in window }))
    .catch(left);
  if (typeof state === "string") return [state];
  return [
    ...(state.stays ? [] : ["the page left the application"]),
    ...(state.ran ? ["a javascript: address ran"] : []),
    ...(app.windows().length === 1 ? [] : [`there are ${app.windows().length} windows`]),
    ...site.requests.map((request) => `the other site received ${request}`),
    ...opened.map((address) => `the system was handed ${address}`),
  ];
}

/** A page that goes away while it is asked has left. */
const left = (thrown: unknown): string => `the page left the application: ${String(thrown)}`;

/** Waits 30 s at most; what did not come is told by the check itself. */
async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await holds()) && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
