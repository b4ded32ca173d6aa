import { composeChange } from "../../shared/record/index.ts";
import type { Change } from "../../shared/record/index.ts";

/**
 * One change out of a line of a request and what was typed over the same record since, as there is one draft per record:
 * without this one would take the place of the other, and what it held would be lost. Null when they come to nothing.
 */
export function combineChanges(line: Change | undefined, typed: Change | undefined): Change | null {
  if (!line || !typed || typed.kind === "create") return typed ?? line ?? null;
  return composeChange(line, typed);
}
