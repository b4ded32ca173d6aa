import { useTranslation } from "react-i18next";
import { FaultNotice } from "../ui/index.ts";
import type { GridColumn, RefusedCell } from "./grid-props.ts";

const LISTED = 5;

export interface RefusedNoticeProps {
  readonly refused: readonly RefusedCell[];
  readonly columns: readonly GridColumn[];
  /** Other cells of the gesture were written. */
  readonly keptOthers: boolean;
  readonly onDismiss: () => void;
}

/** Values of the last gesture that were not taken, each with its reason. */
export function RefusedNotice({ refused, columns, keptOthers, onDismiss }: RefusedNoticeProps) {
  const { t } = useTranslation("grid");
  const lines = refused.slice(0, LISTED).map(({ columnId, text, reason }) =>
    t("edit.refusedLine", {
      column: columns.find(({ id }) => id === columnId)?.title ?? columnId,
      text,
      reason,
    }),
  );
  const more = refused.length - lines.length;
  return (
    <FaultNotice
      severity="warning"
      happened={t("edit.refused", { count: refused.length })}
      kept={keptOthers ? t("edit.refusedKept") : undefined}
      toDo={[...lines, ...(more > 0 ? [t("edit.refusedMore", { count: more })] : [])].join("\n")}
      onDismiss={onDismiss}
    />
  );
}
