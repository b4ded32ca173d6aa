import { inPeriod, type IsoDate } from "../../../shared/base/index.ts";
import { daysOf, type DatedLink } from "../../../shared/model/index.ts";

/**
 * Links after a re-attachment on a day: the link(s) to the old parent in force that day end the day before (stored: end on
 * the day, exclusive), a link to the new parent starts the same day. The old link is closed, never rewritten: past outputs
 * keep their owner. A null parent only closes. `isOldParent`: a link may name its parent by
 * id or by key. Links in the future are left alone.
 */
export function reattachLinks(
  links: readonly DatedLink[],
  isOldParent: (target: string) => boolean,
  newParent: string | null,
  day: IsoDate,
): readonly DatedLink[] {
  const kept = links.flatMap((link): readonly DatedLink[] => {
    const inForce = isOldParent(link.target) && inPeriod(daysOf(link.from, link.to), day);
    if (!inForce) return [link];
    // Attached that very day: nothing is left of the old period.
    if (link.from === day) return [];
    return [{ ...link, to: day }];
  });
  return newParent === null ? kept : [...kept, { target: newParent, from: day }];
}
