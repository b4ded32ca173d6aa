import { describe, expect, it } from "vitest";
import { contrastRatio } from "./contrast-ratio.ts";
import { DARK, LIGHT, type SchemeTokens, type Tone } from "./theme-tokens.ts";

const TONES = [
  "draft",
  "pending",
  "accredited",
  "refused",
  "conflict",
  "info",
  "warning",
  "error",
  "fatal",
] as const;

/** Pairs below the wanted ratio, as readable lines. */
function tooClose(
  pairs: readonly (readonly [string, string, string])[],
  wanted: number,
): readonly string[] {
  return pairs
    .map(([name, front, back]) => [name, contrastRatio(front, back)] as const)
    .filter(([, ratio]) => ratio < wanted)
    .map(([name, ratio]) => `${name} ${ratio.toFixed(2)} < ${wanted}`);
}

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
] as const)("contrast, %s", (_, scheme: SchemeTokens) => {
  const surfaces = [
    ["page", scheme.page],
    ["surface", scheme.surface],
    ["raised", scheme.raised],
    ["chrome", scheme.chrome],
    ["hover", scheme.hover],
    ["accentSoft", scheme.accentSoft],
  ] as const;
  const tones: readonly (readonly [string, Tone])[] = TONES.map((name) => [name, scheme[name]]);

  it("[C1] text of grids reaches AAA (7:1) on every surface, tints included", () => {
    const pairs = [
      ...surfaces.map(([name, back]) => [`text/${name}`, scheme.text, back] as const),
      ...tones.map(([name, tone]) => [`text/${name}`, scheme.text, tone.soft] as const),
      ...surfaces
        .filter(([name]) => name !== "accentSoft")
        .map(([name, back]) => [`quiet/${name}`, scheme.textQuiet, back] as const),
    ];
    expect(tooClose(pairs, 7)).toEqual([]);
  });

  it("[C2] every other text reaches AA (4.5:1)", () => {
    const pairs = [
      ...tones.flatMap(([name, tone]) => [
        [`${name}/soft`, tone.text, tone.soft] as const,
        ...surfaces.map(([back, colour]) => [`${name}/${back}`, tone.text, colour] as const),
      ]),
      ...surfaces.map(([back, colour]) => [`accent/${back}`, scheme.accent, colour] as const),
      ["quiet/accentSoft", scheme.textQuiet, scheme.accentSoft] as const,
      ["onAccent", scheme.onAccent, scheme.accent] as const,
      ["onAccentHover", scheme.onAccent, scheme.accentHover] as const,
      ["text/asAt", scheme.text, scheme.asAt] as const,
      ["quiet/asAt", scheme.textQuiet, scheme.asAt] as const,
      ["disabled/surface", scheme.textDisabled, scheme.surface] as const,
      ["disabled/page", scheme.textDisabled, scheme.page] as const,
    ];
    expect(tooClose(pairs, 4.5)).toEqual([]);
  });

  it("[C3] marks, borders of fields and focus reach 3:1", () => {
    const pairs = [
      ...tones.map(([name, tone]) => [`${name} line`, tone.line, scheme.surface] as const),
      ["lineStrong", scheme.lineStrong, scheme.surface] as const,
      ...surfaces.map(([name, back]) => [`focus/${name}`, scheme.focus, back] as const),
    ];
    expect(tooClose(pairs, 3)).toEqual([]);
  });
});
