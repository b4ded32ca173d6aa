import type { HostNews } from "../../shared/ports/index.ts";

/** What the machine says, kept until a person is signed in and the screens can follow. */
export interface NewsDesk {
  hear(news: HostNews): void;
  /** The screens are there: what waited is told, the rest follows. Returns the way to stop. */
  read(reader: (news: HostNews) => void): () => void;
}

/**
 * A link or a file waits for the sign-in; a menu's gesture means the moment it was made, so one that no screen can follow is dropped,
 * except those of `always`.
 */
export function makeNewsDesk(always: (news: HostNews) => boolean): NewsDesk {
  const waiting: HostNews[] = [];
  let reader: ((news: HostNews) => void) | null = null;
  return {
    hear(news) {
      if (always(news)) return;
      if (reader !== null) reader(news);
      else if (news.type !== "command") waiting.push(news);
    },
    read(next) {
      reader = next;
      for (const news of waiting.splice(0)) next(news);
      return () => {
        if (reader === next) reader = null;
      };
    },
  };
}

/** A path of the application as it may come from outside; anything else is not followed. */
export const isOwnPath = (path: string): boolean => /^\/(?!\/)[A-Za-z0-9/_-]*$/.test(path);
