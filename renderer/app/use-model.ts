import { useMemo } from "react";
import type { JsonObject } from "../../shared/base/index.ts";
import { compileReferential, type Referential } from "../../shared/model/index.ts";
import type { ReferentialCard } from "../data-worker/data-api.ts";
import { useReferentialCard, useReferentials } from "./referentials.ts";

const compiled = new WeakMap<JsonObject, Referential>();

/** The référentiel of a card, compiled once per document. */
export function modelOf(card: ReferentialCard): Referential {
  const known = compiled.get(card.document);
  if (known) return known;
  const referential = compileReferential(card.document);
  compiled.set(card.document, referential);
  return referential;
}

/** The compiled model of a référentiel; undefined while loading or when it is not open to the person. */
export function useModel(id: string): Referential | undefined {
  const card = useReferentialCard(id);
  return useMemo(() => card && modelOf(card), [card]);
}

/** Every model open to the person, by id. */
export function useModels(): ReadonlyMap<string, Referential> {
  const cards = useReferentials((state) => state.cards);
  return useMemo(() => new Map(cards.map((card) => [card.id, modelOf(card)])), [cards]);
}
