import type { HostCommand, HostEvent } from "../../shared/contract/host-api.ts";
import type { Sentence, Words } from "../i18n/words.ts";

/** What choosing an entry does; roles are the system's own gestures. */
export type MenuAct =
  | { readonly kind: "say"; readonly event: HostEvent }
  | { readonly kind: "documentation" }
  | { readonly kind: "logs" }
  | { readonly kind: "update" };

type Role =
  | "copy"
  | "cut"
  | "hide"
  | "hideOthers"
  | "paste"
  | "quit"
  | "reload"
  | "resetZoom"
  | "selectAll"
  | "toggleDevTools"
  | "togglefullscreen"
  | "unhide"
  | "zoomIn"
  | "zoomOut";

/** One line of a menu, as data: show-menu.ts gives it to Electron. */
export type MenuEntry =
  | { readonly kind: "line" }
  | {
      readonly kind: "menu";
      readonly id: string;
      readonly label: string;
      readonly entries: readonly MenuEntry[];
    }
  | {
      readonly kind: "role";
      readonly id: string;
      readonly label: string;
      readonly role: Role;
      readonly accelerator?: string;
    }
  | {
      readonly kind: "act";
      readonly id: string;
      readonly label: string;
      readonly act: MenuAct;
      readonly accelerator?: string;
      /** False: said, and not to be chosen now. */
      readonly enabled?: false;
      /** False: the key is written in the menu, but the page itself listens to it. */
      readonly registerAccelerator?: false;
    };

interface MenuMeans {
  readonly words: Words;
  readonly mac: boolean;
  /** Reload and developer tools, never in a packaged application. */
  readonly development: boolean;
  readonly documentation: boolean;
  /** What is known of a newer version (update-entry.ts); null where nothing is to be said. */
  readonly update?: MenuEntry | null;
}

const line: MenuEntry = { kind: "line" };

/** The menus, in the order in which they stand. Ids are stable: tests and the page's help name entries by them. */
export function menuTemplate({
  words,
  mac,
  development,
  documentation,
  update = null,
}: MenuMeans): readonly MenuEntry[] {
  const menu = (id: Sentence, entries: readonly MenuEntry[]): MenuEntry => ({
    kind: "menu",
    id,
    label: words(id),
    entries,
  });
  const role = (id: Sentence, name: Role, accelerator?: string): MenuEntry => ({
    kind: "role",
    id,
    label: words(id),
    role: name,
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const act = (id: Sentence, what: MenuAct, accelerator?: string): MenuEntry => ({
    kind: "act",
    id,
    label: words(id),
    act: what,
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const command = (id: Sentence, name: HostCommand, accelerator?: string): MenuEntry =>
    act(id, { kind: "say", event: { type: "command", command: name } }, accelerator);
  const go = (id: Sentence, path: string, accelerator: string): MenuEntry =>
    act(id, { kind: "say", event: { type: "go", path } }, accelerator);
  /** The page listens to this key (shortcut-provider.tsx): the menu only shows it. */
  const shown = (entry: MenuEntry): MenuEntry =>
    entry.kind === "act" ? { ...entry, registerAccelerator: false } : entry;

  const about = command("menu.about", "about");
  const quit = role("menu.quit", "quit", "CommandOrControl+Q");
  return [
    ...(mac
      ? [
          {
            kind: "menu" as const,
            id: "menu.application",
            label: "Intendance",
            entries: [
              about,
              line,
              role("menu.hide", "hide"),
              role("menu.hideOthers", "hideOthers"),
              role("menu.unhide", "unhide"),
              line,
              quit,
            ],
          },
        ]
      : []),
    menu("menu.file", [
      command("menu.import", "import", "CommandOrControl+O"),
      command("menu.backup", "backup", "CommandOrControl+Shift+S"),
      line,
      shown(command("menu.print", "print", "CommandOrControl+P")),
      ...(mac ? [] : [line, quit]),
    ]),
    menu("menu.edit", [
      shown(command("menu.undo", "undo", "CommandOrControl+Z")),
      shown(command("menu.redo", "redo", mac ? "Command+Shift+Z" : "Control+Y")),
      line,
      role("menu.cut", "cut"),
      role("menu.copy", "copy"),
      role("menu.paste", "paste"),
      role("menu.selectAll", "selectAll"),
      line,
      shown(command("menu.search", "search", "CommandOrControl+K")),
    ]),
    menu("menu.view", [
      role("menu.zoomIn", "zoomIn"),
      role("menu.zoomOut", "zoomOut"),
      role("menu.resetZoom", "resetZoom"),
      line,
      role("menu.fullScreen", "togglefullscreen"),
      ...(development
        ? [line, role("menu.reload", "reload"), role("menu.devTools", "toggleDevTools")]
        : []),
    ]),
    menu("menu.go", [
      go("menu.goHome", "/", "CommandOrControl+1"),
      go("menu.goInbox", "/a-traiter", "CommandOrControl+2"),
      go("menu.goRequests", "/demandes", "CommandOrControl+3"),
      go("menu.goFindings", "/qualite", "CommandOrControl+4"),
      go("menu.goSync", "/synchronisation", "CommandOrControl+5"),
    ]),
    menu("menu.synchronise", [
      command("menu.synchroniseNow", "synchronise", "F9"),
      act("menu.seeSync", { kind: "say", event: { type: "go", path: "/synchronisation" } }),
    ]),
    menu("menu.help", [
      command("menu.keyboard", "keyboard-help", "F1"),
      ...(documentation ? [act("menu.documentation", { kind: "documentation" })] : []),
      line,
      ...(update === null ? [] : [update]),
      act("menu.logs", { kind: "logs" }),
      ...(mac ? [] : [line, about]),
    ]),
  ];
}
