export { canonicalJson, hashOf, hashOfBytes, hashOfText } from "./canonical.ts";
export {
  dayOf,
  firstDay,
  inPeriod,
  isIsoDate,
  isPartialDate,
  lastDay,
  nextDay,
  periodsOverlap,
  previousDay,
} from "./dates.ts";
export type { IsoDate, IsoInstant, PartialDate, Period } from "./dates.ts";
export { Fault, FAULTS, isFaultData, toFaultData } from "./fault.ts";
export type { FaultCode, FaultData } from "./fault.ts";
export { isUuidV7, makeUuidV7 } from "./ids.ts";
export type {
  ContentHash,
  DeviceId,
  OperationId,
  PersonId,
  RecordId,
  ReferentialId,
  RequestId,
} from "./ids.ts";
export { isJsonObject, sameJson } from "./json.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export { fail, ok } from "./result.ts";
export type { Result } from "./result.ts";
export { foldText, tidyCode, tidyText, tokensOf } from "./text.ts";
