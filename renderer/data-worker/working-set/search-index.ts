import { tokensOf } from "../../../shared/base/index.ts";
import type { MasterRecord } from "../../../shared/record/index.ts";
import type { SlotWatcher } from "./record-table.ts";
import { isNearToken } from "./near-token.ts";

/** Past this many changed slots, building again costs less than scanning them at each search. */
const MAX_CHANGED = 2000;

const MAX_TOKENS = 12;
const MAX_REMEMBERED = 20_000;

/**
 * Accent-folded tokens of a table, sorted, with the slots that hold them (performance.md, section E). A search wants every
 * token of the question as the start of a token of the record; when nothing answers, one typing error per token is forgiven.
 * Slots changed since the index was built are scanned as they are.
 */
export class SearchIndex implements SlotWatcher {
  private readonly shown: readonly (MasterRecord | undefined)[];
  private readonly textsOf: (slot: number) => readonly string[];
  private tokens: string[] = [];
  private starts: Uint32Array = new Uint32Array(1);
  private postings: Uint32Array = new Uint32Array(0);
  private built = false;
  private readonly changed = new Set<number>();

  constructor(
    shown: readonly (MasterRecord | undefined)[],
    textsOf: (slot: number) => readonly string[],
  ) {
    this.shown = shown;
    this.textsOf = textsOf;
  }

  /** Slots that answer, in no particular order; null when the question holds no token. */
  search(text: string): readonly number[] | null {
    const wanted = tokensOf(text).slice(0, MAX_TOKENS);
    if (wanted.length === 0) return null;
    this.build();
    const exact = this.matching(
      wanted.map((token) => this.startingWith(token)),
      wanted,
      startsWith,
    );
    if (exact.length > 0) return exact;
    const near = wanted.map((token) =>
      token.length < 4 ? this.startingWith(token) : this.nearTokens(token),
    );
    return this.matching(
      near,
      wanted,
      (token, of) => startsWith(token, of) || (of.length >= 4 && isNearToken(of, token)),
    );
  }

  /** Builds ahead of the first search. */
  build(): void {
    if (this.built && this.changed.size <= MAX_CHANGED) return;
    const slots = new Map<string, number[]>();
    // Most texts come back from record to record (towns, types, tutelles): they are cut once.
    const cut = new Map<string, readonly string[]>();
    for (let slot = 0; slot < this.shown.length; slot += 1) {
      if (!this.shown[slot]) continue;
      for (const text of this.textsOf(slot)) {
        if (text === "") continue;
        let tokens = cut.get(text);
        if (!tokens) {
          tokens = tokensOf(text);
          if (cut.size < MAX_REMEMBERED) cut.set(text, tokens);
        }
        for (const token of tokens) {
          const same = slots.get(token);
          if (!same) slots.set(token, [slot]);
          else if (same[same.length - 1] !== slot) same.push(slot);
        }
      }
    }
    this.tokens = [...slots.keys()].sort();
    this.starts = new Uint32Array(this.tokens.length + 1);
    let total = 0;
    this.tokens.forEach((token, place) => {
      this.starts[place] = total;
      total += slots.get(token)?.length ?? 0;
    });
    this.starts[this.tokens.length] = total;
    this.postings = new Uint32Array(total);
    this.tokens.forEach((token, place) =>
      this.postings.set(slots.get(token) ?? [], this.starts[place]),
    );
    this.built = true;
    this.changed.clear();
  }

  slotChanged(slot: number): void {
    if (this.built) this.changed.add(slot);
  }

  forget(): void {
    this.built = false;
    this.changed.clear();
  }

  private tokensAt(slot: number): readonly string[] {
    return this.textsOf(slot).flatMap((text) => tokensOf(text));
  }

  private matching(
    places: readonly (readonly number[])[],
    wanted: readonly string[],
    matches: (token: string, wanted: string) => boolean,
  ): readonly number[] {
    const marks = new Uint8Array(this.shown.length);
    let found: number[] = [];
    places.forEach((range, step) => {
      found = [];
      for (const place of range)
        for (let at = this.starts[place] ?? 0; at < (this.starts[place + 1] ?? 0); at += 1) {
          const slot = this.postings[at] ?? 0;
          if (marks[slot] !== step) continue;
          marks[slot] = step + 1;
          found.push(slot);
        }
    });
    const scanned = [...this.changed].filter(
      (slot) =>
        this.shown[slot] &&
        wanted.every((of) => this.tokensAt(slot).some((token) => matches(token, of))),
    );
    return this.changed.size === 0
      ? found
      : [...found.filter((slot) => !this.changed.has(slot)), ...scanned];
  }

  private startingWith(prefix: string): readonly number[] {
    const [from, to] = [this.lowerBound(prefix), this.lowerBound(`${prefix}\uffff`)];
    return Array.from({ length: to - from }, (_, place) => from + place);
  }

  private lowerBound(text: string): number {
    let [low, high] = [0, this.tokens.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.tokens[middle] ?? "") < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private nearTokens(wanted: string): readonly number[] {
    const places: number[] = [];
    for (let place = 0; place < this.tokens.length; place += 1)
      if (isNearToken(wanted, this.tokens[place] ?? "")) places.push(place);
    return places;
  }
}

const startsWith = (token: string, wanted: string): boolean => token.startsWith(wanted);
