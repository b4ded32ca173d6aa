import type { Language, Referential, ShowReference } from "../../../shared/model/index.ts";
import { attributeOf, titleOf } from "../../../shared/model/index.ts";
import type { MasterRecord } from "../../../shared/record/index.ts";
import { Column } from "./column.ts";
import { HierarchyIndex } from "./hierarchy-index.ts";
import { LinkIndex } from "./link-index.ts";
import { RecordTable } from "./record-table.ts";
import { SearchIndex } from "./search-index.ts";

/** What a set asks of the others: how a reference is shown, and whether what it showed may have changed. */
export type Neighbours = {
  readonly show: ShowReference;
  keyVersionOf(referential: string): number;
};

/** One référentiel opened: its records and everything computed from them, built when first asked and kept in step. */
export class ReferentialSet {
  readonly table: RecordTable;
  readonly search: SearchIndex;
  private readonly neighbours: Neighbours;
  private language: Language;
  private readonly columns = new Map<
    string,
    { readonly column: Column; readonly keyVersion: number }
  >();
  private readonly links = new Map<string, LinkIndex>();
  private readonly hierarchies = new Map<string, HierarchyIndex>();

  constructor(referential: Referential, language: Language, neighbours: Neighbours) {
    this.table = new RecordTable(referential);
    this.language = language;
    this.neighbours = neighbours;
    this.search = new SearchIndex(this.table.shown, (slot) => this.searchedTexts(slot));
    this.table.watch(this.search);
    for (const attribute of referential.attributes) {
      if (!attribute.reference) continue;
      const index = new LinkIndex(attribute, this.table.shown);
      this.links.set(attribute.name, index);
      this.table.watch(index);
    }
    for (const hierarchy of referential.hierarchies) {
      const links = this.links.get(hierarchy.attribute);
      if (links) this.hierarchies.set(hierarchy.id, new HierarchyIndex(links, this.table));
    }
    this.table.watch({
      slotChanged: (slot) => this.columns.forEach(({ column }) => column.slotChanged(slot)),
      forget: () => this.columns.clear(),
    });
  }

  get referential(): Referential {
    return this.table.referential;
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.columns.clear();
  }

  /** Texts of an attribute; null for a name the model does not have. A column of references is built again when what it points to was renamed. */
  column(name: string): Column | null {
    const attribute = attributeOf(this.referential, name);
    if (!attribute) return null;
    const keyVersion = attribute.reference
      ? this.neighbours.keyVersionOf(attribute.reference.referential)
      : 0;
    const known = this.columns.get(name);
    if (known?.keyVersion === keyVersion) return known.column;
    const column = new Column(attribute, this.table.shown, this.language, this.neighbours.show);
    this.columns.set(name, { column, keyVersion });
    return column;
  }

  linkIndex(attribute: string): LinkIndex | null {
    return this.links.get(attribute) ?? null;
  }

  hierarchy(id: string): HierarchyIndex | null {
    return this.hierarchies.get(id) ?? null;
  }

  title(record: MasterRecord): string {
    return titleOf(this.referential, record.data);
  }

  /** What the person is likely to ask next, in pieces short enough to run between two answers: sorts, filters, search. */
  *warmUp(names: readonly string[]): Generator<void, void, void> {
    for (const name of names) {
      this.column(name)?.folds();
      yield;
      this.column(name)?.order();
      yield;
    }
    this.search.build();
  }

  private searchedTexts(slot: number): readonly string[] {
    return this.referential.layout.search.map((name) => this.column(name)?.text(slot) ?? "");
  }
}
