import { conflictsFeature } from "../features/conflicts/index.ts";
import { explorerFeature } from "../features/explorer/index.ts";
import { findingsFeature } from "../features/findings/index.ts";
import { importFeature } from "../features/import/index.ts";
import { homeFeature } from "../features/home/index.ts";
import { recordFeature } from "../features/record/index.ts";
import { decideFeature, requestsFeature } from "../features/requests/index.ts";
import { synchronisationFeature } from "../features/synchronisation/index.ts";
import { treeFeature } from "../features/tree/index.ts";
import { workstationFeature } from "../features/workstation/index.ts";
import type { Feature } from "./feature.ts";

/** Everything a user does, in the order of the navigation. One line more = one feature more. */
export const FEATURES: readonly Feature[] = [
  homeFeature,
  decideFeature,
  requestsFeature,
  explorerFeature,
  treeFeature,
  recordFeature,
  findingsFeature,
  importFeature,
  conflictsFeature,
  synchronisationFeature,
  workstationFeature,
];
