/** Sizes that central refuses beyond (BODY_TOO_LARGE, BAD_REQUEST), in bytes or elements. */
export const CENTRAL_CAPS = {
  /** one gzipped block as sent */
  blockBytes: 16 * 1024 * 1024,
  /** one block once inflated */
  blockInflatedBytes: 96 * 1024 * 1024,
  /** elements of one block */
  blockElements: 5_000,
  /** the JSON body of any other route */
  bodyBytes: 12 * 1024 * 1024,
  operationsPerPush: 100,
  blocksPerRequest: 2_000,
} as const;
