import type { TFunction } from "i18next";
import type { FaultData } from "../../shared/base/index.ts";
import type { FaultNoticeProps } from "../ui/index.ts";

/**
 * The three sentences of a fault (what happened, what was kept, what to do) in the language of `t`,
 * ready for a FaultNotice. Details stay out, except those a person can act on.
 */
export function faultWords(
  fault: FaultData,
  t: TFunction,
): Pick<FaultNoticeProps, "happened" | "kept" | "toDo" | "detail"> {
  const say = (part: string): string | undefined =>
    t(`faults:code.${fault.code}.${part}`, { defaultValue: "" }) || undefined;
  return {
    happened: say("happened") ?? fault.code,
    kept: say("kept"),
    toDo: say("toDo"),
    detail: fault.code,
  };
}
