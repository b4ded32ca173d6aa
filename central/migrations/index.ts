import { foundation } from "./0001-foundation.ts";
import { retiredBlocks } from "./0002-retired-blocks.ts";
import type { Migration } from "./migration.ts";

export type { Migration } from "./migration.ts";

/** Every migration in order; each is tested from the version before. */
export const MIGRATIONS: readonly Migration[] = [foundation, retiredBlocks];
