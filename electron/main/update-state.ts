import type { NoFeed } from "./update-feed.ts";

/** Why a check or a download came to nothing; the log says no more than this word. */
export const UPDATE_FAILURES = [
  "update-unreachable",
  "update-not-there",
  "update-not-signed",
  "update-altered",
  "update-not-kept",
  "update-failed",
] as const;
export type UpdateFailure = (typeof UPDATE_FAILURES)[number];

/** What this copy knows of a newer one. Nothing is downloaded or installed but by a person's word. */
export type UpdateState =
  | { readonly kind: "off"; readonly why: NoFeed }
  | { readonly kind: "unasked" }
  | { readonly kind: "checking" }
  | { readonly kind: "current" }
  | { readonly kind: "available"; readonly version: string }
  | { readonly kind: "downloading"; readonly version: string; readonly percent: number }
  | { readonly kind: "ready"; readonly version: string }
  | { readonly kind: "failed"; readonly failure: UpdateFailure };

export type UpdateEvent =
  | { readonly type: "checkStarted" }
  | { readonly type: "versionFound"; readonly version: string }
  | { readonly type: "nothingFound" }
  | { readonly type: "downloadStarted" }
  | { readonly type: "bytesArrived"; readonly percent: number }
  | { readonly type: "downloaded" }
  | { readonly type: "failed"; readonly failure: UpdateFailure };

/** What a person may ask for now. */
export type UpdateAct = "check" | "download" | "install";

/**
 * One step. An event that does not belong to the state changes nothing: a late answer of an old check never hides an
 * update that is ready, and nothing turns on what is off.
 */
export function nextUpdate(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.type) {
    case "checkStarted":
      return actOf(state) === "check" || state.kind === "available" ? { kind: "checking" } : state;
    case "versionFound":
      return state.kind === "checking" ? { kind: "available", version: event.version } : state;
    case "nothingFound":
      return state.kind === "checking" ? { kind: "current" } : state;
    case "downloadStarted":
      return state.kind === "available"
        ? { kind: "downloading", version: state.version, percent: 0 }
        : state;
    case "bytesArrived":
      return state.kind === "downloading" ? { ...state, percent: whole(event.percent) } : state;
    case "downloaded":
      return state.kind === "downloading" ? { kind: "ready", version: state.version } : state;
    case "failed":
      return state.kind === "checking" || state.kind === "downloading"
        ? { kind: "failed", failure: event.failure }
        : state;
  }
}

/** What a person may ask for in this state; null while the application is busy or off. */
export function actOf(state: UpdateState): UpdateAct | null {
  switch (state.kind) {
    case "unasked":
    case "current":
    case "failed":
      return "check";
    case "available":
      return "download";
    case "ready":
      return "install";
    case "off":
    case "checking":
    case "downloading":
      return null;
  }
}

/** The failure behind what the updater threw; its message, which names addresses and paths, is never kept. */
export function failureOf(thrown: unknown): UpdateFailure {
  const code: unknown = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  if (typeof code !== "string") return isOfNetwork(thrown) ? "update-unreachable" : "update-failed";
  if (code === "ERR_UPDATER_INVALID_SIGNATURE") return "update-not-signed";
  if (code === "ERR_CHECKSUM_MISMATCH" || code === "ERR_UPDATER_NO_CHECKSUM")
    return "update-altered";
  if (code === "ERR_UPDATER_CHANNEL_FILE_NOT_FOUND" || code.startsWith("HTTP_ERROR_4"))
    return "update-not-there";
  if (/^(ENOSPC|EACCES|EPERM|EROFS|EDQUOT)$/.test(code)) return "update-not-kept";
  if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|ENET|EHOST|EPIPE|HTTP_ERROR_)/.test(code))
    return "update-unreachable";
  return "update-failed";
}

/** Chromium's network says so in the message only. */
const isOfNetwork = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  /^net::ERR_|request has been aborted|timed? ?out/i.test(thrown.message);

const whole = (percent: number): number =>
  Number.isFinite(percent) ? Math.min(100, Math.max(0, Math.floor(percent))) : 0;
