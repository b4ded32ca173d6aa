import type { ReferentialId } from "../base/index.ts";
import type {
  Attribute,
  Hierarchy,
  IdentifierKind,
  Referential,
  Severity,
  UniquenessRule,
} from "../model/index.ts";

/** A reference or dated-link attribute, as the set-level rules read it. */
export type LinkPlan = {
  readonly attribute: string;
  readonly referential: ReferentialId;
  readonly dated: boolean;
  readonly many: boolean;
  readonly governing: boolean;
  readonly unresolved: Severity;
  readonly severities: Attribute["severities"];
  readonly hierarchy: Hierarchy | null;
};

/** What the set-level rules read of a référentiel, prepared once (V5: a rule declares what it reads). */
export type SetPlan = {
  readonly referential: Referential;
  readonly identifiers: readonly {
    readonly attribute: string;
    readonly kind: IdentifierKind;
    readonly many: boolean;
    readonly severities: Attribute["severities"];
  }[];
  readonly links: readonly LinkPlan[];
  readonly unique: readonly UniquenessRule[];
  readonly hierarchies: readonly LinkPlan[];
};

/** Prepares what the set-level rules read of a référentiel. */
export function planOf(referential: Referential): SetPlan {
  const links = referential.attributes.flatMap(
    ({ name, kind, many, reference, severities }): readonly LinkPlan[] => {
      if (!reference) return [];
      const hierarchy =
        referential.hierarchies.find((candidate) => candidate.attribute === name) ?? null;
      return [
        {
          attribute: name,
          referential: reference.referential,
          dated: kind === "dated-links",
          many,
          governing: reference.governing,
          unresolved: reference.unresolved,
          severities,
          hierarchy,
        },
      ];
    },
  );
  return {
    referential,
    identifiers: referential.attributes.flatMap(({ name, identifier, many, severities }) =>
      identifier ? [{ attribute: name, kind: identifier, many, severities }] : [],
    ),
    links,
    unique: referential.unique,
    hierarchies: links.filter((link) => link.hierarchy !== null),
  };
}
