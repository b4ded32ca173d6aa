import type { Sentence, Words } from "../i18n/words.ts";
import type { MenuEntry } from "./menu-template.ts";
import type { UpdateState } from "./update-state.ts";

/** The line of the help menu that says what is known of a newer version, and does what can be done about it. */
export function updateEntry(state: UpdateState, words: Words): MenuEntry | null {
  const entry = (id: Sentence, chosen: boolean, version = ""): MenuEntry => ({
    kind: "act",
    id: "menu.update",
    label: words(id, { version }),
    act: { kind: "update" },
    ...(chosen ? {} : { enabled: false as const }),
  });
  switch (state.kind) {
    case "off":
      // Whoever starts the application from its sources knows where newer ones are.
      return state.why === "not-installed" ? null : entry("update.off", false);
    case "unasked":
    case "current":
    case "failed":
      return entry("update.check", true);
    case "checking":
      return entry("update.checking", false);
    case "available":
      return entry("update.download", true, state.version);
    case "downloading":
      return entry("update.downloading", false, state.version);
    case "ready":
      return entry("update.install", true, state.version);
  }
}
