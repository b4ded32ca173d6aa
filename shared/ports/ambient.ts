import type { IsoInstant } from "../base/index.ts";

/** The only source of time. */
export type Clock = { now(): IsoInstant };

/** The only source of fresh ids: UUIDv7 text. */
export type Ids = { next(): string };

/** Progress of anything over a second: `total` null while unknown. */
export type Progress = { readonly done: number; readonly total: number | null };
export type OnProgress = (progress: Progress) => void;
