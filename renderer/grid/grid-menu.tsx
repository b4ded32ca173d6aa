import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useTranslation } from "react-i18next";
import { ShortcutKeys } from "../ui/index.ts";

export interface GridMenuItem {
  readonly id: "open" | "edit" | "copy" | "clear" | "fillDown" | "filterValue";
  readonly keys?: string | undefined;
  readonly onAct: () => void;
}

export interface GridMenuProps {
  readonly position: { readonly left: number; readonly top: number } | undefined;
  readonly items: readonly GridMenuItem[];
  readonly onClose: () => void;
}

/** Menu of a cell, by right click, by the menu key or by Shift F10. */
export function GridMenu({ position, items, onClose }: GridMenuProps) {
  const { t } = useTranslation("grid");
  return (
    <Menu
      open={position !== undefined}
      onClose={onClose}
      anchorReference="anchorPosition"
      {...(position ? { anchorPosition: position } : {})}
    >
      {items.map(({ id, keys, onAct }) => (
        <MenuItem
          key={id}
          onClick={() => {
            onClose();
            onAct();
          }}
        >
          <ListItemText primary={t(`cellMenu.${id}`)} sx={{ mr: 4 }} />
          {keys && <ShortcutKeys keys={keys} />}
        </MenuItem>
      ))}
    </Menu>
  );
}
