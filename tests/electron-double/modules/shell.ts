import type { Shell } from "electron";
import { type Conforming, covered, record } from "../refuse.ts";

/** Nothing is opened: what the system would have been handed is noted. */
const double = {
  async openExternal(url: string): Promise<void> {
    record.openedOutside.push(url);
  },
  async openPath(path: string): Promise<string> {
    record.openedOutside.push(path);
    return "";
  },
  showItemInFolder(path: string): void {
    record.openedOutside.push(path);
  },
  beep(): void {},
};

export const shell = covered("shell", double) satisfies Conforming<Shell, typeof double>;
