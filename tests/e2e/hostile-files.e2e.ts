import { foreignBombs, textBombs } from "../files/other-bombs.ts";
import { workbookBombs } from "../files/workbook-bombs.ts";
import type { Bomb } from "../files/bomb-content.ts";
import { checkFile, chooseFile, countsOf } from "./import-file.ts";
import { expect, test } from "./journey.ts";
import { makeNacresWorkbook } from "./make-nacres-workbook.ts";

/** Playwright hands over no file beyond this. */
const MOST = 50 * 1024 * 1024;
const TRIED = [
  "500 MB of spaces that the directory says are 1,000 bytes",
  "ten million shared strings that pack well",
  "a last cell XFD1048576",
  "OpenDocument: one cell repeated to XFD1048576",
  "JSON a million levels deep",
];
const all = [...workbookBombs, ...foreignBombs, ...textBombs];
const bombs = TRIED.flatMap((wanted) => all.filter(({ what }) => what === wanted));

test("[I-1] bombs are refused in Chromium, the page answers, and the next good file is imported", async ({
  openAs,
}) => {
  expect(bombs.map(({ what }) => what)).toEqual(TRIED);
  const laptop = await openAs("intendante");
  const page = laptop.page();
  for (const bomb of bombs) {
    await chooseFile(laptop, "NACRES", fileOf(bomb));
    await expect(page.getByRole("alert"), bomb.what).toContainText("Rien n’a été écrit");
    // the page answers, and shows something else when asked
    await page.getByRole("link", { name: "Accueil" }).click();
    await expect(page.getByRole("heading", { name: /^Bonjour/ })).toBeVisible();
  }
  const { bytes, codes } = makeNacresWorkbook("xlsx");
  await chooseFile(laptop, "NACRES", {
    name: "bon.xlsx",
    mimeType: "application/octet-stream",
    buffer: bytes,
  });
  await checkFile(page);
  expect((await countsOf(page))["Créées"]).toBe(codes);
});

function fileOf({ name, pieces }: Bomb) {
  const buffer = Buffer.concat(pieces());
  expect(buffer.length).toBeLessThan(MOST);
  return { name, mimeType: "application/octet-stream", buffer };
}
