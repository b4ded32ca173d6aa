import { HOST_BRIDGE } from "../../shared/contract/host-methods.ts";
import { onHost } from "./host.ts";
import { expect, test } from "./open-shell.ts";

interface Bridge {
  invoke(method: string, input: unknown): Promise<{ readonly ok: boolean }>;
}

test(`[S-4] the system's browser is handed https addresses without an account, and nothing else ${onHost}`, async ({
  openShell,
}) => {
  const shell = await openShell();
  const page = await shell.page();
  await shell.app.evaluate(({ shell: system }) => {
    const seen = globalThis as unknown as { opened: string[] };
    seen.opened = [];
    system.openExternal = async (url) => void seen.opened.push(url);
  });
  const ask = (url: string): Promise<boolean> =>
    page.evaluate(
      async ([bridge, address]) =>
        (
          await (window as unknown as Record<string, Bridge>)[bridge]!.invoke(
            "shell.openExternal",
            { url: address },
          )
        ).ok,
      [HOST_BRIDGE, url] as const,
    );

  for (const url of [
    "http://univ.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "smb://univ.example/share",
    "mailto:quelquun@univ.example",
    "intendance://inbox",
    "https://univ.example@evil.example/",
    "https://univ.example\\@evil.example/",
    "https://univ.example/\u0000",
    "https://",
    ` https://univ.example/`,
    `https://univ.example/${"a".repeat(3_000)}`,
  ])
    expect(await ask(url), url).toBe(false);
  expect(await ask("https://univ.example/aide?page=1#haut")).toBe(true);

  expect(
    await shell.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened),
  ).toEqual(["https://univ.example/aide?page=1#haut"]);
});
