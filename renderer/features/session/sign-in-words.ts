import type { TFunction } from "i18next";
import type { FaultData } from "../../../shared/base/index.ts";
import { faultWords } from "../../app/fault-words.ts";

/** The words of a fault met before anybody is signed in: there is no work yet to go on with nor to send later. */
export function signInWords(fault: FaultData, t: TFunction): ReturnType<typeof faultWords> {
  const words = { ...faultWords(fault, t), detail: undefined };
  return fault.code === "CENTRAL_UNREACHABLE"
    ? { ...words, kept: undefined, toDo: t("session:signIn.unreachable") }
    : words;
}
