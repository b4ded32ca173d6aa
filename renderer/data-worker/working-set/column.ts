import { foldText } from "../../../shared/base/index.ts";
import type { JsonValue } from "../../../shared/base/index.ts";
import { displayValue } from "../../../shared/model/index.ts";
import type { Attribute, Language, ShowReference } from "../../../shared/model/index.ts";
import type { MasterRecord } from "../../../shared/record/index.ts";
import { sortByKey } from "./sort-by-key.ts";
import { textKeyOf, valueKeyOf } from "./sort-key.ts";

const collator = new Intl.Collator("fr", { numeric: true });

/**
 * Texts of one attribute by slot, built when first sorted, filtered or counted, then kept in step slot by slot.
 * Sorting compares keys prepared once (folded, numbers made comparable); the French collation only settles ties.
 */
export class Column {
  readonly attribute: Attribute;
  private readonly shown: readonly (MasterRecord | undefined)[];
  private readonly language: Language;
  private readonly show: ShowReference;
  private textCache: string[] | null = null;
  private foldCache: string[] | null = null;
  private keyCache: (string | number)[] | null = null;
  private orderCache: number[] | null = null;
  private orderStale = false;
  private rankCache: Uint32Array | null = null;

  constructor(
    attribute: Attribute,
    shown: readonly (MasterRecord | undefined)[],
    language: Language,
    show: ShowReference,
  ) {
    this.attribute = attribute;
    this.shown = shown;
    this.language = language;
    this.show = show;
  }

  value(slot: number): JsonValue | undefined {
    return this.shown[slot]?.data[this.attribute.name];
  }

  /** Display text of one slot, without building the column. */
  text(slot: number): string {
    return this.textCache?.[slot] ?? this.textOf(this.value(slot));
  }

  textOf(value: JsonValue | undefined): string {
    if (typeof value === "string" && PLAIN.has(this.attribute.kind)) return value;
    return displayValue(this.attribute, value, this.language, this.show);
  }

  texts(): readonly string[] {
    if (!this.textCache) {
      const { length } = this.shown;
      const texts = Array.from<string>({ length });
      for (let slot = 0; slot < length; slot += 1) texts[slot] = this.textOf(this.value(slot));
      this.textCache = texts;
    }
    return this.textCache;
  }

  /** Accent-folded text of one slot, without building the column. */
  fold(slot: number): string {
    return this.foldCache?.[slot] ?? foldText(this.text(slot));
  }

  /** Accent-folded texts, for filters. */
  folds(): readonly string[] {
    this.foldCache ??= this.texts().map(foldText);
    return this.foldCache;
  }

  /** Slots in ascending order, blanks last; every slot of the table, empty ones included. */
  order(): readonly number[] {
    const keys = this.keys();
    if (this.orderCache && !this.orderStale && this.orderCache.length === keys.length)
      return this.orderCache;
    const compare = (a: number, b: number): number =>
      compareKeys(keys[a] ?? "", keys[b] ?? "") || tie(this.texts(), a, b) || a - b;
    if (this.orderCache) {
      // An order that is nearly right is put right in nearly linear time.
      for (let slot = this.orderCache.length; slot < keys.length; slot += 1)
        this.orderCache.push(slot);
      this.orderCache.sort(compare);
    } else
      this.orderCache = this.isText()
        ? this.settleTies(sortByKey(keys as readonly string[]))
        : Array.from(keys, (_, slot) => slot).sort(compare);
    this.orderStale = false;
    this.rankCache = null;
    return this.orderCache;
  }

  /** Texts that fold to one key, in the order of the French collation. */
  private settleTies(order: number[]): number[] {
    const [keys, texts] = [this.keys(), this.texts()];
    let start = 0;
    for (let place = 1; place <= order.length; place += 1) {
      const first = order[start] ?? 0;
      if (place < order.length && keys[order[place] ?? 0] === keys[first]) continue;
      if (place - start > 1) {
        const run = order.slice(start, place);
        if (run.some((slot) => texts[slot] !== texts[first]))
          run
            .sort((a, b) => tie(texts, a, b) || a - b)
            .forEach((slot, at) => (order[start + at] = slot));
      }
      start = place;
    }
    return order;
  }

  private isText(): boolean {
    return this.keys().every((key) => typeof key === "string");
  }

  /** Place of each slot in the ascending order; slots of equal text share one. */
  ranks(): Uint32Array {
    const order = this.order();
    if (!this.rankCache) {
      const texts = this.texts();
      const ranks = new Uint32Array(order.length);
      let rank = 0;
      for (let place = 0; place < order.length; place += 1) {
        const slot = order[place] ?? 0;
        if (place > 0 && texts[order[place - 1] ?? 0] !== texts[slot]) rank += 1;
        ranks[slot] = rank;
      }
      this.rankCache = ranks;
    }
    return this.rankCache;
  }

  isBlank(slot: number): boolean {
    return this.text(slot) === "";
  }

  /** One slot changed: what was built is kept, the slot is put right. */
  slotChanged(slot: number): void {
    if (!this.textCache) return;
    const text = this.textOf(this.value(slot));
    if (this.textCache[slot] === text) return;
    this.textCache[slot] = text;
    if (this.foldCache) this.foldCache[slot] = foldText(text);
    if (this.keyCache) this.keyCache[slot] = this.keyAt(slot, text);
    this.orderStale = true;
  }

  forget(): void {
    this.textCache = null;
    this.foldCache = null;
    this.keyCache = null;
    this.orderCache = null;
    this.rankCache = null;
  }

  private keys(): readonly (string | number)[] {
    this.keyCache ??= this.texts().map((text, slot) => this.keyAt(slot, text));
    return this.keyCache;
  }

  private keyAt(slot: number, text: string): string | number {
    return (
      valueKeyOf(this.attribute, this.value(slot), text) ?? textKeyOf(this.folds()[slot] ?? "")
    );
  }
}

/** Kinds whose stored text is the text shown. */
const PLAIN: ReadonlySet<Attribute["kind"]> = new Set(["text", "code", "multiline"]);

function compareKeys(a: string | number, b: string | number): number {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  return a < b ? -1 : 1;
}

const tie = (texts: readonly string[], a: number, b: number): number =>
  texts[a] === texts[b] ? 0 : collator.compare(texts[a] ?? "", texts[b] ?? "");
