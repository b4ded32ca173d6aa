import { Fault } from "../../shared/base/index.ts";
import type { HostHandlers } from "../../shared/contract/host-api.ts";

type Served = Pick<
  HostHandlers,
  | "disk.space"
  | "journal.append"
  | "journal.open"
  | "journal.read"
  | "journal.remove"
  | "journal.rewrite"
>;

const notYet = (): never => {
  throw new Fault("NOT_FOUND", "this shell keeps no journal yet");
};

export function journalHandlers(_profile: string): Served {
  return {
    "disk.space": async () => notYet(),
    "journal.append": async () => notYet(),
    "journal.open": async () => notYet(),
    "journal.read": async () => notYet(),
    "journal.remove": async () => notYet(),
    "journal.rewrite": async () => notYet(),
  };
}
