import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/i18n/index.ts";

/**
 * Says in one sentence who may still decide; null when nobody is awaited. Beyond `most` names the others are counted: a
 * circuit may ask fifty persons.
 */
export function useAwaited(most: number): (names: readonly string[]) => string | null {
  const { t } = useTranslation("requests");
  const formats = useFormats();
  return (names) => {
    if (names.length === 0) return null;
    const others = names.length - most;
    const told =
      others > 0 ? [...names.slice(0, most), t("circuit.others", { count: others })] : names;
    return t("circuit.awaited", { count: names.length, names: formats.list(told) });
  };
}
