import type { JsonObject } from "../base/index.ts";
import type { Workflow } from "../workflow/index.ts";
import domainesScientifiques from "./documents/domaines-scientifiques.json" with { type: "json" };
import nacres from "./documents/nacres.json" with { type: "json" };
import pays from "./documents/pays.json" with { type: "json" };
import structuresExternes from "./documents/structures-externes.json" with { type: "json" };
import structuresInternes from "./documents/structures-internes.json" with { type: "json" };
import typesStructuresExternes from "./documents/types-structures-externes.json" with { type: "json" };
import typesStructuresInternes from "./documents/types-structures-internes.json" with { type: "json" };
import accreditationCollegiale from "./workflows/accreditation-collegiale.json" with { type: "json" };
import accreditationDouble from "./workflows/accreditation-double.json" with { type: "json" };
import accreditationSimple from "./workflows/accreditation-simple.json" with { type: "json" };

/** The model documents shipped with the product, in the order in which screens list them. */
export const referentialDocuments: readonly JsonObject[] = [
  structuresInternes,
  structuresExternes,
  nacres,
  typesStructuresInternes,
  typesStructuresExternes,
  domainesScientifiques,
  pays,
];

/** The workflow documents shipped with the product. */
export const workflowDocuments = [
  accreditationSimple,
  accreditationDouble,
  accreditationCollegiale,
] as unknown as readonly Workflow[];

export { makeDemonstration } from "./demo/make-demonstration.ts";
export type { Demonstration, DemonstrationAccount } from "./demo/make-demonstration.ts";
