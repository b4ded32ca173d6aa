import AccountTree from "@mui/icons-material/AccountTreeOutlined";
import TableRows from "@mui/icons-material/TableRowsOutlined";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Referential } from "../../shared/model/index.ts";

/** Grid or tree of a référentiel; nothing where the model declares no hierarchy. */
export function ViewSwitch({
  referential,
  current,
}: {
  readonly referential: Referential;
  readonly current: "grid" | "tree";
}) {
  const { t } = useTranslation("app");
  const navigate = useNavigate();
  if (referential.hierarchies.length === 0) return null;
  const base = `/referentiels/${referential.id}`;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={current}
      aria-label={t("view.label")}
      onChange={(_, next: "grid" | "tree" | null) => {
        if (next !== null) void navigate(next === "grid" ? base : `${base}/arbre`);
      }}
      sx={{
        "& .MuiToggleButton-root": {
          height: 32,
          px: 1.25,
          gap: 0.75,
          textTransform: "none",
          color: "text.primary",
        },
      }}
    >
      <ToggleButton value="grid">
        <TableRows fontSize="small" />
        {t("view.grid")}
      </ToggleButton>
      <ToggleButton value="tree">
        <AccountTree fontSize="small" />
        {t("view.tree")}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
