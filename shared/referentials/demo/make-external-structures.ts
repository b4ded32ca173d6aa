import { keyReference } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import { fictitiousRnsr, fictitiousSiret, fictitiousUai } from "./fictitious-identifiers.ts";
import type { Chance } from "./seeded-chance.ts";
import { place, SIREN_ORDER, textOf, withDe } from "./structure-fields.ts";
import { ESTABLISHMENT, PARTNERS, POLES } from "./vocabulary.ts";

/** External partners and the national records of the establishment's own laboratories. */
export function makeExternalStructures(chance: Chance): readonly RecordData[] {
  const partners = PARTNERS.map(([libelle, sigle, type], order): RecordData => {
    const uai = fictitiousUai(500 + order);
    return place(chance, {
      code: uai,
      uai,
      libelle,
      sigle,
      type: keyReference(type),
      anneeCreation: String(chance.between(1950, 2015)),
      siret: fictitiousSiret(500 + order, 1),
      siteWeb: `https://www.${sigle.toLowerCase()}.example/`,
      secteur: "public",
    });
  });
  const supervising = [
    {
      libelle: ESTABLISHMENT.label,
      sigle: ESTABLISHMENT.acronym,
      uai: fictitiousUai(1),
      siret: fictitiousSiret(SIREN_ORDER, 1),
    },
    ...partners.slice(5, 9).map((data) => ({
      libelle: textOf(data, "libelle"),
      sigle: textOf(data, "sigle"),
      uai: textOf(data, "uai"),
      siret: textOf(data, "siret"),
    })),
  ];
  let order = 0;
  const laboratories = POLES.flatMap(([, , , domaine, themes]) =>
    themes.map((theme): RecordData => {
      order += 1;
      const bodies = [
        supervising[0]!,
        ...(chance.happens(0.6) ? [chance.pick(supervising.slice(1))] : []),
      ];
      return place(chance, {
        code: fictitiousRnsr(order),
        libelle: `Laboratoire ${withDe(theme)}`,
        sigle: `LAB${String(order)}`,
        type: keyReference(bodies.length > 1 ? "22" : "21"),
        anneeCreation: String(chance.between(2000, 2018)),
        domaines: [keyReference(domaine)],
        labels: bodies.map((_, position) => (position === 0 ? `UR ${String(9000 + order)}` : "")),
        tutelles: bodies.map((body) => body.libelle),
        siglesTutelles: bodies.map((body) => body.sigle),
        uaiTutelles: bodies.map((body) => body.uai),
        siretTutelles: bodies.map((body) => body.siret),
        rolesTutelles: bodies.map(() => "TUTE"),
      });
    }),
  );
  const federations = [0, 1, 2].map((rank): RecordData => ({
    code: fictitiousRnsr(200 + rank),
    libelle: `Fédération de recherche n° ${String(rank + 1)} de Valmorin`,
    sigle: `FR${String(rank + 1)}`,
    type: keyReference("3"),
    anneeCreation: "2014-03",
  }));
  const attached = laboratories.map((data, position): RecordData => {
    if (position % 4 === 3) return data;
    const parents = [
      { target: keyReference(fictitiousRnsr(200 + (position % 3))) },
      ...(position % 7 === 0
        ? [{ target: keyReference(fictitiousRnsr(200 + ((position + 1) % 3))) }]
        : []),
    ];
    return {
      ...data,
      parents:
        position === 12 ? [...parents, { target: keyReference(fictitiousRnsr(999)) }] : parents,
    };
  });
  return [...partners, ...federations, ...attached];
}
