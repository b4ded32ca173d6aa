import type { Page } from "@playwright/test";

/** S-7: permissions the page has, or gets by asking, besides the few it needs (electron/main/granted-permission.ts). */
export async function checkPermissions(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = [
      "accelerometer",
      "background-sync",
      "camera",
      "clipboard-read",
      "display-capture",
      "geolocation",
      "gyroscope",
      "idle-detection",
      "keyboard-lock",
      "local-fonts",
      "magnetometer",
      "microphone",
      "midi",
      "notifications",
      "pointer-lock",
      "storage-access",
      "window-management",
    ];
    const found: string[] = [];
    for (const name of names) {
      const query = { name } as unknown as PermissionDescriptor;
      // A kind that this Chromium does not know cannot be given.
      const state = await navigator.permissions.query(query).then(
        (status) => status.state,
        () => "unknown",
      );
      if (state === "granted") found.push(`${name} is granted`);
    }
    const asking: Record<string, () => Promise<unknown>> = {
      geolocation: () =>
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      clipboard: () => navigator.clipboard.readText(),
      midi: () => navigator.requestMIDIAccess(),
    };
    for (const [name, ask] of Object.entries(asking))
      await ask().then(
        () => found.push(`${name} was given`),
        () => undefined,
      );
    const notices = await Notification.requestPermission();
    if (notices !== "denied") found.push(`notifications: ${notices}`);
    return found;
  });
}
