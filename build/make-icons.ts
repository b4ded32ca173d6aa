import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { browserFlags, findBrowser } from "./find-browser.ts";
import { makeIcns, makeIco, type Picture } from "./pack-icons.ts";
import { projectFolder } from "./project-folder.ts";

/**
 * `node build/make-icons.ts`: the application's one drawing, renderer/public/icon.svg, in the sizes and containers that
 * the three systems want. The results are committed, so that packaging needs no browser; run it when the drawing changes.
 */
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 32, 48, 64, 256];

const drawing = readFileSync(join(projectFolder, "renderer/public/icon.svg"), "utf8");
const resources = join(projectFolder, "resources");
mkdirSync(join(resources, "icons"), { recursive: true });

const found = findBrowser();
const browser = await chromium.launch({
  ...(found === null ? {} : { executablePath: found.executablePath }),
  args: [...browserFlags()],
});
const pictures: Picture[] = [];
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  );
  pictures.push({ size, png: await page.screenshot({ omitBackground: true }) });
  await page.close();
}
await browser.close();

const ofSizes = (sizes: readonly number[]): readonly Picture[] =>
  pictures.filter(({ size }) => sizes.includes(size));
for (const { size, png } of ofSizes(LINUX_SIZES))
  writeFileSync(join(resources, "icons", `${size}x${size}.png`), png);
writeFileSync(join(resources, "icon.ico"), makeIco(ofSizes(WINDOWS_SIZES)));
writeFileSync(join(resources, "icon.icns"), makeIcns(pictures));
console.log(`resources/icons, icon.ico and icon.icns are drawn from renderer/public/icon.svg.`);
