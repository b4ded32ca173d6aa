import { Menu, type MenuItemConstructorOptions } from "electron";
import type { MenuAct, MenuEntry } from "./menu-template.ts";

/** Gives the menus to the system. */
export function showMenu(entries: readonly MenuEntry[], act: (act: MenuAct) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(entries.map((entry) => itemOf(entry, act))));
}

function itemOf(entry: MenuEntry, act: (act: MenuAct) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case "line":
      return { type: "separator" };
    case "menu":
      return {
        id: entry.id,
        label: entry.label,
        submenu: entry.entries.map((inner) => itemOf(inner, act)),
      };
    case "role":
      return {
        id: entry.id,
        label: entry.label,
        role: entry.role,
        ...(entry.accelerator === undefined ? {} : { accelerator: entry.accelerator }),
      };
    case "act":
      return {
        id: entry.id,
        label: entry.label,
        click: () => act(entry.act),
        ...(entry.enabled === false ? { enabled: false } : {}),
        ...(entry.accelerator === undefined ? {} : { accelerator: entry.accelerator }),
        ...(entry.registerAccelerator === false ? { registerAccelerator: false } : {}),
      };
  }
}

/** The gestures of a text field under the right button; the page has its own menus elsewhere. */
export function offerFieldMenu(
  contents: Electron.WebContents,
  words: () => (sentence: "menu.copy" | "menu.cut" | "menu.paste" | "menu.selectAll") => string,
): void {
  contents.on("context-menu", (_event, { isEditable, editFlags }) => {
    if (!isEditable) return;
    const say = words();
    Menu.buildFromTemplate([
      { label: say("menu.cut"), role: "cut", enabled: editFlags.canCut },
      { label: say("menu.copy"), role: "copy", enabled: editFlags.canCopy },
      { label: say("menu.paste"), role: "paste", enabled: editFlags.canPaste },
      { type: "separator" },
      { label: say("menu.selectAll"), role: "selectAll", enabled: editFlags.canSelectAll },
    ]).popup();
  });
}
