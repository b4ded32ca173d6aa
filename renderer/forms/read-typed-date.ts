import { isIsoDate, type PartialDate } from "../../shared/base/index.ts";
import { readDate } from "../../shared/model/index.ts";

/**
 * A date as typed in a form: `31/08/2026`, `31/8/26`, `31082026`, `08/2026`, `2026` or ISO; two-digit years are of this
 * century. Undefined when it is no date, or less precise than a day where a day is asked for (D4).
 */
export function readTypedDate(typed: string, precision: "day" | "any"): PartialDate | undefined {
  const text = typed.trim().replace(/\s+/g, "/");
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const short = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$/.exec(text);
  const date = readDate(
    digits
      ? `${digits[1]}/${digits[2]}/${digits[3]}`
      : short
        ? `${short[1]}/${short[2]}/20${short[3]}`
        : text,
  );
  return date !== undefined && (precision === "any" || isIsoDate(date)) ? date : undefined;
}
