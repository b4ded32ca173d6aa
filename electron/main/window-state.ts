/** A rectangle of the screen, in density-independent pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the window was left. */
export interface WindowState {
  readonly bounds: Area;
  readonly maximised: boolean;
}

/** Where the window opens; without `x` and `y` the system centres it. */
export type WindowPlace = {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
};

/** Under this the frame of the screens no longer holds. */
export const LEAST_SIZE = { width: 900, height: 600 } as const;
/** The page's own background in both themes (renderer/app/theme-tokens.ts), so that nothing flashes before it is drawn. */
export const BACKGROUNDS = { light: "#f5f7f7", dark: "#121718" } as const;

const USUAL_SIZE = { width: 1440, height: 900 } as const;

/** The state from its stored text; null when there is none that can be believed. */
export function readWindowState(text: string | null): WindowState | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<WindowState> | null;
    const { x, y, width, height } = kept?.bounds ?? ({} as Partial<Area>);
    if (!isPixel(x) || !isPixel(y) || !isPixel(width) || !isPixel(height)) return null;
    return { bounds: { x, y, width, height }, maximised: kept?.maximised === true };
  } catch {
    return null;
  }
}

const isPixel = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) < 100_000;

/**
 * Where the window opens: as it was left when a display still shows enough of its top to be seized, never larger than that display;
 * else at its usual size on the first one. `areas`: the displays without their bars.
 */
export function placeWindow(kept: WindowState | null, areas: readonly Area[]): WindowPlace {
  const bounds = kept?.bounds;
  const area = bounds && areas.find((one) => showsTopOf(one, bounds));
  if (!bounds || !area) return sizeWithin(USUAL_SIZE, areas[0]);
  const size = sizeWithin(bounds, area);
  return {
    ...size,
    x: clamp(bounds.x, area.x, area.x + area.width - size.width),
    y: clamp(bounds.y, area.y, area.y + area.height - size.height),
  };
}

/** Enough of a title bar to take hold of it. */
function showsTopOf(area: Area, bounds: Area): boolean {
  const seen = Math.min(area.x + area.width, bounds.x + bounds.width) - Math.max(area.x, bounds.x);
  return seen >= 120 && bounds.y >= area.y - 8 && bounds.y + 40 <= area.y + area.height;
}

function sizeWithin(
  wish: { readonly width: number; readonly height: number },
  area: Area | undefined,
): { readonly width: number; readonly height: number } {
  const most = area ?? { width: Infinity, height: Infinity };
  return {
    width: clamp(wish.width, LEAST_SIZE.width, Math.max(most.width, LEAST_SIZE.width)),
    height: clamp(wish.height, LEAST_SIZE.height, Math.max(most.height, LEAST_SIZE.height)),
  };
}

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, Math.max(least, most)));
