import { sameJson } from "../../base/index.ts";
import type { JsonValue } from "../../base/index.ts";
import type { DatedLink } from "../../model/index.ts";

/**
 * The links a cell stands for, given those already recorded (I3): a bare target (a cell that says no date nor type) keeps every recorded
 * link to it, dates and type included, since a file without dates does not say that they are wrong. Links the cell does not name go.
 */
export function keepLinkDetails(
  read: readonly DatedLink[],
  recorded: JsonValue | undefined,
): readonly JsonValue[] {
  if (!Array.isArray(recorded)) return read as unknown as readonly JsonValue[];
  const known = recorded as unknown as readonly DatedLink[];
  const seen = new Map<string, number>();
  const kept = read.flatMap((link) => {
    const bare = link.from === undefined && link.to === undefined && link.type === undefined;
    const same = bare ? known.filter((other) => other.target === link.target) : [];
    if (same.length === 0) return [link];
    const times = (seen.get(link.target) ?? 0) + 1;
    seen.set(link.target, times);
    if (times === 1) return same;
    return times > same.length ? [link] : [];
  });
  const sameSet =
    kept.length === known.length &&
    kept.every((link) =>
      known.some((other) => sameJson(link as unknown as JsonValue, other as unknown as JsonValue)),
    );
  return (sameSet ? known : kept) as unknown as readonly JsonValue[];
}
