import { foldText } from "../../../shared/base/index.ts";

/** True when every word of the (folded) wish begins a word of the text, accents and case aside. */
export function matchWords(text: string, foldedWish: string): boolean {
  const words = foldText(text).split(/[^\p{L}\p{N}]+/u);
  return foldedWish
    .split(/[^\p{L}\p{N}]+/u)
    .filter((wish) => wish !== "")
    .every((wish) => words.some((word) => word.startsWith(wish)));
}
