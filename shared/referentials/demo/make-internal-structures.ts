import { keyReference, storedEnd } from "../../model/index.ts";
import type { RecordData } from "../../record/index.ts";
import { fictitiousRnsr, fictitiousSiret, fictitiousUai } from "./fictitious-identifiers.ts";
import { makeSpecialCases } from "./make-special-cases.ts";
import type { Chance } from "./seeded-chance.ts";
import { cut, day, place, SIREN_ORDER, under, withDe } from "./structure-fields.ts";
import { BUREAUX, DIRECTORATES, ESTABLISHMENT, FACULTIES, POLES } from "./vocabulary.ts";
import { withDeliberateFaults } from "./with-deliberate-faults.ts";

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
