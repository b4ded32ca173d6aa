import { Fault } from "../../shared/base/index.ts";
import type { HostHandlers } from "../../shared/contract/host-api.ts";

type Served = Pick<HostHandlers, "secrets.read" | "secrets.remove" | "secrets.write">;

const notYet = (): never => {
  throw new Fault("SEALING_UNAVAILABLE", "this shell keeps no secret yet");
};

export async function sealingOfThisMachine(): Promise<"keyring" | "weak" | "unavailable"> {
  return "unavailable";
}

export function secretHandlers(_profile: string): Served {
  return {
    "secrets.read": async () => ({ value: null }),
    "secrets.remove": async () => ({}),
    "secrets.write": async () => notYet(),
  };
}
