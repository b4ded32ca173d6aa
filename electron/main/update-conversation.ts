import type { Updates } from "./update-application.ts";
import type { UpdateState } from "./update-state.ts";

interface Voice {
  /** Asks whether to download (`available`) or to install (`ready`). */
  readonly agrees: (state: UpdateState) => Promise<boolean>;
  /** Says that there is nothing newer, or what failed. */
  readonly say: (state: UpdateState) => Promise<void>;
}

/**
 * What follows when a person chooses the line of the help menu: a look, a question before anything is downloaded, another
 * before anything is installed; an answer in any case. "Later" ends it, and the line of the menu stays.
 */
export async function converseOnUpdate(updates: Updates, voice: Voice): Promise<void> {
  for (;;) {
    const { kind } = updates.state();
    if (kind === "off" || kind === "checking" || kind === "downloading") return;
    if ((kind === "available" || kind === "ready") && !(await voice.agrees(updates.state())))
      return;
    await updates.act();
    const now = updates.state();
    if (now.kind === "current" || now.kind === "failed") return voice.say(now);
    // Quitting is under way, or nothing moved.
    if (now.kind === kind) return;
  }
}
