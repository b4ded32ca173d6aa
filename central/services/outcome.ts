import type { FaultData } from "../../shared/base/index.ts";
import type { FieldConflict } from "../../shared/sync/index.ts";
import type { ChangeRequest } from "../../shared/workflow/index.ts";

/** What a command made of an operation. */
export type Outcome = {
  readonly status: "accepted" | "accepted-soft" | "held" | "refused";
  readonly request: ChangeRequest | null;
  readonly conflicts?: readonly FieldConflict[];
  readonly fault?: FaultData;
};
