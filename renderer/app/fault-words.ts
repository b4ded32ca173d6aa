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
    happened: [say("happened") ?? fault.code, ...detailWords(fault, t)].join(" "),
    kept: say("kept"),
    toDo: say("toDo"),
    detail: fault.code,
  };
}

const KINDS = ["looksLike", "reason", "what"] as const;

/** What exactly is wrong and where, for faults of files: sentences after the first. */
function detailWords({ code, details }: FaultData, t: TFunction): readonly string[] {
  if (!code.startsWith("FILE_")) return [];
  const { sheet, line, column, letter } = details;
  const place =
    line === undefined
      ? null
      : letter !== undefined
        ? "lineColumn"
        : column !== undefined
          ? "linePosition"
          : "line";
  const sentences = [
    ...KINDS.map((kind) => typeof details[kind] === "string" && `${kind}.${details[kind]}`),
    typeof sheet === "string" && sheet !== "" && "place.sheet",
    place !== null && `place.${place}`,
  ];
  return sentences
    .filter((key) => key !== false)
    .map((key) => t(`faults:detail.${key}`, { ...details, defaultValue: "" }))
    .filter((sentence) => sentence !== "");
}
