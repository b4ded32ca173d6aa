import type { PrintToPDFOptions } from "electron";
import { refuse } from "../refuse.ts";

/** Inches, as Chromium counts paper. */
const PAPER: Readonly<Record<string, readonly [number, number]>> = {
  A3: [11.69, 16.54],
  A4: [8.27, 11.69],
  A5: [5.83, 8.27],
  Letter: [8.5, 11],
};

/** What Chromium's own printing takes, from what Electron's does. */
export function printOptions(options: PrintToPDFOptions) {
  const { pageSize = "Letter", margins = {}, ...rest } = options;
  const size =
    typeof pageSize === "string" ? PAPER[pageSize] : ([pageSize.width, pageSize.height] as const);
  const [paperWidth, paperHeight] =
    size ?? refuse(`printToPDF with pageSize ${JSON.stringify(pageSize)}`);
  const given = {
    marginTop: margins.top,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
  };
  const set = Object.entries(given).filter(([, inches]) => inches !== undefined);
  return { ...rest, paperWidth, paperHeight, ...Object.fromEntries(set) };
}
