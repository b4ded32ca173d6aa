import AccountCircle from "@mui/icons-material/AccountCircleOutlined";
import Check from "@mui/icons-material/Check";
import Divider from "@mui/material/Divider";
import IconButton from "@mui/material/IconButton";
import ListItemIcon from "@mui/material/ListItemIcon";
import ListItemText from "@mui/material/ListItemText";
import ListSubheader from "@mui/material/ListSubheader";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useColorScheme } from "@mui/material/styles";
import Tooltip from "@mui/material/Tooltip";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAbout } from "../features/about/index.ts";
import { LANGUAGES } from "./i18n/index.ts";
import { usePreferences } from "./preferences.ts";
import { rolesOf } from "./roles-of.ts";
import { useWorkspace } from "./workspace.tsx";

const DENSITIES = ["compact", "normal", "comfortable"] as const;
const SCHEMES = ["system", "light", "dark"] as const;

/** The person and his roles, then language, row height, theme, shortcuts and sign-out. */
export function AccountMenu({
  onShortcuts,
  onSignOut,
}: {
  readonly onShortcuts: () => void;
  readonly onSignOut: () => void;
}) {
  const { t, i18n } = useTranslation("app");
  const { identity, data } = useWorkspace();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const preferences = usePreferences();
  const { mode, setMode } = useColorScheme();
  const close = (): void => setAnchor(null);
  const showAbout = useAbout((state) => state.show);
  const roles = rolesOf(identity.rights)
    .map((role) => t(`app:role.${role}`))
    .join(", ");

  const chooseLanguage = async (language: "fr" | "en"): Promise<void> => {
    preferences.keep({ language });
    await i18n.changeLanguage(language);
    await data.setLanguage(language);
  };

  return (
    <>
      <Tooltip title={`${identity.name} · ${roles}`}>
        <IconButton
          aria-label={t("account.open", { name: identity.name })}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <AccountCircle fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <ListSubheader component="div" sx={{ lineHeight: 1.5, py: 1, background: "none" }}>
          <strong>{identity.name}</strong>
          <br />
          {roles}
        </ListSubheader>
        <Divider component="li" role="separator" />
        <Choices
          title={t("account.language")}
          options={LANGUAGES.map((id) => ({ id, label: t(`app:language.${id}`) }))}
          chosen={i18n.language}
          onChoose={(id) => {
            close();
            void chooseLanguage(id);
          }}
        />
        <Choices
          title={t("account.density")}
          options={DENSITIES.map((id) => ({ id, label: t(`app:density.${id}`) }))}
          chosen={preferences.density}
          onChoose={(density) => {
            close();
            preferences.keep({ density });
          }}
        />
        <Choices
          title={t("account.theme")}
          options={SCHEMES.map((id) => ({ id, label: t(`app:theme.${id}`) }))}
          chosen={mode ?? "system"}
          onChoose={(id) => {
            close();
            setMode(id);
          }}
        />
        <Divider component="li" role="separator" />
        <MenuItem
          onClick={() => {
            close();
            onShortcuts();
          }}
        >
          <ListItemText inset>{t("account.shortcuts")}</ListItemText>
        </MenuItem>
        <MenuItem
          onClick={() => {
            close();
            showAbout();
          }}
        >
          <ListItemText inset>{t("account.about")}</ListItemText>
        </MenuItem>
        <MenuItem
          onClick={() => {
            close();
            onSignOut();
          }}
        >
          <ListItemText inset>{t("account.signOut")}</ListItemText>
        </MenuItem>
      </Menu>
    </>
  );
}

/** One of several, as menu radio items; a plain function so that the Menu sees its items. */
function Choices<Id extends string>({
  title,
  options,
  chosen,
  onChoose,
}: {
  readonly title: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly chosen: string;
  readonly onChoose: (id: Id) => void;
}) {
  return (
    <li role="none">
      <ul role="group" aria-label={title} style={{ padding: 0, margin: 0, listStyle: "none" }}>
        <ListSubheader
          component="li"
          role="presentation"
          sx={{ lineHeight: "28px", background: "none" }}
        >
          {title}
        </ListSubheader>
        {options.map(({ id, label }) => (
          <MenuItem
            key={id}
            role="menuitemradio"
            aria-checked={id === chosen}
            onClick={() => onChoose(id)}
          >
            <ListItemIcon>{id === chosen && <Check fontSize="small" />}</ListItemIcon>
            <ListItemText>{label}</ListItemText>
          </MenuItem>
        ))}
      </ul>
    </li>
  );
}
