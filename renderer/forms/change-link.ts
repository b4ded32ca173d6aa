import type { DatedLink } from "../../shared/model/index.ts";

/** A link with some members changed; undefined removes a member, so that what is unknown stays absent (D5). */
export function changeLink(
  link: DatedLink,
  change: Partial<Record<keyof DatedLink, string | undefined>>,
): DatedLink {
  const next: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...link, ...change }))
    if (value !== undefined) next[name] = value;
  return { target: "", ...next };
}
