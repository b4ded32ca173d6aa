import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DARK, LIGHT } from "../../renderer/app/theme-tokens.ts";
import { BACKGROUNDS, placeWindow, readWindowState, type Area } from "./window-state.ts";

const laptop: Area = { x: 0, y: 25, width: 1280, height: 775 };
const desk: Area = { x: 1280, y: 0, width: 2560, height: 1400 };
const kept = (bounds: Area) => ({ bounds, maximised: false });

describe("placeWindow", () => {
  it("opens at the usual size the first time, no larger than the display", () => {
    expect(placeWindow(null, [desk])).toEqual({ width: 1440, height: 900 });
    expect(placeWindow(null, [laptop])).toEqual({ width: 1280, height: 775 });
    expect(placeWindow(null, [])).toEqual({ width: 1440, height: 900 });
  });

  it("opens where it was left, on the display it was on", () => {
    const bounds = { x: 1500, y: 100, width: 1800, height: 1000 };

    expect(placeWindow(kept(bounds), [laptop, desk])).toEqual(bounds);
  });

  it("comes back to the first display when its own is gone", () => {
    const bounds = { x: 1500, y: 100, width: 1800, height: 1000 };

    expect(placeWindow(kept(bounds), [laptop])).toEqual({ width: 1280, height: 775 });
  });

  it("is brought back inside a display that became smaller", () => {
    const bounds = { x: 900, y: 300, width: 1200, height: 760 };

    expect(placeWindow(kept(bounds), [laptop])).toEqual({
      x: 80,
      y: 40,
      width: 1200,
      height: 760,
    });
  });

  it("whatever was kept and whatever displays there are, the window can be seen and seized", () => {
    const pixel = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 0, max: 6000 });
    const area = fc.record({
      x: pixel,
      y: pixel,
      width: fc.integer({ min: 1000, max: 4000 }),
      height: fc.integer({ min: 700, max: 3000 }),
    });
    fc.assert(
      fc.property(
        fc.record({ x: pixel, y: pixel, width: size, height: size }),
        fc.array(area, { minLength: 1, maxLength: 3 }),
        (bounds, areas) => {
          const { x, y, width, height } = placeWindow(kept(bounds), areas);

          expect(width).toBeGreaterThanOrEqual(900);
          expect(height).toBeGreaterThanOrEqual(600);
          if (x === undefined || y === undefined) return;
          const inside = areas.some(
            (one) =>
              x >= one.x &&
              y >= one.y &&
              x + width <= one.x + one.width &&
              y + height <= one.y + one.height,
          );
          expect(inside).toBe(true);
        },
      ),
    );
  });
});

describe("BACKGROUNDS", () => {
  it("are those of the page", () => {
    expect(BACKGROUNDS).toEqual({ light: LIGHT.page, dark: DARK.page });
  });
});

describe("readWindowState", () => {
  it("reads what was kept", () => {
    const state = { bounds: { x: -10, y: 0, width: 1000, height: 700 }, maximised: true };

    expect(readWindowState(JSON.stringify(state))).toEqual(state);
  });

  it.each([
    null,
    "",
    "null",
    "[]",
    "{",
    '{"bounds":null}',
    '{"bounds":{"x":0,"y":0,"width":"1e9","height":1}}',
    '{"bounds":{"x":1e12,"y":0,"width":1,"height":1}}',
    '{"bounds":{"x":0.5,"y":0,"width":1,"height":1}}',
  ])("believes nothing of %j", (text) => {
    expect(readWindowState(text)).toBeNull();
  });
});
