import { randomBytes } from "node:crypto";
import { makeUuidV7 } from "../../shared/base/index.ts";
import type { Clock, Ids } from "../../shared/ports/index.ts";

/** The machine's time. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** UUIDv7 from the machine's time and chance; ids made within one millisecond still grow, so that order of making is order of ids. */
export const systemIds: Ids = {
  next() {
    const now = Date.now();
    if (now > lastTime) [lastTime, counter] = [now, 0];
    else counter += 1;
    const random = randomBytes(10);
    // Twelve bits of counter right after the time (RFC 9562, method 1); beyond, the time is taken ahead.
    if (counter > 0xfff) [lastTime, counter] = [lastTime + 1, 0];
    random[0] = (counter >> 4) & 0xff;
    random[1] = ((counter & 0xf) << 4) | (random[1]! & 0xf);
    return makeUuidV7(lastTime, random);
  },
};

let lastTime = 0;
let counter = 0;
