import { openList, submitBasket, typeOver } from "../e2e/edit-label.ts";
import { signIn } from "../e2e/sign-in.ts";
import { onHost } from "./host.ts";
import { expect, test, type Shell } from "./open-shell.ts";

interface Seen {
  badges: number[];
  shown: { title: string; body: string; emit(event: "click"): void }[];
}

/** From here on, notes what the system is asked to show. */
const watchSystem = (shell: Shell): Promise<void> =>
  shell.app.evaluate(({ app, Notification }) => {
    const seen = globalThis as unknown as Seen;
    seen.badges = [];
    seen.shown = [];
    app.setBadgeCount = (count) => {
      seen.badges.push(count ?? 0);
      return true;
    };
    Notification.prototype.show = function (this: Seen["shown"][number]) {
      seen.shown.push(this);
    };
  });

test(`a request that comes for my decision is told by the desktop, counted on the icon, and opened by a click ${onHost}`, async ({
  openShell,
  central,
}) => {
  const office = await openShell({ profile: "office", person: "office" });
  const decider = await office.page();
  await signIn(decider, central, "accreditrice");
  await watchSystem(office);
  const laptop = await openShell({ profile: "laptop", person: "laptop" });
  const page = await laptop.page();
  await signIn(page, central, "intendante");
  await typeOver(page, await openList(page, "Structures internes"), 1, 2, "Libellé à décider");
  await submitBasket(page, "Demande qui arrive");

  await expect
    .poll(
      () =>
        office.app.evaluate(() => ({
          badges: (globalThis as unknown as Seen).badges,
          shown: (globalThis as unknown as Seen).shown.map(({ title, body }) => ({ title, body })),
        })),
      { timeout: 180_000 },
    )
    .toEqual({
      badges: [1],
      shown: [{ title: "1 demande attend votre décision", body: "Ouvrir les demandes à traiter" }],
    });

  await office.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await office.app.evaluate(() => (globalThis as unknown as Seen).shown[0]?.emit("click"));
  await expect.poll(() => decider.evaluate(() => location.pathname)).toBe("/a-traiter");
  await expect
    .poll(() =>
      office.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()),
    )
    .toBe(false);
  await expect(decider.getByText("Demande qui arrive").first()).toBeVisible();
});
