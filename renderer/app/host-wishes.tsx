import { useColorScheme } from "@mui/material/styles";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { DesktopHost } from "../../shared/ports/index.ts";
import { chooseLanguage } from "./i18n/index.ts";

/** Tells the machine which language and colours the person uses here: its menus, its dialogs and the window follow. */
export function HostWishes({ host }: { readonly host: DesktopHost }) {
  const { i18n } = useTranslation();
  const { mode } = useColorScheme();
  const language = chooseLanguage(i18n.language);
  useEffect(() => {
    if (mode === undefined) return;
    host.prefer({ language, theme: mode }).catch((thrown: unknown) => console.error(thrown));
  }, [host, language, mode]);
  return null;
}
