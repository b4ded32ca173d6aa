import { keyReference, storedEnd } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import { fictitiousRnsr, fictitiousSiret, withWrongKey } from "./fictitious-identifiers.ts";
import { SIREN_ORDER, textOf, under } from "./structure-fields.ts";

/** Faults on purpose, each a different finding: they say what the application would show on real data. */
export function withDeliberateFaults(structures: readonly RecordData[]): readonly RecordData[] {
  const amended: { readonly [code: string]: RecordData } = {
    "IUT-VAL": { siret: withWrongKey(fictitiousSiret(SIREN_ORDER, 14)) },
    "DSI-S4": { libelle: "Applications de gestion (DSI)" },
    "SSU-S2": { rattachementsHierarchiques: [under("SUMPPS", "2012-01-01")] },
    "DSI-S3": { rattachementsHierarchiques: [under("CRI", "2009-06-01")], dateDebut: "2009-06-01" },
    "DCOM-S3": {
      rattachementsHierarchiques: [under("DCOM", "2014-01-01"), under("DEVE", "2020-01-01")],
    },
    STAPS: { uai: "00017YY" },
    "DAP-S2": { dateFin: storedEnd("2009-12-31") },
    L010: { rnsr: fictitiousRnsr(10).replace(/.$/, (letter) => (letter === "A" ? "B" : "A")) },
    INSPE: { type: keyReference("IUFM") },
  };
  return structures.map((data) => ({ ...data, ...amended[textOf(data, "code")] }));
}
