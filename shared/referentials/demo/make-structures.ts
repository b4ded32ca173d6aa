import { keyReference, storedEnd } from "../../model/index.ts";
import type { DatedLink } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import {
  fictitiousRnsr,
  fictitiousSiret,
  fictitiousUai,
  withWrongKey,
} from "./fictitious-identifiers.ts";
import type { Chance } from "./seeded-chance.ts";
import {
  BUREAUX,
  DIRECTORATES,
  ESTABLISHMENT,
  FACULTIES,
  PARTNERS,
  POLES,
  STREETS,
  TOWNS,
} from "./vocabulary.ts";

const SIREN_ORDER = 42;

const day = (year: number, month = 1, date = 1): string =>
  `${String(year)}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
const under = (code: string, from: string, lastDay?: string): DatedLink => ({
  target: keyReference(code),
  from,
  ...(lastDay === undefined ? {} : { to: storedEnd(lastDay) }),
});
const textOf = (data: RecordData, name: string): string => {
  const value = data[name];
  return typeof value === "string" ? value : "";
};
const cut = (text: string): string => text.slice(0, 20).trim();
const withDe = (word: string): string => (/^[aeiouyéèêh]/i.test(word) ? `d’${word}` : `de ${word}`);

/**
 * The internal structures of the invented establishment: two hierarchies, dated attachments, closings, one merger, one
 * structure to come, and a few faults on purpose so that the findings have something to show.
 */
export function makeInternalStructures(chance: Chance): readonly RecordData[] {
  const root = place(chance, {
    code: ESTABLISHMENT.code,
    libelle: ESTABLISHMENT.label,
    libelleCourt: ESTABLISHMENT.short,
    sigle: ESTABLISHMENT.acronym,
    type: keyReference("ETAB"),
    dateDebut: day(1971),
    uai: fictitiousUai(1),
    siret: fictitiousSiret(SIREN_ORDER, 1),
    budgetPropre: true,
    texteCreation: "Décret du 17 décembre 1970 (fictif)",
    siteWeb: "https://www.univ-valmorin.example/",
  });
  return withDeliberateFaults([
    root,
    ...makeFaculties(chance),
    ...makeDirectorates(chance),
    ...makeResearch(chance),
    ...makeSpecialCases(),
  ]);
}

function place(chance: Chance, data: RecordData): RecordData {
  const town = chance.pick(TOWNS);
  return {
    ...data,
    adresse: `${String(chance.between(1, 90))} ${chance.pick(STREETS)}`,
    codePostal: town.postcode,
    commune: town.name,
    pays: keyReference("FR"),
  };
}

function makeFaculties(chance: Chance): readonly RecordData[] {
  return FACULTIES.flatMap(([code, type, libelle, libelleCourt, departments], order) => {
    const start = day(chance.between(1971, 1999), 9);
    const faculty = place(chance, {
      code,
      libelle,
      libelleCourt: cut(libelleCourt),
      type: keyReference(type),
      dateDebut: start,
      uai: fictitiousUai(10 + order),
      siret: fictitiousSiret(SIREN_ORDER, 10 + order),
      budgetPropre: true,
      centreFinancier: `9${String(10 + order)}`,
      rattachementsHierarchiques: [under(ESTABLISHMENT.code, start)],
      courriel: `accueil.${code.toLowerCase()}@univ-valmorin.example`,
    });
    const office: RecordData = {
      code: `${code}-SCOL`,
      libelle: `Scolarité – ${libelle}`,
      libelleCourt: cut(`Scol. ${libelleCourt}`),
      type: keyReference("SERVICE"),
      dateDebut: start,
      rattachementsHierarchiques: [under(code, start)],
      rattachementsFonctionnels: [under("DEVE", day(2008))],
    };
    const children = departments.map((name, position): RecordData => {
      const opened = day(chance.between(1999, 2018), 9);
      const closed = chance.happens(0.08)
        ? `${String(chance.between(2019, 2024))}-08-31`
        : undefined;
      return {
        code: `${code}-D${String(position + 1)}`,
        libelle: `Département ${withDe(name)} (${libelleCourt})`,
        libelleCourt: cut(`Dépt ${name} ${code.slice(-3)}`),
        type: keyReference("DEPT"),
        dateDebut: opened,
        ...(closed
          ? {
              dateFin: storedEnd(closed),
              texteFermeture: "Délibération du conseil d’administration (fictive)",
            }
          : {}),
        rattachementsHierarchiques: [under(code, opened, closed)],
      };
    });
    return [faculty, office, ...children];
  });
}

function makeDirectorates(chance: Chance): readonly RecordData[] {
  return DIRECTORATES.flatMap(([code, libelle, libelleCourt, services], order) => {
    const start = day(chance.between(1990, 2010));
    const directorate = place(chance, {
      code,
      libelle,
      libelleCourt: cut(libelleCourt),
      sigle: code,
      type: keyReference("DIR"),
      dateDebut: start,
      centreFinancier: `8${String(10 + order)}`,
      rattachementsHierarchiques: [under(ESTABLISHMENT.code, start)],
      telephone: `00 00 00 ${String(10 + order)} 00`,
    });
    const children = services.flatMap((name, position) => {
      const serviceCode = `${code}-S${String(position + 1)}`;
      const opened = day(chance.between(2010, 2016), chance.between(1, 12));
      const service: RecordData = {
        code: serviceCode,
        libelle: `${name} (${code})`,
        libelleCourt: cut(`${code} ${name}`),
        type: keyReference("SERVICE"),
        dateDebut: opened,
        rattachementsHierarchiques: [under(code, opened)],
      };
      const bureaux = BUREAUX.slice(0, chance.between(1, 3)).map((bureau, rank): RecordData => {
        const since = day(chance.between(2016, 2023), chance.between(1, 12));
        return {
          code: `${serviceCode}-B${String(rank + 1)}`,
          libelle: `${bureau} – ${name} (${code})`,
          libelleCourt: cut(`${serviceCode} B${String(rank + 1)}`),
          type: keyReference("BUREAU"),
          dateDebut: since,
          rattachementsHierarchiques: [under(serviceCode, since)],
        };
      });
      return [service, ...bureaux];
    });
    return [directorate, ...children];
  });
}

function makeResearch(chance: Chance): readonly RecordData[] {
  let order = 0;
  return POLES.flatMap(([code, libelle, libelleCourt, domaine, themes]) => {
    const pole: RecordData = {
      code,
      libelle,
      libelleCourt: cut(libelleCourt),
      type: keyReference("POLE"),
      dateDebut: day(2012),
      rattachementsHierarchiques: [under(ESTABLISHMENT.code, day(2012))],
      domaines: [keyReference(domaine)],
    };
    const laboratories = themes.flatMap((theme, position) => {
      order += 1;
      const labCode = `L${String(order).padStart(3, "0")}`;
      const start = day(chance.between(2012, 2018));
      const [home, next] = [chance.pick(FACULTIES)[0], chance.pick(FACULTIES)[0]];
      const moved = home !== next && chance.happens(0.25);
      const laboratory: RecordData = {
        code: labCode,
        libelle: `Laboratoire ${withDe(theme)}`,
        libelleCourt: cut(`Labo ${theme}`),
        sigle: `LAB${String(order)}`,
        type: keyReference("LABO"),
        dateDebut: start,
        rnsr: fictitiousRnsr(order),
        structureExterne: keyReference(fictitiousRnsr(order)),
        domaines: [keyReference(domaine)],
        rattachementsHierarchiques: [under(code, start)],
        // a change of attachment closes the old link and opens the new one on the following day
        rattachementsFonctionnels: moved
          ? [under(home, start, "2020-12-31"), under(next, day(2021))]
          : [under(home, start), ...(home === next ? [] : [under(next, start)])],
      };
      const teams = Array.from({ length: chance.between(1, 3) }, (_, rank): RecordData => ({
        code: `${labCode}-E${String(rank + 1)}`,
        libelle: `Équipe ${String(rank + 1)} du laboratoire ${withDe(theme)}`,
        libelleCourt: cut(`${labCode} équipe ${String(rank + 1)}`),
        type: keyReference("EQUIPE"),
        dateDebut: day(2019, (position % 12) + 1),
        rattachementsHierarchiques: [under(labCode, day(2019, (position % 12) + 1))],
      }));
      return [laboratory, ...teams];
    });
    return [pole, ...laboratories];
  });
}

/** History worth reading: a merger, a closing without successor, a change of attachment, a structure to come. */
function makeSpecialCases(): readonly RecordData[] {
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

/** Faults on purpose, each a different finding: they say what the application would show on real data. */
function withDeliberateFaults(structures: readonly RecordData[]): readonly RecordData[] {
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
