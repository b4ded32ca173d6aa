import type { HostHandlers } from "../../shared/contract/host-api.ts";
import {
  openProfileKey,
  replaceLostProfileKey,
  sealingOfThisMachine,
} from "../sealing/profile-key.ts";
import { makeSecretBox } from "../sealing/secret-box.ts";

export { sealingOfThisMachine };

type Served = Pick<HostHandlers, "secrets.read" | "secrets.remove" | "secrets.write">;

/** Short secrets kept by the system's key ring, for the profile in the given folder. */
export function secretHandlers(profile: string): Served {
  const box = makeSecretBox(profile, {
    open: () => openProfileKey(profile),
    replaceLost: () => replaceLostProfileKey(profile),
  });
  return {
    "secrets.read": async ({ name }) => ({ value: await box.read(name) }),
    "secrets.remove": async ({ name }) => {
      await box.remove(name);
      return {};
    },
    "secrets.write": async ({ name, value }) => {
      await box.write(name, value);
      return {};
    },
  };
}
