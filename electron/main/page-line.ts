import type { HostEvent } from "../../shared/contract/host-api.ts";

/** What the shell has to say to the page, kept until a page is there to hear it, in order. */
export interface PageLine {
  say(event: HostEvent): void;
  /** A page has loaded: what waited is said, the rest follows at once. */
  heard(): void;
  /** The page is leaving or its process died: what comes now waits for the next one. */
  silent(): void;
}

/** At most this many wait: nobody opens more by hand before the first screen. */
const MOST = 50;

export function makePageLine(send: (event: HostEvent) => void): PageLine {
  const waiting: HostEvent[] = [];
  let listening = false;
  return {
    say(event) {
      if (listening) send(event);
      else if (waiting.length < MOST) waiting.push(event);
    },
    heard() {
      listening = true;
      for (const event of waiting.splice(0)) send(event);
    },
    silent() {
      listening = false;
    },
  };
}
