import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Journal } from "../../shared/ports/index.ts";

/** A journal and the way to open the same one again, as after a restart. */
export type JournalUnderTest = { restart(): Promise<Journal>; remove(): Promise<void> };

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const noDamage = { damage: null };

/** The laws of `Journal`: every adapter obeys them. */
export function journalLaws(name: string, make: () => Promise<JournalUnderTest>): void {
  describe(`Journal: ${name}`, () => {
    const made: JournalUnderTest[] = [];
    const fresh = async (): Promise<JournalUnderTest> => {
      const under = await make();
      made.push(under);
      return under;
    };
    afterEach(async () => {
      for (const under of made.splice(0)) await under.remove();
    });

    it("[JP1] a new journal is empty and undamaged", async () => {
      const journal = await (await fresh()).restart();
      expect(await journal.open()).toMatchObject({ entries: 0, ...noDamage });
      expect(await journal.readAll()).toEqual([]);
    });

    it("[JP2] what was appended is there after a restart, in order, byte for byte, from any entry on", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }),
          async (entries) => {
            const under = await fresh();
            const journal = await under.restart();
            await journal.open();
            for (const entry of entries) await journal.append(entry);
            expect(await journal.readAll()).toEqual(entries);
            const again = await under.restart();
            expect(await again.open()).toMatchObject({ entries: entries.length, ...noDamage });
            expect(await again.readAll()).toEqual(entries);
            expect(await again.readAll(2)).toEqual(entries.slice(2));
            await again.append(text("encore"));
            expect(await again.readAll(entries.length)).toEqual([text("encore")]);
          },
        ),
        { numRuns: 15 },
      );
    });

    it("[JP3] appends asked at once are all kept, in the order asked", async () => {
      const under = await fresh();
      const journal = await under.restart();
      await journal.open();
      const entries = Array.from({ length: 40 }, (_, n) => text(`entrée ${String(n)}`));
      await Promise.all(entries.map((entry) => journal.append(entry)));
      expect(await (await under.restart()).readAll()).toEqual(entries);
    });

    it("[JP4] a rewrite replaces everything, and appends go on after it", async () => {
      const under = await fresh();
      const journal = await under.restart();
      await journal.open();
      for (const value of ["a", "b", "c"]) await journal.append(text(value));
      await journal.rewrite([text("abc")]);
      await journal.append(text("d"));
      const again = await under.restart();
      expect(await again.open()).toMatchObject({ entries: 2, ...noDamage });
      expect(await again.readAll()).toEqual([text("abc"), text("d")]);
    });

    it("[JP5] a removed journal is a new one, and takes entries again", async () => {
      const under = await fresh();
      const journal = await under.restart();
      await journal.open();
      await journal.append(text("a"));
      await journal.remove();
      expect(await journal.readAll()).toEqual([]);
      const again = await under.restart();
      expect(await again.open()).toMatchObject({ entries: 0, ...noDamage });
      await again.append(text("b"));
      expect(await again.readAll()).toEqual([text("b")]);
    });

    it("[JP6] large entries cross in pages", async () => {
      const under = await fresh();
      const journal = await under.restart();
      await journal.open();
      const entries = [1, 2, 3, 4].map((n) => new Uint8Array(5_000_000).fill(n));
      for (const entry of entries) await journal.append(entry);
      const read = await (await under.restart()).readAll();
      expect(read.map((entry) => [entry.length, entry[0]])).toEqual(
        entries.map((entry) => [entry.length, entry[0]]),
      );
    });
  });
}
