import { EventEmitter } from "node:events";
import type {
  Menu as RealMenu,
  MenuItem as RealItem,
  MenuItemConstructorOptions,
  PopupOptions,
} from "electron";
import { acceptOnly, type Conforming, covered, makeEvent, refuse } from "../refuse.ts";
import { isAccelerator } from "./accelerator.ts";
import { app } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";

type Role = NonNullable<RealItem["role"]>;
type Window = NonNullable<ReturnType<typeof BrowserWindow.getFocusedWindow>>;

/** What Electron's own roles do; others are refused when clicked. */
const ROLES: Partial<Record<Role, (window: Window | null) => void>> = {
  about: () => app.showAboutPanel(),
  close: (window) => window?.close(),
  copy: (window) => window?.webContents.copy(),
  cut: (window) => window?.webContents.cut(),
  delete: (window) => window?.webContents.delete(),
  forceReload: (window) => window?.webContents.reloadIgnoringCache(),
  minimize: (window) => window?.minimize(),
  paste: (window) => window?.webContents.paste(),
  quit: () => app.quit(),
  redo: (window) => window?.webContents.redo(),
  reload: (window) => window?.webContents.reload(),
  resetZoom: (window) => window?.webContents.setZoomLevel(0),
  selectAll: (window) => window?.webContents.selectAll(),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
  undo: (window) => window?.webContents.undo(),
  zoomIn: (window) => changeZoom(window, 0.5),
  zoomOut: (window) => changeZoom(window, -0.5),
};

function changeZoom(window: Window | null, step: number): void {
  window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + step);
}

let commands = 0;

export class MenuItem {
  id: string;
  label: string;
  sublabel: string;
  toolTip: string;
  type: RealItem["type"];
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  registerAccelerator: boolean;
  accelerator: RealItem["accelerator"];
  commandId: number;
  role?: Role;
  submenu?: RealMenu;
  /** As a person's choice of the item; `event` and `window` as Electron fills them where they are left out. */
  click: (event?: object, window?: Window | null) => void;

  constructor(options: MenuItemConstructorOptions) {
    const { submenu, accelerator, click } = options;
    const role = options.role as Role | undefined;
    if (accelerator !== undefined && accelerator !== null && !isAccelerator(accelerator))
      throw new TypeError(`Error processing argument: not an accelerator: ${accelerator}`);
    commands += 1;
    this.commandId = commands;
    this.id = options.id ?? "";
    this.label = options.label ?? "";
    this.sublabel = options.sublabel ?? "";
    this.toolTip = options.toolTip ?? "";
    this.type = options.type ?? (submenu === undefined ? "normal" : "submenu");
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.accelerator = accelerator ?? null;
    if (role !== undefined) this.role = role;
    if (submenu !== undefined)
      this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    const seen = covered("MenuItem", this);
    this.click = (event = {}, window = BrowserWindow.getFocusedWindow()) => {
      if (this.type === "checkbox") this.checked = !this.checked;
      if (role !== undefined && click === undefined)
        (ROLES[role] ?? (() => refuse(`the menu role ${role}`)))(window);
      click?.(seen as unknown as RealItem, window ?? undefined, event as Electron.KeyboardEvent);
    };
    return seen;
  }
}

export class Menu extends EventEmitter {
  static buildFromTemplate(template: (MenuItemConstructorOptions | RealItem)[]): RealMenu {
    const menu = new Menu();
    for (const options of template)
      menu.append(
        options instanceof MenuItem
          ? (options as unknown as RealItem)
          : (new MenuItem(options as MenuItemConstructorOptions) as unknown as RealItem),
      );
    return menu as unknown as RealMenu;
  }
  static setApplicationMenu(menu: RealMenu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): RealMenu | null {
    return applicationMenu;
  }

  items: RealItem[] = [];

  constructor() {
    super();
    acceptOnly(this, "Menu", ["menu-will-close", "menu-will-show"]);
    return covered("Menu", this);
  }
  append(item: RealItem): void {
    this.items.push(item);
  }
  insert(position: number, item: RealItem): void {
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): RealItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
  /** Shown nowhere: a test clicks its items. */
  popup(options: PopupOptions = {}): void {
    this.emit("menu-will-show", makeEvent());
    lastPopup = this as unknown as RealMenu;
    options.callback?.();
  }
  closePopup(): void {
    this.emit("menu-will-close", makeEvent());
  }
}

let applicationMenu: RealMenu | null = null;
let lastPopup: RealMenu | null = null;

/** The context menu shown last, for tests on the double. */
export const getLastPopup = (): RealMenu | null => lastPopup;

Menu.prototype satisfies Conforming<RealMenu, Menu>;
MenuItem.prototype satisfies Conforming<RealItem, Omit<MenuItem, "click">>;
