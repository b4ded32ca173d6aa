import { EventEmitter } from "node:events";
import type { Display, Point, Rectangle, Screen } from "electron";
import { acceptOnly, type Conforming, covered } from "../refuse.ts";

const WIDTH = 1920;
const HEIGHT = 1080;
/** One ordinary display, of which the system keeps a strip for itself. */
const area: Rectangle = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
const workArea: Rectangle = { ...area, height: HEIGHT - 40 };

const display = {
  id: 1,
  label: "",
  bounds: area,
  size: { width: WIDTH, height: HEIGHT },
  workArea,
  workAreaSize: { width: workArea.width, height: workArea.height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  // What the application does not read of a display is not made up.
} as Partial<Display> as Display;

/** Tests with other displays put their own functions in the members' place. */
class ScreenDouble extends EventEmitter {
  getPrimaryDisplay(): Display {
    return display;
  }
  getAllDisplays(): Display[] {
    return [display];
  }
  getDisplayMatching(_rectangle: Rectangle): Display {
    return display;
  }
  getDisplayNearestPoint(_point: Point): Display {
    return display;
  }
  getCursorScreenPoint(): Point {
    return { x: 0, y: 0 };
  }
}

const double = new ScreenDouble();
acceptOnly(double, "screen", ["display-added", "display-metrics-changed", "display-removed"]);
export const screen = covered("screen", double) satisfies Conforming<Screen, ScreenDouble>;
