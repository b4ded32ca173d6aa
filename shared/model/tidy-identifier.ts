import { tidyCode } from "../base/index.ts";
import type { IdentifierKind } from "./referential.ts";

/** Registries write these identifiers as addresses; the identifier is what follows. */
const ADDRESS =
  /^(?:https?:\/\/)?(?:www\.)?(?:ror\.org|orcid\.org|isni\.org\/isni|isni\.org|idref\.fr)\//i;
const BARE: ReadonlySet<IdentifierKind> = new Set(["siren", "siret", "isni", "tva-fr", "nir"]);

/**
 * The one form in which an identifier is kept (MM13): no blanks, no registry address before it, letters in the case of its
 * registry, ORCID in four groups with hyphens, SIREN, SIRET, ISNI, TVA and NIR without separators. Never repairs a digit.
 */
export function tidyIdentifier(kind: IdentifierKind, text: string): string {
  let value = tidyCode(text).replace(ADDRESS, "");
  if (BARE.has(kind)) value = value.replace(/[.\-\u2010-\u2015]/g, "");
  if (kind === "orcid") {
    const bare = value.replaceAll("-", "").toUpperCase();
    return bare.length === 16 ? bare.replace(/(.{4})(?=.)/g, "$1-") : value.toUpperCase();
  }
  return kind === "ror" ? value.toLowerCase() : value.toUpperCase();
}
