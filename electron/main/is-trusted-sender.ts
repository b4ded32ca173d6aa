import type { IpcSender } from "../ipc/serve.ts";
import { isAppUrl } from "./app-origin.ts";

/** Only the application's own page, at the top of its window, may call the shell: no sub-frame, no foreign page. */
export function isTrustedSender({ senderFrame }: IpcSender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
}
