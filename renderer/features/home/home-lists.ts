import type { RequestStatus } from "../../../shared/workflow/index.ts";
import type { FindingGroup, ReferentialCard, RequestCard } from "../../data-worker/data-api.ts";
import type { StateKind } from "../../ui/index.ts";

const SEVERITIES = ["fatale", "erreur", "avertissement", "info"] as const;

/** Requests with the latest submission first; those never submitted come before. */
export function latestFirst(cards: readonly RequestCard[]): readonly RequestCard[] {
  const at = (card: RequestCard): string => card.submittedAt ?? "9999";
  return cards.toSorted(
    (one, other) => at(other).localeCompare(at(one)) || one.id.localeCompare(other.id),
  );
}

/** The référentiel with the most records: where the work is. */
export const mostFilled = (cards: readonly ReferentialCard[]): ReferentialCard | undefined =>
  cards.toSorted((one, other) => other.records - one.records)[0];

/** A request that still moves: its author has something to do or to wait for. */
export const isMoving = ({ status, waiting }: Pick<RequestCard, "status" | "waiting">): boolean =>
  waiting ||
  status === "preparation" ||
  status === "pending" ||
  status === "sent-back" ||
  status === "conflict";

/** The most serious and most numerous groups of findings; tidied values are no news. */
export function worstGroups(
  groups: readonly FindingGroup[],
  most: number,
): readonly FindingGroup[] {
  return groups
    .filter((group) => group.severity !== "info")
    .toSorted(
      (one, other) =>
        SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
        other.count - one.count,
    )
    .slice(0, most);
}

/** The mark of a request's status. */
export function requestMark(status: RequestStatus): StateKind {
  switch (status) {
    case "preparation":
      return "draft";
    case "pending":
    case "sent-back":
      return "pending";
    case "approved":
      return "accredited";
    case "conflict":
      return "conflict";
    case "rejected":
    case "cancelled":
      return "refused";
  }
}
