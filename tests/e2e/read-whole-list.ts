import type { Locator } from "@playwright/test";

/** The text of every line of a virtual list, scrolled as a person would from its first line to its very end; blanks made plain. */
export async function readWholeList(list: Locator): Promise<readonly string[]> {
  const lines = new Map<number, string>();
  await list.evaluate((frame) => frame.scrollTo({ top: 0 }));
  for (;;) {
    const shown = await list.getByRole("listitem").evaluateAll((items) =>
      items.map((item) => ({
        at: Number(item.getAttribute("aria-posinset")),
        of: Number(item.getAttribute("aria-setsize")),
        text: (item as HTMLElement).innerText.replaceAll(/\s+/g, " ").trim(),
      })),
    );
    for (const { at, text } of shown) if (text !== "") lines.set(at, text);
    const isRead = shown.length > 0 && shown.every(({ text }) => text !== "");
    // the next lines come into sight once those before them were read
    const isEnd = await list.evaluate((frame, down) => {
      const left = frame.scrollHeight - frame.clientHeight - frame.scrollTop;
      if (down) frame.scrollBy({ top: frame.clientHeight * 0.8 });
      return left < 2;
    }, isRead);
    if (isRead && isEnd && lines.size >= (shown[0]?.of ?? 0))
      return [...lines].toSorted(([left], [right]) => left - right).map(([, text]) => text);
    await list.page().evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
