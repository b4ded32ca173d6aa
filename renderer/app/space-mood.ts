/** Above how many times the reserve the disk is no longer worth a word. */
const COMFORT = 4;

/** How full a disk is: `low` while saving goes on, `full` once it is refused. */
export function spaceMood({
  free,
  least,
}: {
  readonly free: number;
  readonly least: number;
}): "enough" | "low" | "full" {
  if (free < least) return "full";
  return free < COMFORT * least ? "low" : "enough";
}
