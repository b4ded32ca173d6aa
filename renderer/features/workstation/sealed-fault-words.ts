import type { TFunction } from "i18next";
import type { FaultData } from "../../../shared/base/index.ts";
import { faultWords } from "../../app/fault-words.ts";

/** The words of a fault of a sealed file: what exactly is wrong with it, then what any fault says. */
export function sealedFaultWords(fault: FaultData, t: TFunction): ReturnType<typeof faultWords> {
  const { reason } = fault.details;
  const known = typeof reason === "string" ? `${fault.code}-${reason}` : fault.code;
  const say = (part: string): string =>
    t(`workstation:fault.${known}.${part}`, { defaultValue: "" }) ||
    t(`workstation:fault.${fault.code}.${part}`, { defaultValue: "" });
  const words = faultWords(fault, t);
  return {
    ...words,
    happened: say("happened") || words.happened,
    toDo: say("toDo") || words.toDo,
  };
}
