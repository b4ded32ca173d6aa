import { keyReference, storedEnd } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import { cut, day, under } from "./structure-fields.ts";
import { ESTABLISHMENT } from "./vocabulary.ts";

/** History worth reading: a merger, a closing without successor, a change of attachment, a structure to come. */
export function makeSpecialCases(): readonly RecordData[] {
  const labo = (code: string, libelle: string, more: RecordData): RecordData => ({
    code,
    libelle,
    libelleCourt: cut(libelle),
    type: keyReference("LABO"),
    ...more,
  });
  return [
    labo("L901", "Laboratoire d’optique de Valmorin", {
      dateDebut: day(2004),
      dateFin: storedEnd("2021-12-31"),
      texteFermeture: "Arrêté de fusion du 3 décembre 2021 (fictif)",
      rattachementsHierarchiques: [under("POLE-MST", day(2012), "2021-12-31")],
    }),
    labo("L902", "Laboratoire des lasers et matériaux", {
      dateDebut: day(2008),
      dateFin: storedEnd("2021-12-31"),
      texteFermeture: "Arrêté de fusion du 3 décembre 2021 (fictif)",
      rattachementsHierarchiques: [under("POLE-MST", day(2012), "2021-12-31")],
    }),
    labo("L903", "Institut d’optique et des lasers", {
      dateDebut: day(2022),
      texteCreation: "Arrêté de fusion du 3 décembre 2021 (fictif)",
      rattachementsHierarchiques: [under("POLE-MST", day(2022))],
    }),
    {
      code: "CRI",
      libelle: "Centre de ressources informatiques",
      libelleCourt: "CRI",
      sigle: "CRI",
      type: keyReference("DIR"),
      dateDebut: day(1988),
      dateFin: storedEnd("2009-12-31"),
      texteFermeture: "Délibération du 12 novembre 2009 (fictive)",
      rattachementsHierarchiques: [under(ESTABLISHMENT.code, day(1988), "2009-12-31")],
    },
    {
      code: "CELL-EU",
      libelle: "Cellule Europe",
      libelleCourt: "Cellule Europe",
      type: keyReference("SERVICE"),
      dateDebut: day(2015),
      rattachementsHierarchiques: [
        under("DRI", day(2015), "2019-08-31"),
        under("DRV", day(2019, 9)),
      ],
    },
    {
      code: "POLE-ART",
      libelle: "Pôle Arts et création",
      libelleCourt: "Pôle Arts",
      type: keyReference("POLE"),
      dateDebut: day(2027, 9),
      texteCreation: "Délibération du 6 octobre 2026 (fictive)",
      rattachementsHierarchiques: [under(ESTABLISHMENT.code, day(2027, 9))],
    },
  ];
}
