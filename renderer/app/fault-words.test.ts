import i18next from "i18next";
import { describe, expect, it } from "vitest";
import type { FaultData } from "../../shared/base/index.ts";
import { faultWords } from "./fault-words.ts";
import french from "./i18n/fr/faults.json" with { type: "json" };

const t = await i18next.createInstance().init({
  lng: "fr",
  resources: { fr: { faults: french } },
  interpolation: { escapeValue: false },
});
const happened = (code: FaultData["code"], details: FaultData["details"]): string =>
  faultWords({ code, message: "", details }, t).happened;

describe("faultWords", () => {
  it("[APP20] says what is wrong with a file and where", () => {
    expect([
      happened("FILE_KIND_UNKNOWN", { looksLike: "pdf" }),
      happened("FILE_QUOTE_UNCLOSED", { line: 4583, column: 2, letter: "B" }),
      happened("FILE_UNREADABLE", { reason: "json", line: 2, column: 8 }),
      happened("FILE_TOO_LARGE", {
        what: "cell",
        limit: 100_000,
        sheet: "M9",
        line: 2,
        column: 2,
        letter: "B",
      }),
      happened("FILE_UNREADABLE", { reason: "new-reason" }),
    ]).toEqual([
      "Ce type de fichier n’est pas reconnu. C’est un document PDF.",
      "Un guillemet ouvert dans le fichier n’est jamais fermé. Ligne 4583, colonne B.",
      "Le fichier n’a pas pu être lu. Le JSON est mal formé. Ligne 2, caractère 8.",
      "Le fichier est trop volumineux. Une cellule contient plus de 100\u202f000 caractères. Feuille «\u00a0M9\u00a0». Ligne 2, colonne B.",
      "Le fichier n’a pas pu être lu.",
    ]);
  });

  it("[APP21] keeps the details of other faults out", () => {
    expect(happened("REQUEST_REFUSED", { reason: "json" })).toBe(
      french.code.REQUEST_REFUSED.happened,
    );
  });
});
