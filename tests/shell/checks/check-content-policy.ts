import type { Page } from "@playwright/test";
import type { ForeignSite } from "./foreign-site.ts";

/** S-5: what the page could run, fetch, show or post although its policy says no, and answers without a policy. */
export async function checkContentPolicy(
  page: Page,
  site: ForeignSite,
  paths: readonly string[],
): Promise<readonly string[]> {
  const attempts = await page.evaluate(async (foreign) => {
    const broken: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      broken.push(event.effectiveDirective),
    );
    const soon = (come: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const end = performance.now() + 10_000;
        const look = (): void =>
          void (come() || performance.now() > end ? resolve() : setTimeout(look, 5));
        look();
      });
    const add = <Name extends keyof HTMLElementTagNameMap>(
      name: Name,
      attributes: Partial<HTMLElementTagNameMap[Name]>,
    ): HTMLElementTagNameMap[Name] => {
      const element = Object.assign(document.createElement(name), attributes);
      document.body.append(element);
      return element;
    };
    const found: string[] = [];

    add("script", { textContent: "window.inlineRan = true" });
    if ("inlineRan" in window) found.push("an inline script ran");
    // The debugger's own call may evaluate: a later turn may not.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      // oxlint-disable-next-line no-eval -- what the policy must refuse
      (0, eval)("1");
      found.push("eval ran");
    } catch {
      // Refused.
    }
    await fetch(`${foreign}/lu`).then(
      () => found.push("a foreign site was read"),
      () => undefined,
    );
    const image = add("img", { src: `${foreign}/image.png` });
    await new Promise((resolve) => {
      image.onload = image.onerror = resolve;
    });
    const frame = add("iframe", { src: `${foreign}/cadre` });
    await soon(() => broken.includes("frame-src"));
    add("script", { src: `${foreign}/script.js` });
    await soon(() => broken.includes("script-src-elem"));
    add("form", { action: `${foreign}/poste`, method: "post", target: "_self" }).submit();
    await soon(() => broken.includes("form-action"));
    add("a", { href: "#" }).setAttribute("onclick", "window.attributeRan = true");
    document.querySelector<HTMLAnchorElement>("a[onclick]")?.click();
    if ("attributeRan" in window) found.push("an attribute ran");
    try {
      const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"])));
      await new Promise((resolve) => {
        worker.onmessage = () => resolve(found.push("a worker of a made-up script ran"));
        worker.onerror = resolve;
      });
    } catch {
      // Refused.
    }
    frame.remove();
    const wanted = ["connect-src", "form-action", "frame-src", "img-src", "script-src-elem"];
    return [
      ...found,
      ...wanted.filter((name) => !broken.includes(name)).map((name) => `nothing broke ${name}`),
    ];
  }, site.url);
  const unguarded = await page.evaluate(async (all) => {
    const found: string[] = [];
    for (const [path, method] of all.flatMap((path) => [
      [path, "GET"] as const,
      [path, "POST"] as const,
    ])) {
      const { headers } = await fetch(path, { method });
      const policy = headers.get("content-security-policy") ?? "";
      if (!policy.includes("default-src 'none'")) found.push(`${method} ${path}: no policy`);
      if (/default-src[^;]*\*|unsafe-inline'[^;]*script/.test(policy))
        found.push(`${path}: ${policy}`);
    }
    return found;
  }, paths);
  return [
    ...attempts,
    ...unguarded,
    ...site.requests.map((request) => `the other site received ${request}`),
  ];
}
