import { create } from "zustand";
import type { ReferentialCard } from "../data-worker/data-api.ts";

/** The référentiels open to the person, as cards; screens compile a card's document when they need its attributes. */
export const useReferentials = create<{
  readonly cards: readonly ReferentialCard[];
  readonly loaded: boolean;
  setCards(cards: readonly ReferentialCard[]): void;
}>()((set) => ({ cards: [], loaded: false, setCards: (cards) => set({ cards, loaded: true }) }));

/** The card of one référentiel; undefined while loading or when it is not open to the person. */
export const useReferentialCard = (id: string): ReferentialCard | undefined =>
  useReferentials((state) => state.cards.find((card) => card.id === id));
