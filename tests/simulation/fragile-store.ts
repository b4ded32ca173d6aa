import type { LocalStore } from "../../shared/ports/index.ts";
import { Crash } from "./simulated-server.ts";

const WRITES = new Set([
  "write",
  "advance",
  "installBase",
  "stashBlocks",
  "compact",
  "rememberHistory",
  "sweep",
]);

/**
 * The laptop's store with a process that dies at a write: `before` it, so that nothing is kept, or `after`, so that everything
 * is kept but nobody was told. A write itself is all or nothing; tests of the real store prove that elsewhere.
 */
export function fragileStore(store: LocalStore): {
  readonly store: LocalStore;
  dieAtWrite(moment: "before" | "after" | null, nth: number): void;
} {
  let death: { readonly moment: "before" | "after"; left: number } | null = null;
  const die = (moment: "before" | "after"): void => {
    if (death?.moment !== moment) return;
    death.left -= 1;
    if (death.left > 0) return;
    death = null;
    throw new Crash("the laptop died");
  };
  return {
    store: new Proxy(store, {
      get(target, name) {
        const method = target[name as keyof LocalStore] as (
          ...given: unknown[]
        ) => Promise<unknown>;
        if (!WRITES.has(String(name))) return method.bind(target);
        return async (...given: unknown[]) => {
          die("before");
          const answer = await method.apply(target, given);
          die("after");
          return answer;
        };
      },
    }),
    dieAtWrite: (moment, nth) => void (death = moment === null ? null : { moment, left: nth }),
  };
}
