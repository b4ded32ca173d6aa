import type { Clock, Ids } from "../../shared/ports/index.ts";
import type { Store } from "../store/open-store.ts";
import type { BaseCache } from "./base-cache.ts";
import type { ModelCache } from "./models.ts";
import type { Notifier } from "./notifier.ts";

/** What every service of the repository works with. */
export type Context = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly cache: BaseCache;
  readonly models: ModelCache;
  readonly notifier: Notifier;
  /** Last command of each establishment, under way or done. */
  readonly queues: Map<string, Promise<void>>;
};
