import type { RecordId } from "../../shared/base/index.ts";

/** One value typed and acknowledged; every one of them is told from all the others. */
export type Typed = {
  readonly client: string;
  readonly recordId: RecordId;
  readonly attribute: string;
  readonly token: string;
  ended: string | null;
};

/** What every person typed, and what happened to it by that person's own doing: nothing else may make it disappear. */
export class Ledger {
  readonly entries: Typed[] = [];
  private made = 0;

  /** A value that nobody typed before. */
  nextToken(client: string): string {
    this.made += 1;
    return `${client} ${String(this.made)}`;
  }

  /** Typed and acknowledged; an earlier value of the same person in the same place is superseded. */
  typed(client: string, recordId: RecordId, attribute: string, token: string): void {
    this.end(client, recordId, attribute, "superseded");
    this.entries.push({ client, recordId, attribute, token, ended: null });
  }

  /** The person gave up what he had in this place (`null` = the whole record): another value, a choice, a withdrawal. */
  end(client: string, recordId: RecordId, attribute: string | null, why: string): void {
    for (const entry of this.entries)
      if (
        entry.client === client &&
        entry.recordId === recordId &&
        (attribute === null || entry.attribute === attribute)
      )
        entry.ended ??= why;
  }

  undone(token: string, isUndone: boolean): void {
    for (const entry of this.entries)
      if (entry.token === token) entry.ended = isUndone ? "undone" : null;
  }

  /** Values that must still be found somewhere. */
  living(): readonly Typed[] {
    return this.entries.filter((entry) => entry.ended === null);
  }
}
