import { describe, expect, it } from "vitest";
import { foreignBombs, textBombs } from "./other-bombs.ts";
import { readApart } from "./read-apart.ts";
import { workbookBombs } from "./workbook-bombs.ts";
import type { Bomb } from "./bomb-content.ts";

const FULL = process.env["INTENDANCE_FAULTS"] === "full";
const MB = 1024 * 1024;
const MOST_GROWTH = 300 * MB;
const LONGEST = 2_000;

const chosen = (bombs: readonly Bomb[]): readonly Bomb[] =>
  FULL ? bombs : bombs.filter((bomb) => bomb.everyday);
const share = (bombs: readonly Bomb[]): string =>
  FULL
    ? `all ${bombs.length}`
    : `${chosen(bombs).length} of ${bombs.length}, all with INTENDANCE_FAULTS=full`;

describe.each([
  ["workbooks", workbookBombs],
  ["other workbooks", foreignBombs],
  ["text", textBombs],
])("bombs, %s (I-1)", (kind, bombs) => {
  it.each(chosen(bombs).map((bomb) => [bomb.what, bomb] as const))(
    `[I-1] ${kind} (${share(bombs)}): %s`,
    async (_, bomb) => {
      const { outcome, milliseconds, processor, growth, ...after } = await readApart(
        bomb.pieces(),
        bomb.name,
      );
      console.log(
        `[I-1] ${bomb.what}: ${"rows" in outcome ? `${outcome.rows} rows` : outcome.code}, ${Math.round(milliseconds)} ms (${Math.round(processor)} of processor), ${Math.round(growth / MB)} MB`,
      );

      // `restarted` false: refused by the reader itself, neither stopped at the deadline nor dead of memory
      expect({ ...outcome, ...after }).toMatchObject({
        ...bomb.ends,
        usable: true,
        restarted: false,
        polluted: false,
      });
      expect(growth).toBeLessThan(MOST_GROWTH);
      // said always, judged where it was asked for; in processor time, which a busy machine does not stretch
      if (FULL) expect(processor).toBeLessThan(LONGEST);
    },
  );
});
