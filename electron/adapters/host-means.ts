import type { BrowserWindow } from "electron";
import type { HostEvent } from "../../shared/contract/host-api.ts";
import type { Words } from "../i18n/words.ts";
import type { CentralSetting } from "../main/central-address.ts";
import type { Wishes } from "../main/keep-settings.ts";
import type { PendingWork } from "../main/pending-work.ts";

/** What the handlers act with; main.ts makes it. */
export interface HostMeans {
  /** The central repository of the moment. */
  readonly central: () => CentralSetting;
  /** Works with another one from now on. Fault BAD_REQUEST. */
  readonly chooseCentral: (address: string) => void;
  /** The one window, while there is one. */
  readonly window: () => BrowserWindow | null;
  /** Brings the window to the front. */
  readonly show: () => void;
  /** Says something to the page, once it can hear. */
  readonly say: (event: HostEvent) => void;
  /** Sentences in the language of the moment. */
  readonly words: () => Words;
  readonly prefer: (wishes: Wishes) => void;
  /** What leaving waits for. */
  readonly pending: PendingWork;
}
