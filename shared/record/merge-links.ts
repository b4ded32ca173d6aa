import { isJsonObject, sameJson } from "../base/index.ts";
import type { JsonObject, JsonValue } from "../base/index.ts";

type LinksByName = ReadonlyMap<string, JsonObject>;

/**
 * Element-wise three-way merge of lists of dated links; a link is the same on both sides when target, type and start are the same
 * (M7). Returns the merged list in central's order then ours, or null when a person must decide: a value that is not such a list,
 * a link named twice, one link changed both ways (M8), or one link taken away on both sides while each side put another (M9:
 * both re-dated the same link, and a silent merge would keep two).
 */
export function mergeLinks(
  base: JsonValue | undefined,
  ours: JsonValue | undefined,
  theirs: JsonValue | undefined,
): readonly JsonObject[] | null {
  const [b, o, t] = [linksByName(base), linksByName(ours), linksByName(theirs)];
  if (!b || !o || !t) return null;
  const merged: JsonObject[] = [];
  for (const name of new Set([...t.keys(), ...o.keys()])) {
    const [before, mine, central] = [b.get(name), o.get(name), t.get(name)];
    if (!sameJson(mine, before) && !sameJson(central, before) && !sameJson(mine, central))
      return null;
    const kept = sameJson(central, before) ? mine : central;
    if (kept) merged.push(kept);
  }
  return movedApart(b, o, t) ? null : merged;
}

function movedApart(base: LinksByName, ours: LinksByName, theirs: LinksByName): boolean {
  const goneOnBoth = [...base.keys()].some((name) => !ours.has(name) && !theirs.has(name));
  if (!goneOnBoth) return false;
  const added = (side: LinksByName): readonly string[] =>
    [...side.keys()].filter((name) => !base.has(name)).sort();
  const [mine, central] = [added(ours), added(theirs)];
  return mine.length > 0 && central.length > 0 && !sameJson(mine, central);
}

/** The links of a value by name, an absent value being an empty list; null when it is not a list of distinct links. */
function linksByName(value: JsonValue | undefined): LinksByName | null {
  if (value === undefined) return new Map();
  if (!Array.isArray(value)) return null;
  const links = new Map<string, JsonObject>();
  for (const element of value as readonly JsonValue[]) {
    if (!isJsonObject(element) || typeof element["target"] !== "string") return null;
    const name = JSON.stringify([
      element["target"],
      element["type"] ?? null,
      element["from"] ?? null,
    ]);
    if (links.has(name)) return null;
    links.set(name, element);
  }
  return links;
}
