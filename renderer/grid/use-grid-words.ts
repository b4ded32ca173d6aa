import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../app/i18n/index.ts";
import type { CellWords } from "./cell-text.ts";
import type { RowWords } from "./grid-row.tsx";

/** Words of cells and rows, resolved once per language so that rows need no translation. */
export function useGridWords(): { readonly words: CellWords; readonly rowWords: RowWords } {
  const { t } = useTranslation(["grid", "ui"]);
  const { language, number } = useFormats();
  return useMemo(
    () => ({
      words: { language, yes: t("grid:yes"), no: t("grid:no") },
      rowWords: {
        state: {
          draft: t("ui:state.draft"),
          pending: t("ui:state.pending"),
          accredited: t("ui:state.accredited"),
          refused: t("ui:state.refused"),
          conflict: t("ui:state.conflict"),
        },
        severity: {
          info: t("ui:severity.info"),
          warning: t("ui:severity.warning"),
          error: t("ui:severity.error"),
          fatal: t("ui:severity.fatal"),
        },
        loading: t("grid:rows.loading"),
        before: (before) =>
          before === "" ? t("grid:note.beforeEmpty") : t("grid:note.before", { before }),
        number,
      },
    }),
    [t, language, number],
  );
}
