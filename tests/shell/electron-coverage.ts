import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder, scriptOf } from "../../build/project-folder.ts";
import { runProcess } from "../../build/run-process.ts";

const TYPES = join(projectFolder, "node_modules", "electron", "electron.d.ts");
/** Listening is common to all; which events are said is refused at run time. */
const LISTENING = /^(on|once|off|addListener|removeListener)$/;
const MEMBER = /^ {4}(?:static |readonly )*([a-zA-Z_]\w*)\??[(:<]/;
const OPENING = /^ {2}(?:interface|class) (\w+)\b[^{]*\{$/;

/** What each class of electron.d.ts is called among the double's own, by the names its members have there. */
async function coveredMembers(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const double = await import("../electron-double/electron.ts");
  const { app, BrowserWindow, dialog, ipcMain, Menu, MenuItem, nativeTheme, net } = double;
  const { Notification, powerMonitor, protocol, safeStorage, screen, session, shell } = double;
  const { WebContents } = await import("../electron-double/modules/web-contents.ts");
  const windowMembers = namesOf(BrowserWindow.prototype, BrowserWindow, ["id", "webContents"]);
  const item = new MenuItem({ label: "", role: "copy", submenu: [] });
  return new Map([
    ["App", namesOf(app)],
    ["BaseWindow", windowMembers],
    ["BrowserWindow", windowMembers],
    ["Dialog", namesOf(dialog)],
    ["IpcMain", namesOf(ipcMain)],
    ["Menu", namesOf(Menu.prototype, Menu, ["items"])],
    ["MenuItem", namesOf(item)],
    ["NativeTheme", namesOf(nativeTheme)],
    ["Net", namesOf(net)],
    ["Notification", namesOf(new Notification(), Notification)],
    ["PowerMonitor", namesOf(powerMonitor)],
    ["Protocol", namesOf(protocol)],
    ["SafeStorage", namesOf(safeStorage)],
    ["Screen", namesOf(screen)],
    ["Session", namesOf(session.defaultSession, session)],
    ["Shell", namesOf(shell)],
    [
      "WebContents",
      namesOf(
        WebContents.prototype,
        ["id", "session", "mainFrame", "zoomFactor", "zoomLevel"],
        double.webContents,
      ),
    ],
  ]);
}

/** Names of an object and of what it inherits, or a list of names as it is. */
function namesOf(...objects: readonly object[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const object of objects) {
    if (Array.isArray(object)) for (const name of object as string[]) names.add(name);
    for (
      let one: object | null = object;
      one !== null && one !== Object.prototype && one !== Function.prototype;
      one = Object.getPrototypeOf(one) as object | null
    )
      for (const name of Object.getOwnPropertyNames(one)) names.add(name);
  }
  return names;
}

interface Line {
  readonly text: string;
  /** The member declared on this line, of a class the double stands for. */
  readonly member: { readonly of: string; readonly name: string } | null;
}

function readTypes(text: string, classes: ReadonlyMap<string, unknown>): readonly Line[] {
  let inside = "";
  return text.split("\n").map((line) => {
    const opened = OPENING.exec(line)?.[1];
    if (opened !== undefined) inside = opened;
    else if (line === "  }") inside = "";
    const name = MEMBER.exec(line)?.[1];
    const counts = name !== undefined && name !== "constructor" && !LISTENING.test(name);
    return {
      text: line,
      member: counts && classes.has(inside) ? { of: inside, name } : null,
    };
  });
}

/** How many members of the classes it stands for the double has. */
export async function countCovered(): Promise<{ readonly covered: number; readonly all: number }> {
  const covered = await coveredMembers();
  const names = new Set<string>();
  let found = 0;
  for (const { member } of readTypes(await readFile(TYPES, "utf8"), covered)) {
    if (member === null || names.has(`${member.of}.${member.name}`)) continue;
    names.add(`${member.of}.${member.name}`);
    if (covered.get(member.of)?.has(member.name)) found += 1;
  }
  return { covered: found, all: names.size };
}

/**
 * The compiler's complaints when electron/ is checked against a type file from which everything the double lacks has
 * been taken out: what the application uses and the double has not. Needs a folder to write in; `without` takes one
 * member more out, `Class.member`.
 */
export async function missingMembers(folder: string, without?: string): Promise<readonly string[]> {
  const covered = await coveredMembers();
  const lines = readTypes(await readFile(TYPES, "utf8"), covered);
  const isThere = ({ member }: Line): boolean =>
    member === null ||
    (covered.get(member.of)?.has(member.name) === true &&
      `${member.of}.${member.name}` !== without);
  const pruned = lines.filter(isThere).map(({ text }) => text);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "electron.d.ts"), pruned.join("\n"));
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: join(projectFolder, "tsconfig.json"),
      compilerOptions: {
        paths: { electron: [join(folder, "electron.d.ts")] },
        typeRoots: [join(projectFolder, "node_modules", "@types")],
        types: ["node"],
      },
      include: [join(projectFolder, "electron")],
      exclude: [join(projectFolder, "electron/**/*.test.ts")],
    }),
  );
  const { output } = await runProcess(process.execPath, [
    scriptOf("typescript", "tsc"),
    "-p",
    join(folder, "tsconfig.json"),
    "--noEmit",
    "--pretty",
    "false",
  ]);
  return output.split("\n").filter((line) => line.includes("error TS"));
}
