import { EventEmitter } from "node:events";
import type { NativeTheme } from "electron";
import { acceptOnly, type Conforming, covered } from "../refuse.ts";

class NativeThemeDouble extends EventEmitter {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly prefersReducedTransparency = false;
  private source: NativeTheme["themeSource"] = "system";

  get themeSource(): NativeTheme["themeSource"] {
    return this.source;
  }
  /** Pages keep the theme that the driver of the test gives them. */
  set themeSource(source: NativeTheme["themeSource"]) {
    this.source = source;
    this.emit("updated");
  }
  get shouldUseDarkColors(): boolean {
    return this.source === "dark";
  }
}

const double = new NativeThemeDouble();
acceptOnly(double, "nativeTheme", ["updated"]);
export const nativeTheme = covered("nativeTheme", double) satisfies Conforming<
  NativeTheme,
  NativeThemeDouble
>;
