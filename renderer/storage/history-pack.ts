import type { HistoryEntry } from "../../shared/record/index.ts";

/**
 * History entries of one commit, sorted by record, about 500 to a pack. A record's packs are those with
 * `first` ≤ id ≤ `last`: found by keys alone, without one row (and 0.15 ms) per record.
 */
export type HistoryPack = {
  readonly first: string;
  readonly last: string;
  readonly commit: number;
  readonly entries: readonly HistoryEntry[];
};

const PACK_SIZE = 500;

/** Packs of the entries, one commit never mixed with another. */
export function packHistory(entries: readonly HistoryEntry[]): readonly HistoryPack[] {
  const byCommit = Map.groupBy(entries, (entry) => entry.commit);
  const packs: HistoryPack[] = [];
  for (const [commit, ofCommit] of byCommit) {
    const sorted = ofCommit.toSorted((a, b) =>
      a.recordId < b.recordId ? -1 : a.recordId > b.recordId ? 1 : a.version - b.version,
    );
    for (let start = 0; start < sorted.length; start += PACK_SIZE) {
      const pack = sorted.slice(start, start + PACK_SIZE);
      const [first, last] = [pack[0], pack.at(-1)];
      if (first && last)
        packs.push({ first: first.recordId, last: last.recordId, commit, entries: pack });
    }
  }
  return packs;
}

/** The entries of one record in some packs: oldest first, each version once. */
export function historyIn(
  packs: readonly HistoryPack[],
  recordId: string,
): readonly HistoryEntry[] {
  const byVersion = new Map<number, HistoryEntry>();
  for (const pack of packs)
    for (const entry of pack.entries)
      if (entry.recordId === recordId) byVersion.set(entry.version, entry);
  return [...byVersion.values()].sort((a, b) => a.version - b.version);
}
