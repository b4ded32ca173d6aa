export { cutChunks, nonceOf, sealedLength } from "./cut-chunks.ts";
export type { ChunkSpan } from "./cut-chunks.ts";
export {
  BOUND_LENGTH,
  HEADER_LENGTH,
  LEAST_ITERATIONS,
  readHeader,
  unreadable,
  writeHeader,
} from "./file-header.ts";
export type { FileHeader, SealedKind } from "./file-header.ts";
export { judgePassphrase, LEAST_PASSPHRASE, tidyPassphrase } from "./judge-passphrase.ts";
export type { PassphraseStrength } from "./judge-passphrase.ts";
export { mergeChanges } from "./merge-changes.ts";
export type { ChangeConflict, MergedChanges } from "./merge-changes.ts";
export { nameSealedFile, SEALED_EXTENSION } from "./name-sealed-file.ts";
export { framePart, PartReader } from "./part-frames.ts";
export type { Part } from "./part-frames.ts";
export { rebranchOutbox } from "./rebranch-outbox.ts";
