import { Fault } from "../../shared/base/index.ts";
import { holdsPersonalData } from "../../shared/model/index.ts";
import type { ModelEntry } from "../../shared/sync/index.ts";
import { openBody, sealBody } from "./seal-body.ts";
import { openRows, sealRows } from "./seal-rows.ts";
import type { StoreTables } from "./store-schema.ts";
import { CONTENT_TABLES } from "./stored-rows.ts";
import type { ContentRows, ContentTable, StoredRow } from "./stored-rows.ts";

/**
 * How a database is sealed. `key` null: none is here (a browser after a reload). `always`: every database is sealed (the
 * desktop shell); otherwise one that holds the model of a personal référentiel.
 */
export type StoreSealing = { readonly key: CryptoKey | null; readonly always: boolean };

/** Kept in `meta`: that the rows are being sealed or all are, and a sealed word that tells the right key from another. */
type Mark = { readonly state: "sealing" | "sealed"; readonly check: Uint8Array };

const MARK = "sealing";
const CHECK_CONTEXT = "meta sealing";
const CHECK_WORD = new TextEncoder().encode("intendance");
const ROWS_AT_ONCE = 100;

/**
 * Seals and opens the rows of one database. A database becomes sealed in place, restartable: the mark first (from then on
 * nobody writes in clear), then row after row, then the mark says it is done. The seals are made outside transactions.
 */
export class StoreVault {
  private readonly tables: StoreTables;
  private readonly key: CryptoKey | null;
  private readonly always: boolean;
  private state: "clear" | Mark["state"] = "clear";

  constructor(tables: StoreTables, { key, always }: StoreSealing) {
    this.tables = tables;
    this.key = key;
    this.always = always;
  }

  get isSealed(): boolean {
    return this.state !== "clear";
  }

  /**
   * Reads how the database is sealed, and seals it where it has to be and is not. Faults: STORE_SEALED with `reason`: `no-key`
   * (ask for it) or `other-key` (this one opens nothing).
   */
  async open(): Promise<void> {
    await this.refresh();
    if (this.state === "clear") await this.admit(await this.clearModels());
    else if (this.state === "sealing") await this.sealAll();
  }

  /** Makes ready to hold the records of these models: STORE_SEALED when they must be sealed and no key is here. */
  async admit(models: readonly ModelEntry[]): Promise<void> {
    if (this.isSealed) return;
    if (!this.always && !models.some((model) => holdsPersonalData(model.document))) return;
    if (this.key === null) throw this.locked("no-key");
    await this.keepMark("sealing", this.key);
    await this.sealAll();
  }

  seal<T extends ContentTable>(
    table: T,
    rows: readonly ContentRows[T][],
  ): Promise<readonly StoredRow<T>[]> {
    if (!this.isSealed) return Promise.resolve(rows as readonly StoredRow<T>[]);
    if (this.key === null) throw this.locked("no-key");
    return sealRows(this.key, table, rows);
  }

  unseal<T extends ContentTable>(
    table: T,
    stored: readonly StoredRow<T>[],
  ): Promise<readonly ContentRows[T][]> {
    return openRows(this.key, table, stored, this.state !== "sealed");
  }

  /**
   * Runs `run` in one transaction on rows made ready before it, made again when another tab began to seal meanwhile: nothing
   * is written in clear into a sealed database.
   */
  async write<Ready>(
    tables: StoreTables,
    stores: readonly string[],
    ready: () => Promise<Ready>,
    run: (rows: Ready) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const sealed = this.isSealed;
      const rows = await ready();
      const written = await tables.transaction("rw", ["meta", ...stores], async () => {
        if (((await tables.meta.get(MARK)) !== undefined) !== sealed) return false;
        await run(rows);
        return true;
      });
      if (written) return;
      await this.refresh();
    }
  }

  /** The mark to keep when everything else of the database goes. */
  mark(): Promise<{ key: string; value: unknown } | undefined> {
    return this.tables.meta.get(MARK);
  }

  private async refresh(): Promise<void> {
    const mark = (await this.tables.meta.get(MARK))?.value as Mark | undefined;
    if (mark === undefined) {
      this.state = "clear";
      return;
    }
    if (this.key === null) throw this.locked("no-key");
    if (await opens(this.key, mark)) this.state = mark.state;
    // Another key sealed what was wiped here since: nothing is left to lose.
    else if (await this.isEmpty()) await this.keepMark("sealed", this.key);
    else throw this.locked("other-key");
  }

  private async keepMark(state: Mark["state"], key: CryptoKey): Promise<void> {
    const check = await sealBody(key, CHECK_CONTEXT, CHECK_WORD);
    await this.tables.meta.put({ key: MARK, value: { state, check } satisfies Mark });
    this.state = state;
  }

  private async sealAll(): Promise<void> {
    if (this.key === null) throw this.locked("no-key");
    for (const table of CONTENT_TABLES) await this.sealTable(table, this.key);
    await this.keepMark("sealed", this.key);
  }

  /** Rows still in clear, a page at a time. A row that was sealed meanwhile is newer than what was read of it. */
  private async sealTable<T extends ContentTable>(table: T, key: CryptoKey): Promise<void> {
    const rowsOf = this.tables.table<StoredRow<T> & ContentRows[T]>(table);
    const keys = await rowsOf.toCollection().primaryKeys();
    for (let start = 0; start < keys.length; start += ROWS_AT_ONCE) {
      const page = keys.slice(start, start + ROWS_AT_ONCE);
      const found = await rowsOf.bulkGet(page);
      const clear = page.flatMap((of, place) => {
        const row = found[place];
        return row && row.sealed === undefined ? [{ of, row }] : [];
      });
      const sealed = await sealRows(
        key,
        table,
        clear.map(({ row }) => row),
      );
      await this.tables.transaction("rw", rowsOf, async () => {
        const now = await rowsOf.bulkGet(clear.map(({ of }) => of));
        const still = sealed.filter((_row, place) => {
          const row = now[place];
          return row !== undefined && row.sealed === undefined;
        });
        await rowsOf.bulkPut(still as (StoredRow<T> & ContentRows[T])[]);
      });
    }
  }

  /** The models of a database in clear. */
  private async clearModels(): Promise<readonly ModelEntry[]> {
    return openRows(null, "models", await this.tables.models.toArray(), true);
  }

  private async isEmpty(): Promise<boolean> {
    for (const table of CONTENT_TABLES)
      if ((await this.tables.table(table).count()) > 0) return false;
    return true;
  }

  private locked(reason: "no-key" | "other-key"): Fault {
    return new Fault("STORE_SEALED", "the local database is sealed", { reason });
  }
}

/** True when the mark's word opens with this key. */
async function opens(key: CryptoKey, mark: Mark): Promise<boolean> {
  return openBody(key, CHECK_CONTEXT, mark.check).then(
    () => true,
    () => false,
  );
}
